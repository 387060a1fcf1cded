#include "auth/key_file.h"

#include <algorithm>
#include <ctime>
#include <type_traits>
#include <utility>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/file_lock.h"
#include "base/text.h"
#include "crypto/random_bytes.h"

namespace mirror::auth {

namespace {

using nlohmann::json;

constexpr int kVersion = 1;
constexpr std::size_t kMaxFile = 16u << 20;
constexpr std::size_t kMaxName = 64;
constexpr std::size_t kHint = 4;

/// Empty when `name` can be one.
std::string nameProblem(std::string_view name) {
    if (name.empty()) return "it is empty";
    if (name.size() > kMaxName) return "it is longer than 64 bytes";
    if (!base::isUtf8(name)) return "it is not UTF-8";
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
    if (std::any_of(name.begin(), name.end(), isControl)) return "it holds a control character";
    return {};
}

bool readDigest(const std::string& text, crypto::Digest256& digest) {
    if (text.size() != digest.size() * 2) return false;
    for (std::size_t i = 0; i < digest.size(); ++i) {
        unsigned byte = 0;
        for (const char c : {text[2 * i], text[2 * i + 1]}) {
            const bool isDigit = c >= '0' && c <= '9';
            if (!isDigit && (c < 'a' || c > 'f')) return false;
            byte = byte * 16 + static_cast<unsigned>(isDigit ? c - '0' : c - 'a' + 10);
        }
        digest[i] = static_cast<std::uint8_t>(byte);
    }
    return true;
}

template <class T>
bool read(const json& object, const char* member, T& into) {
    const auto at = object.find(member);
    if (at == object.end()) return false;
    if constexpr (std::is_same_v<T, bool>) {
        if (!at->is_boolean()) return false;
    } else if constexpr (std::is_same_v<T, std::string>) {
        if (!at->is_string()) return false;
    } else {
        if (!at->is_number_integer()) return false;
    }
    into = at->get<T>();
    return true;
}

bool readKey(const json& object, StoredKey& key) {
    std::string digest;
    return object.is_object() && read(object, "name", key.name) && nameProblem(key.name).empty() && read(object, "group", key.group) &&
           read(object, "digest", digest) && readDigest(digest, key.digest) && read(object, "hint", key.hint) &&
           read(object, "created_at", key.createdAt) && read(object, "enabled", key.isEnabled);
}

bool isTaken(const std::vector<StoredKey>& keys, std::string_view name) {
    return std::any_of(keys.begin(), keys.end(), [name](const StoredKey& key) { return key.name == name; });
}

/// Not the library's own sentence: that quotes the text.
std::string parse(const std::string& text, json& document) {
    try {
        document = json::parse(text);
        return {};
    } catch (const json::parse_error& error) {
        return "not JSON at byte " + std::to_string(error.byte);
    } catch (const json::exception&) {
        return "a number is out of range";
    }
}

Result<std::vector<StoredKey>> parseKeys(const std::filesystem::path& file, const std::string& text) {
    const auto corrupt = [&file](std::string cause) { return fail(ErrorCode::fileRead, {file.string()}, std::move(cause)); };
    json document;
    if (std::string problem = parse(text, document); !problem.empty()) return corrupt(std::move(problem));
    int version = 0;
    if (!document.is_object() || !read(document, "version", version)) return corrupt("no version");
    if (version != kVersion) return corrupt("version " + std::to_string(version) + " is not known here");
    const auto list = document.find("keys");
    if (list == document.end() || !list->is_array()) return corrupt("no list of keys");
    std::vector<StoredKey> keys;
    for (const json& entry : *list) {
        StoredKey key;
        const std::string place = "keys[" + std::to_string(keys.size()) + "]";
        if (!readKey(entry, key)) return corrupt(place + " is incomplete or has a wrong member");
        if (isTaken(keys, key.name)) return corrupt(place + " has the name of another key");
        keys.push_back(std::move(key));
    }
    return keys;
}

std::string format(const std::vector<StoredKey>& keys) {
    json list = json::array();
    for (const StoredKey& key : keys)
        list.push_back({{"name", key.name},
                        {"group", key.group},
                        {"digest", base::hex({reinterpret_cast<const char*>(key.digest.data()), key.digest.size()})},
                        {"hint", key.hint},
                        {"created_at", key.createdAt},
                        {"enabled", key.isEnabled}});
    return json{{"version", kVersion}, {"keys", std::move(list)}}.dump(2) + "\n";
}

Result<std::vector<StoredKey>> readKeysIfAny(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::exists(file, error) && !error) return std::vector<StoredKey>();
    return readKeys(file);
}

}  // namespace

Result<std::vector<StoredKey>> readKeys(const std::filesystem::path& file) {
    const auto text = base::readFile(file, kMaxFile);
    if (!text) return fail(text.error());
    return parseKeys(file, *text);
}

Result<std::string> addKey(const std::filesystem::path& file, const crypto::Secret& installSecret, const std::string& name,
                           const std::string& group) {
    if (installSecret.empty()) return fail(ErrorCode::secretMissing, {"install secret"});
    if (std::string problem = nameProblem(name); !problem.empty()) return fail(ErrorCode::configValue, {"name", std::move(problem)});
    if (std::string problem = nameProblem(group); !problem.empty()) return fail(ErrorCode::configValue, {"group", std::move(problem)});
    const auto lock = base::FileLock::acquire(file);
    if (!lock) return fail(lock.error());
    auto keys = readKeysIfAny(file);
    if (!keys) return fail(keys.error());
    if (isTaken(*keys, name)) return fail(ErrorCode::configValue, {"name", "there is a key with this name"});
    std::string key = "sk-mirror-" + crypto::randomAlphanumeric(43);
    const crypto::Digest256 digest = crypto::HmacSha256(installSecret.view()).digest(key);
    keys->push_back({name, group, digest, key.substr(key.size() - kHint), std::time(nullptr), true});
    if (const auto written = base::writeFileAtomically(file, format(*keys)); !written) return fail(written.error());
    return key;
}

}  // namespace mirror::auth
