#include "crypto/random_bytes.h"

#include <openssl/rand.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "crypto/openssl_error.h"
#include "crypto/secret.h"

namespace mirror::crypto {

namespace {
// OpenSSL counts in int; nothing here needs more than one such piece at a time.
constexpr std::size_t kPiece = std::size_t{1} << 20;
}  // namespace

std::string randomBytes(std::size_t count) {
    std::string bytes(count, '\0');
    for (std::size_t done = 0; done < count;) {
        const std::size_t piece = std::min(kPiece, count - done);
        if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data() + done), static_cast<int>(piece)) != 1) {
            std::fprintf(stderr, "no source of random bytes: %s\n", lastOpensslError().c_str());
            std::abort();
        }
        done += piece;
    }
    return bytes;
}

std::string randomAlphanumeric(std::size_t count) {
    static constexpr std::string_view kSymbols = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    static constexpr unsigned kFair = 256 / kSymbols.size() * kSymbols.size();  // bytes above would favour the first symbols
    std::string text;
    text.reserve(count);
    while (text.size() < count) {
        std::string bytes = randomBytes(count - text.size() + 8);
        for (const char c : bytes) {
            const auto byte = static_cast<unsigned char>(c);
            if (byte < kFair && text.size() < count) text += kSymbols[byte % kSymbols.size()];
        }
        wipe(bytes);
    }
    return text;
}

}  // namespace mirror::crypto
