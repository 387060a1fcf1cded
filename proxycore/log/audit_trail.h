#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "crypto/secret.h"
#include "proxycore/api/command.h"
#include "proxycore/api/result.h"

struct sqlite3;

namespace mirror::log {

/// Who did what with the journal: unlocked it, revealed a value, exported, shredded. A SQLite file (0600) in which each entry carries an HMAC over itself and the one before,
/// under the install secret, and a head that says which entry is the last: what is changed, taken out or cut off without that secret is found. Who has the secret and
/// the file can write another history, and who puts back an older copy of the file is not found out.
/// One thread; several processes may have it open.
class AuditTrail {
public:
    /// Makes an absent file. Errors: fileWrite, journalDamaged (args: file, SQLite's words) when it is no such file.
    static Result<AuditTrail> open(const std::filesystem::path& file, const crypto::Secret& installSecret);
    ~AuditTrail();
    AuditTrail(AuditTrail&&) noexcept;
    AuditTrail& operator=(AuditTrail&&) noexcept;

    /// On the disk when it returns. `id` of the entry is given here. Errors: fileWrite.
    Result<void> append(const AuditEntry& entry);
    /// Entries with id > afterId, oldest first. Their chain is checked from the first entry on. Errors: fileRead.
    Result<AuditPage> read(std::uint64_t afterId, std::uint32_t limit);

private:
    struct Impl;
    explicit AuditTrail(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace mirror::log
