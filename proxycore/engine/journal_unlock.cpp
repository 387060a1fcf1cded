#include "engine/journal_unlock.h"

#include "base/file.h"
#include "log/audit_trail.h"

namespace mirror::engine {

namespace {

constexpr const char* kActor = "command line";

Result<log::JournalPrivateKeys> unlockFile(const config::OpenedProfile& profile, const log::JournalKeyFile& file, const crypto::Secret& passphrase) {
    Result<log::JournalPrivateKeys> keys = file.unlock(passphrase);
    if (keys) return keys;
    if (const Result<void> noted = note(profile, "unlock_failed", file.current().id); !noted) return fail(noted.error());
    return keys;
}

}  // namespace

crypto::Secret taken(std::string& passphrase) {
    crypto::Secret secret{std::string_view(passphrase)};
    crypto::wipe(passphrase);
    return secret;
}

Result<config::OpenedProfile> openExisting(const JournalProfile& profile) {
    std::error_code error;
    if (!std::filesystem::exists(config::ProfilePaths{.root = profile.folder}.installSecretFile(), error))
        return error == std::errc::permission_denied ? fail(ErrorCode::fileRead, {profile.folder.string()}, error.message()) : fail(ErrorCode::notFound, {"profile in " + profile.folder.string()});
    return config::openProfile(profile.folder, profile.environment);
}

Result<void> note(const config::OpenedProfile& profile, const char* action, std::string subject, std::string reason) {
    Result<log::AuditTrail> trail = log::AuditTrail::open(profile.paths.auditFile(), profile.installSecret);
    if (!trail) return fail(trail.error());
    return trail->append({.id = 0, .time = std::chrono::system_clock::now(), .actor = kActor, .action = action, .subject = std::move(subject), .reason = std::move(reason)});
}

Result<UnlockedJournal> unlock(const JournalProfile& profile, const crypto::Secret& passphrase) {
    Result<config::OpenedProfile> opened = openExisting(profile);
    if (!opened) return fail(opened.error());
    Result<log::JournalKeyFile> file = log::JournalKeyFile::read(opened->paths.journalKeyFile());
    if (!file) return fail(file.error());
    Result<log::JournalPrivateKeys> keys = unlockFile(*opened, *file, passphrase);
    if (!keys) return fail(keys.error());
    return UnlockedJournal{std::move(*opened), std::move(*file), std::move(*keys)};
}

Result<JournalConfig> journalConfig(const JournalProfile& profile, const config::ProfilePaths& paths) {
    std::error_code ignored;
    Result<std::string> text = std::string();
    if (std::filesystem::exists(paths.configFile(), ignored)) text = base::readFile(paths.configFile());
    if (!text) return fail(text.error());
    const LoadedConfig loaded = loadConfig(*text, profile.environment, profile.overrides);
    if (loaded.problems.empty()) return loaded.config.journal;
    Error error = loaded.problems.front().error;
    error.cause = describeProblem(loaded.problems.front(), paths.configFile().string());
    return fail(std::move(error));
}

}  // namespace mirror::engine
