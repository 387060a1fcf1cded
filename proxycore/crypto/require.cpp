#include "crypto/require.h"

#include <cstdio>
#include <cstdlib>

#include "crypto/openssl_error.h"

namespace mirror::crypto {

void require(bool condition, const char* what) {
    if (condition) return;
    std::fprintf(stderr, "OpenSSL cannot compute %s: %s\n", what, lastOpensslError().c_str());
    std::abort();
}

}  // namespace mirror::crypto
