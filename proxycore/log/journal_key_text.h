#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/scrypt.h"
#include "proxycore/api/result.h"
#include "proxycore/api/units.h"

/// What stands in journal.key, and its form: JSON, with a SHA-256 over all of it, so that damage is known before a passphrase is tried. The sum is no protection against
/// who changes the file on purpose; what that one can do is told in journal_keys.h.
namespace mirror::log {

struct StoredJournalKey {
    std::string id;         ///< the first 16 hexadecimal digits of the public key's SHA-256
    std::string publicKey;  ///< X25519, 32 bytes
    std::string wrapped;    ///< the private key as AES-256-GCM: nonce (12), ciphertext (32), tag (16); `id` is vouched for too
    SystemTime created{};
    std::optional<SystemTime> retired;  ///< nothing is sealed to it any more
    bool operator==(const StoredJournalKey&) const = default;
};

struct JournalKeyContent {
    crypto::ScryptCost cost;
    std::string salt;  ///< of scrypt
    std::vector<StoredJournalKey> keys;  ///< oldest first; at least one, and of these one not retired
    bool operator==(const JournalKeyContent&) const = default;
};

std::string journalKeyId(std::string_view publicKey);
std::string journalKeyText(const JournalKeyContent& content);
/// journalDamaged (args: `file`, what) for whatever journalKeyText() would not have written, unsupported for a version that is not known here.
Result<JournalKeyContent> readJournalKeyText(std::string_view text, const std::string& file);

}  // namespace mirror::log
