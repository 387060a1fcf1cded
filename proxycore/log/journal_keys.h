#pragma once
#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/scrypt.h"
#include "crypto/secret.h"
#include "log/journal_key_text.h"
#include "proxycore/api/journal.h"
#include "proxycore/api/result.h"

namespace mirror::log {

struct JournalPublicKey {
    std::string id;
    std::string bytes;  ///< what sealKey() takes
};

struct JournalKeyPair {
    std::string id;
    std::string publicKey;
    crypto::Secret privateKey;
};

/// What a passphrase opens: with it every segment that is not shredded can be read.
class JournalPrivateKeys {
public:
    explicit JournalPrivateKeys(std::vector<JournalKeyPair> pairs) : m_pairs(std::move(pairs)) {}
    /// nullptr when there is none of this id. Lives as long as this object.
    const JournalKeyPair* find(std::string_view id) const;

private:
    std::vector<JournalKeyPair> m_pairs;
};

/// The file journal.key: the key pairs of a journal, private ones under a passphrase. Who has the file can seal to it and not read; a new passphrase leaves older copies of the
/// file under the old one. Who can write the file can add a key of his own and have what is written from then on sealed to it: unlock() finds that out, writing does not.
/// A value, for one thread; what it changes it reads anew from disk under a lock, so several processes may change one file.
class JournalKeyFile {
public:
    static constexpr std::string_view kName = "journal.key";
    /// Shorter ones can be guessed whatever a guess costs.
    static constexpr std::size_t kMinPassphraseBytes = 8;

    /// Makes the file (0600, and its folder 0700 if absent) with one new key pair. Errors: journalExists, configValue for a passphrase that is too short, fileWrite. Takes the
    /// time of one scrypt (0.15 s), as unlock() and rotate() do; changePassphrase() takes two.
    static Result<JournalKeyFile> create(const std::filesystem::path& path, const crypto::Secret& passphrase, const crypto::ScryptCost& cost = {},
                                         SystemTime now = std::chrono::system_clock::now());
    /// Errors: journalNoKey when there is none, journalDamaged, filePermission when others can read or write it, fileRead, unsupported.
    static Result<JournalKeyFile> read(const std::filesystem::path& path);

    /// The newest that is not retired: what new segments are sealed to.
    JournalPublicKey current() const;
    /// Newest first.
    std::vector<JournalKeyInfo> infos() const;

    /// Errors: journalPassphrase; journalDamaged when the passphrase opens some keys and not all, which only happens to a file that was changed on purpose.
    Result<JournalPrivateKeys> unlock(const crypto::Secret& passphrase) const;
    /// All private keys go under the new passphrase, with a new salt. Errors: those of read() and unlock(), configValue, fileWrite.
    Result<void> changePassphrase(const crypto::Secret& passphrase, const crypto::Secret& replacement);
    /// A new pair that is sealed to from now on; the others are retired and still open what was sealed to them. Errors as of changePassphrase().
    Result<void> rotate(const crypto::Secret& passphrase, SystemTime now = std::chrono::system_clock::now());

private:
    JournalKeyFile(std::filesystem::path path, JournalKeyContent content) : m_path(std::move(path)), m_content(std::move(content)) {}
    Result<void> replace(JournalKeyContent content);

    std::filesystem::path m_path;
    JournalKeyContent m_content;
};

}  // namespace mirror::log
