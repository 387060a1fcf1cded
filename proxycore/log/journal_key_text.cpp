#include "log/journal_key_text.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "crypto/aes_gcm.h"
#include "crypto/base64url.h"
#include "crypto/hmac.h"
#include "crypto/x25519.h"
#include "log/journal_time.h"

namespace mirror::log {

namespace {

using nlohmann::json;

constexpr int kVersion = 1;
constexpr std::size_t kMinSalt = 16;
constexpr std::size_t kWrappedBytes = crypto::Aes256Gcm::kNonceBytes + crypto::kX25519Bytes + crypto::Aes256Gcm::kTagBytes;
constexpr std::size_t kIdBytes = 8;

std::string_view bytesOf(const crypto::Digest256& digest) { return {reinterpret_cast<const char*>(digest.data()), digest.size()}; }

std::string encoded(std::string_view bytes) {
    std::string text;
    crypto::appendBase64Url(text, bytes);
    return text;
}

/// Members in the order of their names and no space: one text for each content, whatever an editor did to the file's.
std::string sumOf(const json& content) { return base::hex(bytesOf(crypto::sha256(content.dump()))); }

std::int64_t microsecondsOf(SystemTime time) { return std::chrono::duration_cast<std::chrono::microseconds>(time.time_since_epoch()).count(); }

json toJson(const StoredJournalKey& key) {
    json object{{"id", key.id}, {"public", encoded(key.publicKey)}, {"private", encoded(key.wrapped)}, {"created_us", microsecondsOf(key.created)}};
    if (key.retired) object["retired_us"] = microsecondsOf(*key.retired);
    return object;
}

// Each reader returns false for a member that is absent or of another kind.

bool read(const json& object, const char* member, std::string& bytes) {
    const auto at = object.find(member);
    return at != object.end() && at->is_string() && crypto::decodeBase64Url(at->get_ref<const std::string&>(), bytes);
}

bool read(const json& object, const char* member, std::uint32_t& number) {
    const auto at = object.find(member);
    if (at == object.end() || !at->is_number_unsigned() || at->get<std::uint64_t>() > UINT32_MAX) return false;
    number = at->get<std::uint32_t>();
    return true;
}

bool read(const json& object, const char* member, SystemTime& time) {
    const auto at = object.find(member);
    if (at == object.end() || !at->is_number_unsigned() || at->get<std::uint64_t>() > std::uint64_t{kMaxMicroseconds}) return false;
    time = timeOfMicroseconds(at->get<std::int64_t>());
    return true;
}

bool readId(const json& object, StoredJournalKey& key) {
    const auto at = object.find("id");
    if (at == object.end() || !at->is_string()) return false;
    key.id = at->get<std::string>();
    return key.id == journalKeyId(key.publicKey);
}

/// Sealing to one that gives everybody the same secret would hide nothing.
bool canBeSealedTo(std::string_view publicKey) { return crypto::x25519(crypto::makeX25519Pair().privateKey, publicKey).has_value(); }

bool readKey(const json& object, StoredJournalKey& key) {
    if (!object.is_object() || !read(object, "public", key.publicKey) || !readId(object, key) || !read(object, "private", key.wrapped) || !read(object, "created_us", key.created)) return false;
    if (object.contains("retired_us") && !read(object, "retired_us", key.retired.emplace())) return false;
    return key.wrapped.size() == kWrappedBytes && canBeSealedTo(key.publicKey);
}

bool readScrypt(const json& object, JournalKeyContent& content) {
    const auto at = object.find("scrypt");
    if (at == object.end() || !at->is_object()) return false;
    return read(*at, "log2_n", content.cost.log2n) && read(*at, "r", content.cost.r) && read(*at, "p", content.cost.p) && read(*at, "salt", content.salt) &&
           content.salt.size() >= kMinSalt && crypto::isScryptCostAllowed(content.cost);
}

/// What is wrong; nothing when `content` was read.
const char* readContent(const json& object, JournalKeyContent& content) {
    if (!readScrypt(object, content)) return "its scrypt parameters are wrong";
    const auto list = object.find("keys");
    if (list == object.end() || !list->is_array()) return "it has no keys";
    for (const json& entry : *list) {
        StoredJournalKey key;
        if (!readKey(entry, key)) return "one of its keys is wrong";
        if (std::any_of(content.keys.begin(), content.keys.end(), [&](const StoredJournalKey& other) { return other.id == key.id; })) return "it has a key twice";
        content.keys.push_back(std::move(key));
    }
    if (std::none_of(content.keys.begin(), content.keys.end(), [](const StoredJournalKey& key) { return !key.retired; })) return "it has no key in use";
    return nullptr;
}

}  // namespace

std::string journalKeyId(std::string_view publicKey) { return base::hex(bytesOf(crypto::sha256(publicKey)).substr(0, kIdBytes)); }

std::string journalKeyText(const JournalKeyContent& content) {
    json keys = json::array();
    for (const StoredJournalKey& key : content.keys) keys.push_back(toJson(key));
    const json object{{"scrypt", {{"log2_n", content.cost.log2n}, {"r", content.cost.r}, {"p", content.cost.p}, {"salt", encoded(content.salt)}}}, {"keys", std::move(keys)}};
    return json{{"mirror_journal_key", kVersion}, {"content", object}, {"sha256", sumOf(object)}}.dump(2) + "\n";
}

Result<JournalKeyContent> readJournalKeyText(std::string_view text, const std::string& file) {
    const auto damaged = [&file](const char* what) { return fail(ErrorCode::journalDamaged, {file, what}); };
    const json document = json::parse(text, nullptr, false);
    if (!document.is_object()) return damaged("it is not JSON");
    const auto version = document.find("mirror_journal_key");
    if (version == document.end() || !version->is_number_integer()) return damaged("it is no file of journal keys");
    if (*version != kVersion) return fail(ErrorCode::unsupported, {"version " + version->dump() + " of " + file});
    const auto object = document.find("content");
    const auto sum = document.find("sha256");
    if (object == document.end() || !object->is_object() || sum == document.end() || *sum != sumOf(*object)) return damaged("its checksum does not match");
    JournalKeyContent content;
    if (const char* flaw = readContent(*object, content)) return damaged(flaw);
    return content;
}

}  // namespace mirror::log
