#include "crypto/openssl_error.h"

#include <openssl/err.h>

#include <array>

namespace mirror::crypto {

std::string lastOpensslError() {
    const unsigned long code = ERR_peek_last_error();
    ERR_clear_error();
    if (code == 0) return "unknown";
    if (const char* reason = ERR_reason_error_string(code)) return reason;
    std::array<char, 256> text{};
    ERR_error_string_n(code, text.data(), text.size());
    return text.data();
}

}  // namespace mirror::crypto
