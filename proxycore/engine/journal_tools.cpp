#include "proxycore/journal_tools.h"

#include "base/file.h"
#include "crypto/base64url.h"
#include "engine/journal_unlock.h"
#include "log/journal_reader.h"

namespace mirror {

using engine::note;
using engine::openExisting;
using engine::taken;
using engine::unlock;
using engine::UnlockedJournal;

namespace {

constexpr std::size_t kMaxPassphrase = 4096;

}  // namespace

Result<std::string> passphraseIn(std::string content) {
    const auto refuse = [&content](const char* why) {
        crypto::wipe(content);
        return fail(ErrorCode::configValue, {"passphrase", why});
    };
    if (content.ends_with('\n')) content.pop_back();
    if (content.ends_with('\r')) content.pop_back();
    if (content.empty()) return refuse("it is empty");
    if (content.size() > kMaxPassphrase) return refuse("it is longer than 4096 bytes");
    if (content.find_first_of(std::string_view("\n\r\0", 3)) != std::string::npos) return refuse("it has more than one line");
    return content;
}

Result<std::string> readPassphraseFile(const std::filesystem::path& file) {
    if (const Result<void> isPrivate = base::requirePrivate(file); !isPrivate) return fail(isPrivate.error());
    Result<std::string> content = base::readFile(file, kMaxPassphrase + 2);
    if (!content) return fail(content.error());
    return passphraseIn(std::move(*content));
}

Result<JournalKeys> initJournal(const JournalProfile& profile, std::string& passphrase) {
    const crypto::Secret secret = taken(passphrase);
    const Result<config::OpenedProfile> opened = config::openProfile(profile.folder, profile.environment);
    if (!opened) return fail(opened.error());
    const Result<log::JournalKeyFile> file = log::JournalKeyFile::create(opened->paths.journalKeyFile(), secret);
    if (!file) return fail(file.error());
    if (const Result<void> noted = note(*opened, "init", file->current().id); !noted) return fail(noted.error());
    return JournalKeys{file->infos()};
}

Result<JournalKeys> listJournalKeys(const JournalProfile& profile) {
    const Result<config::OpenedProfile> opened = openExisting(profile);
    if (!opened) return fail(opened.error());
    const Result<log::JournalKeyFile> file = log::JournalKeyFile::read(opened->paths.journalKeyFile());
    if (!file) return fail(file.error());
    return JournalKeys{file->infos()};
}

Result<void> changeJournalPassphrase(const JournalProfile& profile, std::string& passphrase, std::string& replacement) {
    const crypto::Secret present = taken(passphrase), renewed = taken(replacement);
    Result<UnlockedJournal> journal = unlock(profile, present);
    if (!journal) return fail(journal.error());
    if (const Result<void> changed = journal->file.changePassphrase(present, renewed); !changed) return changed;
    return note(journal->profile, "passphrase", {});
}

Result<JournalKeys> rotateJournalKey(const JournalProfile& profile, std::string& passphrase) {
    const crypto::Secret secret = taken(passphrase);
    Result<UnlockedJournal> journal = unlock(profile, secret);
    if (!journal) return fail(journal.error());
    if (const Result<void> rotated = journal->file.rotate(secret); !rotated) return fail(rotated.error());
    if (const Result<void> noted = note(journal->profile, "rotate", journal->file.current().id); !noted) return fail(noted.error());
    return JournalKeys{journal->file.infos()};
}

Result<JournalSegmentKey> exportJournalKey(const JournalProfile& profile, std::string& passphrase, std::uint32_t segment, const std::string& reason) {
    const crypto::Secret secret = taken(passphrase);
    const Result<UnlockedJournal> journal = unlock(profile, secret);
    if (!journal) return fail(journal.error());
    log::JournalReader reader(journal->profile.paths.journal(), journal->keys);
    const Result<crypto::Secret> key = reader.fernetKey(segment);
    if (!key) return fail(key.error());
    // Noted first: a key that was given out and is nowhere told of is the worse of the two.
    if (const Result<void> noted = note(journal->profile, "export_key", std::to_string(segment), reason); !noted) return fail(noted.error());
    JournalSegmentKey exported;
    crypto::appendBase64Url(exported.key, key->view());
    return exported;
}

}  // namespace mirror
