#include "log/fernet.h"

#include <algorithm>

#include "crypto/base64url.h"
#include "fuzz/claim.h"
#include "log/sealed_key.h"
#include "log/value_sealer.h"

using namespace mirror;

namespace {

constexpr std::size_t kMacBytes = 32;
constexpr SystemTime kNow{std::chrono::seconds(1'700'000'000)};
const crypto::Secret kKey("0123456789abcdefghijklmnopqrstuv");

std::string encoded(std::string_view bytes) {
    std::string text;
    crypto::appendBase64Url(text, bytes);
    return text;
}

/// One text for each sequence of bytes, in both directions.
void checkBase64(std::string_view text) {
    if (const auto bytes = crypto::decodeBase64Url(text)) MIRROR_CLAIM(encoded(*bytes) == text);
    const auto back = crypto::decodeBase64Url(encoded(text));
    MIRROR_CLAIM(back && *back == text);
}

/// Whatever comes, what is refused leaves nothing.
void checkAnyText(log::Fernet& fernet, std::string_view text) {
    std::string plaintext = "left over";
    if (!fernet.open(text, kNow, plaintext)) MIRROR_CLAIM(plaintext.empty());
}

/// `bytes` as the body of a token with the right MAC: what comes behind the MAC is tried too.
void checkSigned(log::Fernet& fernet, std::string_view bytes) {
    std::string token(bytes);
    const crypto::Digest256 mac = crypto::HmacSha256(kKey.view().substr(0, 16)).digest(token);
    token.append(mac.begin(), mac.end());
    std::string plaintext;
    const bool isOpen = fernet.open(encoded(token), kNow, plaintext).has_value();
    const bool hasForm = token.size() >= log::Fernet::kMinTokenBytes && token[0] == '\x80' && (token.size() - 25 - kMacBytes) % 16 == 0;
    MIRROR_CLAIM(!isOpen || (hasForm && plaintext.size() < bytes.size() - 25 && bytes.size() - 25 - plaintext.size() <= 16));
}

void checkRoundTrip(log::Fernet& fernet, std::string_view text) {
    std::string token, plaintext;
    fernet.seal(text, kNow, token);
    MIRROR_CLAIM(fernet.open(token, kNow, plaintext) && plaintext == text);
}

/// Nobody makes these without the key.
void checkForged(std::string_view text) {
    static log::ValueSealer sealer(kKey);
    MIRROR_CLAIM(!sealer.open(text));
    MIRROR_CLAIM(!log::unsealKey(kKey, std::string(32, '\x09'), text, "purpose"));
    const std::string sealed = encoded(text);
    MIRROR_CLAIM(!sealer.open(sealed));
    MIRROR_CLAIM(!log::unsealKey(kKey, std::string(32, '\x09'), sealed, "purpose"));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static log::Fernet fernet(kKey);
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    checkBase64(text);
    checkAnyText(fernet, text);
    checkSigned(fernet, text);
    checkRoundTrip(fernet, text);
    checkForged(text);
    return 0;
}
