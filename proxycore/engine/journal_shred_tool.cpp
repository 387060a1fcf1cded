#include <algorithm>

#include "base/file_lock.h"
#include "crypto/aes_gcm.h"
#include "crypto/random_bytes.h"
#include "engine/journal_unlock.h"
#include "log/segment_name.h"
#include "log/segment_series.h"
#include "proxycore/journal_tools.h"

namespace mirror {

namespace {

using engine::UnlockedJournal;

constexpr const char* kWriter = "command line";  // in the header of the segment that holds the record

Result<void> checkReason(const std::string& reason) {
    if (reason.find_first_not_of(" \t\r\n") == std::string::npos) return fail(ErrorCode::configValue, {"reason", "it must not be empty"});
    return {};
}

/// Looked for before anything is written: a refusal leaves no segment behind.
Result<void> requireSegment(const std::filesystem::path& folder, std::uint32_t segment) {
    const auto segments = log::listSegments(folder);
    if (!segments) return fail(segments.error());
    const bool isThere = std::any_of(segments->begin(), segments->end(), [segment](const log::SegmentPlace& place) { return place.name.number == segment; });
    if (!isThere) return fail(ErrorCode::notFound, {"segment " + std::to_string(segment)});
    return {};
}

/// Held by an engine as long as it writes: a journal has one writer.
Result<base::FileLock> lockJournal(const std::filesystem::path& folder) {
    auto lock = base::FileLock::tryAcquire(folder / "writer");
    if (!lock) return fail(lock.error());
    if (!*lock) return fail(ErrorCode::unsupported, {"shredding from here while a mirror writes this journal; do it in its console, or stop it first"});
    return std::move(**lock);
}

Result<void> shredIn(const UnlockedJournal& journal, const JournalConfig& config, std::uint32_t segment, const std::string& reason) {
    log::JournalSettings settings;
    settings.folder = journal.profile.paths.journal();
    settings.engine = kWriter;
    settings.anchorFile = config.anchorFile;
    log::JournalDisk disk;
    log::SegmentSeries series(disk, std::move(settings), journal.file.current(), crypto::Secret(crypto::randomBytes(crypto::Aes256Gcm::kKeyBytes)));
    const SystemTime now = std::chrono::system_clock::now();
    if (const Result<void> begun = series.begin(now); !begun) return begun;
    const Result<void> shredded = series.shred(segment, reason, now);
    const Result<void> ended = series.end(now);
    return shredded ? ended : shredded;
}

}  // namespace

Result<void> shredSegment(const JournalProfile& profile, std::string& passphrase, std::uint32_t segment, const std::string& reason) {
    const crypto::Secret secret = engine::taken(passphrase);
    if (const Result<void> sound = checkReason(reason); !sound) return sound;
    const Result<UnlockedJournal> journal = engine::unlock(profile, secret);
    if (!journal) return fail(journal.error());
    const config::ProfilePaths& paths = journal->profile.paths;
    const Result<JournalConfig> config = engine::journalConfig(profile, paths);
    if (!config) return fail(config.error());
    const Result<base::FileLock> lock = lockJournal(paths.journal());
    if (!lock) return fail(lock.error());
    if (const Result<void> there = requireSegment(paths.journal(), segment); !there) return there;
    // Noted first: a segment that is gone and nowhere told of is the worse of the two.
    if (const Result<void> noted = engine::note(journal->profile, "shred", std::to_string(segment), reason); !noted) return noted;
    return shredIn(*journal, *config, segment, reason);
}

}  // namespace mirror
