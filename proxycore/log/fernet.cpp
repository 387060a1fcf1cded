#include "log/fernet.h"

#include <algorithm>
#include <array>

#include "crypto/base64url.h"

namespace mirror::log {

namespace {

constexpr char kVersion = '\x80';
constexpr std::size_t kTimeAt = 1;
constexpr std::size_t kTimeBytes = 8;
constexpr std::size_t kVectorAt = kTimeAt + kTimeBytes;
constexpr std::size_t kBlock = crypto::Aes128Cbc::kBlockBytes;
constexpr std::size_t kTextAt = kVectorAt + kBlock;
constexpr std::size_t kMacBytes = 32;
constexpr std::size_t kHalfKey = Fernet::kKeyBytes / 2;
/// Vectors drawn at once: a call of the system's generator costs as much as sealing 200 bytes.
constexpr std::size_t kVectorsAhead = 256;

std::uint64_t secondsOf(SystemTime time) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
    return static_cast<std::uint64_t>(std::max<std::int64_t>(0, seconds));
}

void appendTime(std::string& out, std::uint64_t seconds) {
    for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>(seconds >> shift);
}

std::uint64_t timeIn(std::string_view token) {
    std::uint64_t seconds = 0;
    for (const char c : token.substr(kTimeAt, kTimeBytes)) seconds = seconds << 8 | static_cast<std::uint8_t>(c);
    return seconds;
}

std::string_view bytesOf(const crypto::Digest256& digest) { return {reinterpret_cast<const char*>(digest.data()), digest.size()}; }

tl::unexpected<Error> refuse(const char* what) { return fail(ErrorCode::journalDamaged, {"record", what}); }

/// What is wrong with the time, nothing if it is well.
const char* flawOfTime(std::uint64_t sealed, std::uint64_t now, std::optional<std::chrono::seconds> maxAge) {
    if (sealed > now && sealed - now > static_cast<std::uint64_t>(Fernet::kMaxAhead.count())) return "it was sealed in the future";
    if (maxAge && sealed < now && now - sealed > static_cast<std::uint64_t>(maxAge->count())) return "it has expired";
    return nullptr;
}

}  // namespace

Fernet::Fernet(const crypto::Secret& key, RandomSource random)
    : m_mac(key.view().substr(0, kHalfKey)), m_cipher(key.view().substr(std::min(kHalfKey, key.view().size()))), m_random(std::move(random)) {}

void Fernet::appendVector() {
    if (m_nextVector == m_vectors.size()) {
        m_vectors = m_random(kVectorsAhead * kBlock);
        m_nextVector = 0;
    }
    m_token.append(m_vectors, m_nextVector, kBlock);
    m_nextVector += kBlock;
}

void Fernet::seal(std::string_view plaintext, SystemTime now, std::string& out) {
    m_token.assign(1, kVersion);
    appendTime(m_token, secondsOf(now));
    appendVector();
    std::array<char, kBlock> vector;  // a copy: appending may move the token
    m_token.copy(vector.data(), kBlock, kVectorAt);
    m_cipher.encrypt({vector.data(), kBlock}, plaintext, m_token);
    m_token += bytesOf(m_mac.digest(m_token));
    crypto::appendBase64Url(out, m_token);
}

Result<void> Fernet::open(std::string_view token, SystemTime now, std::string& plaintext, std::optional<std::chrono::seconds> maxAge) {
    plaintext.clear();
    if (!crypto::decodeBase64Url(token, m_token)) return refuse("it is not strict Base64");
    if (m_token.size() < kMinTokenBytes || (m_token.size() - kTextAt - kMacBytes) % kBlock != 0) return refuse("its length is not that of a token");
    if (m_token[0] != kVersion) return refuse("its version is unknown");
    const std::string_view all = m_token;
    const std::string_view signedPart = all.substr(0, all.size() - kMacBytes);
    crypto::Digest256 mac;
    std::copy(all.end() - kMacBytes, all.end(), mac.begin());
    if (!crypto::equalDigests(mac, m_mac.digest(signedPart))) return refuse("its signature does not match");
    if (const char* flaw = flawOfTime(timeIn(all), secondsOf(now), maxAge)) return refuse(flaw);
    if (!m_cipher.decrypt(signedPart.substr(kVectorAt, kBlock), signedPart.substr(kTextAt), plaintext)) return refuse("its padding is wrong");
    return {};
}

}  // namespace mirror::log
