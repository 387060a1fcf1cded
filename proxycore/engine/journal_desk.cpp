#include "engine/journal_desk.h"

#include <algorithm>
#include <future>

#include "crypto/random_bytes.h"
#include "log/journal_keys.h"

namespace mirror::engine {

namespace {

constexpr Milliseconds kTurn{20};   // the longest somebody waits behind work that takes long, give or take one segment's index
constexpr Milliseconds kRest{500};  // how often idle sessions are looked for
constexpr Milliseconds kFlushWait{500};
constexpr int kNiceness = 10;       // requests come first
constexpr std::size_t kTokenLength = 43;
constexpr std::size_t kMaxSessions = 16;

/// The passphrase of a command, which forgets it.
crypto::Secret taken(std::string& passphrase) {
    crypto::Secret secret{std::string_view(passphrase)};
    crypto::wipe(passphrase);
    return secret;
}

Receipt keysOf(const log::JournalKeyFile& file) { return JournalKeys{file.infos()}; }

Result<void> checkReason(const std::string& reason) {
    if (reason.find_first_not_of(" \t\r\n") == std::string::npos) return fail(ErrorCode::configValue, {"reason", "it must not be empty"});
    return {};
}

}  // namespace

struct JournalDesk::Session {
    Session(std::filesystem::path folder, log::JournalPrivateKeys keys) : journal(std::move(folder), std::move(keys)) {}
    JournalSession journal;
    SteadyTime used = std::chrono::steady_clock::now();
};

JournalDesk::JournalDesk(config::ProfilePaths paths, const crypto::Secret& installSecret)
    : m_paths(std::move(paths)), m_installSecret(installSecret.clone()), m_thread(std::make_unique<TurnThread>("journal reader", kNiceness, [this] { return turn(); }, kRest)) {
    m_line->desk = this;
}

JournalDesk::~JournalDesk() { close(); }

void JournalDesk::close() {
    {
        const std::lock_guard lock(m_line->mutex);
        m_line->desk = nullptr;
    }
    m_thread.reset();
    m_sessions.clear();
}

void JournalDesk::setConfig(const JournalConfig& config, std::weak_ptr<pipeline::Journaling> writer) {
    const std::lock_guard lock(m_mutex);
    m_config = config;
    m_writer = std::move(writer);
}

JournalConfig JournalDesk::config() const {
    const std::lock_guard lock(m_mutex);
    return m_config;
}

std::shared_ptr<pipeline::Journaling> JournalDesk::writer() const {
    const std::lock_guard lock(m_mutex);
    return m_writer.lock();
}

void JournalDesk::lend(std::string id, std::function<void(Result<JournalLoan>)> done) {
    const bool isTaken = m_thread->add([this, id = std::move(id), done] {
        const auto reader = session(id);
        if (!reader) return done(fail(reader.error()));
        done((*reader)->lend());
    });
    if (!isTaken) done(fail(ErrorCode::cancelled, {}, "too many commands about the journal are waiting"));
}

void JournalDesk::describe(JournalStatus& status) const {
    const std::lock_guard lock(m_mutex);
    status.unlocked = m_unlocked;
    status.task = m_progress.task;
    status.taskView = m_progress.view;
    status.taskPermille = m_progress.permille;
}

// -- turns ----------------------------------------------------------------------------------------------------------

bool JournalDesk::turn() {
    closeIdle();
    bool hasMore = false;
    for (auto& [id, session] : m_sessions) hasMore = session->journal.work(kTurn) || hasMore;
    publish();
    return hasMore;
}

/// Who waits for a job is not idle.
void JournalDesk::closeIdle() {
    const SteadyTime now = std::chrono::steady_clock::now();
    const Milliseconds after = config().lockAfter;
    std::erase_if(m_sessions, [&](auto& entry) {
        Session& session = *entry.second;
        if (session.journal.progress().task != JournalTask::none) session.used = now;
        return now - session.used >= after;
    });
}

void JournalDesk::publish() {
    JournalSession::Progress progress;
    for (const auto& [id, session] : m_sessions)
        if (progress.task == JournalTask::none) progress = session->journal.progress();
    const std::lock_guard lock(m_mutex);
    m_unlocked = static_cast<std::uint32_t>(m_sessions.size());
    m_progress = progress;
}

Result<JournalSession*> JournalDesk::session(const std::string& id) {
    const auto found = m_sessions.find(id);
    if (found == m_sessions.end()) return fail(ErrorCode::journalLocked);
    found->second->used = std::chrono::steady_clock::now();
    return &found->second->journal;
}

// -- audit trail ----------------------------------------------------------------------------------------------------

Result<log::AuditTrail*> JournalDesk::audit() {
    if (!m_audit) {
        auto opened = log::AuditTrail::open(m_paths.auditFile(), m_installSecret);
        if (!opened) return fail(opened.error());
        m_audit = std::move(*opened);
    }
    return &*m_audit;
}

Result<void> JournalDesk::note(const std::string& actor, const char* action, std::string subject, std::string reason) {
    auto trail = audit();
    if (!trail) return fail(trail.error());
    const AuditEntry entry{0, std::chrono::system_clock::now(), actor, action, std::move(subject), std::move(reason)};
    if ((*trail)->append(entry)) return {};
    // Its file may have been taken away: once more with the one that is there now.
    m_audit.reset();
    trail = audit();
    if (!trail) return fail(trail.error());
    return (*trail)->append(entry);
}

/// A wrong passphrase stands in the trail, whatever it was tried for.
Error JournalDesk::refused(const std::string& actor, Error error) {
    if (error.code != ErrorCode::journalPassphrase) return error;
    const auto noted = note(actor, "unlock_failed");
    return noted ? std::move(error) : noted.error();
}

void JournalDesk::handle(const QueryAudit& command, const JournalAnswer& done) {
    constexpr std::uint32_t kMost = 10'000;
    auto trail = audit();
    if (!trail) return done(fail(trail.error()));
    auto page = (*trail)->read(command.afterId, std::min(command.limit, kMost));
    if (!page) return done(fail(page.error()));
    done(Receipt(std::move(*page)));
}

// -- keys and sessions ----------------------------------------------------------------------------------------------

void JournalDesk::handle(InitJournal& command, const JournalAnswer& done) {
    const crypto::Secret passphrase = taken(command.passphrase);
    const auto made = log::JournalKeyFile::create(m_paths.journalKeyFile(), passphrase);
    if (!made) return done(fail(made.error()));
    if (auto noted = note(command.origin, "init", made->current().id); !noted) return done(fail(noted.error()));
    done(keysOf(*made));
}

void JournalDesk::handle(UnlockJournal& command, const JournalAnswer& done) {
    const crypto::Secret passphrase = taken(command.passphrase);
    const auto file = log::JournalKeyFile::read(m_paths.journalKeyFile());
    if (!file) return done(fail(file.error()));
    auto keys = file->unlock(passphrase);
    if (auto noted = note(command.origin, keys ? "unlock" : "unlock_failed", file->current().id); !noted) return done(fail(noted.error()));
    if (!keys) return done(fail(keys.error()));
    if (m_sessions.size() >= kMaxSessions) {
        const auto oldest = std::min_element(m_sessions.begin(), m_sessions.end(), [](const auto& a, const auto& b) { return a.second->used < b.second->used; });
        m_sessions.erase(oldest);
    }
    std::string token = crypto::randomAlphanumeric(kTokenLength);
    m_sessions.emplace(token, std::make_unique<Session>(m_paths.journal(), std::move(*keys)));
    publish();
    done(Receipt(mirror::JournalSession{std::move(token), config().lockAfter}));
}

void JournalDesk::handle(const LockJournal& command, const JournalAnswer& done) {
    if (command.session.empty())
        m_sessions.clear();
    else
        m_sessions.erase(command.session);
    publish();
    done(Receipt(Done{}));
}

void JournalDesk::handle(const ListJournalKeys&, const JournalAnswer& done) {
    const auto file = log::JournalKeyFile::read(m_paths.journalKeyFile());
    if (!file) return done(fail(file.error()));
    done(keysOf(*file));
}

void JournalDesk::handle(ChangeJournalPassphrase& command, const JournalAnswer& done) {
    const crypto::Secret passphrase = taken(command.passphrase);
    const crypto::Secret renewed = taken(command.newPassphrase);
    auto file = log::JournalKeyFile::read(m_paths.journalKeyFile());
    if (!file) return done(fail(file.error()));
    if (auto ready = audit(); !ready) return done(fail(ready.error()));  // nothing is changed that could not be noted
    if (auto changed = file->changePassphrase(passphrase, renewed); !changed) return done(fail(refused(command.origin, changed.error())));
    if (auto noted = note(command.origin, "passphrase"); !noted) return done(fail(noted.error()));
    done(Receipt(Done{}));
}

void JournalDesk::handle(RotateJournalKey& command, const JournalAnswer& done) {
    const crypto::Secret passphrase = taken(command.passphrase);
    auto file = log::JournalKeyFile::read(m_paths.journalKeyFile());
    if (!file) return done(fail(file.error()));
    if (auto ready = audit(); !ready) return done(fail(ready.error()));
    if (auto rotated = file->rotate(passphrase); !rotated) return done(fail(refused(command.origin, rotated.error())));
    if (auto noted = note(command.origin, "rotate", file->current().id); !noted) return done(fail(noted.error()));
    done(keysOf(*file));
}

// -- views ----------------------------------------------------------------------------------------------------------

void JournalDesk::handle(const OpenJournalView& command, const JournalAnswer& done) {
    auto reader = session(command.session);
    if (!reader) return done(fail(reader.error()));
    auto view = (*reader)->open(command);
    if (!view) return done(fail(view.error()));
    done(Receipt(*view));
}

void JournalDesk::handle(const QueryJournal& command, const JournalAnswer& done) {
    auto reader = session(command.session);
    if (!reader) return done(fail(reader.error()));
    auto page = (*reader)->query(command);
    if (!page) return done(fail(page.error()));
    done(Receipt(std::move(*page)));
}

void JournalDesk::handle(const StopJournalView& command, const JournalAnswer& done) {
    auto reader = session(command.session);
    if (!reader) return done(fail(reader.error()));
    if (auto stopped = (*reader)->stop(command.view); !stopped) return done(fail(stopped.error()));
    done(Receipt(Done{}));
}

void JournalDesk::handle(const CloseJournalView& command, const JournalAnswer& done) {
    auto reader = session(command.session);
    if (!reader) return done(fail(reader.error()));
    (*reader)->close(command.view);
    done(Receipt(Done{}));
}

void JournalDesk::handle(const ReadDialogue& command, const JournalAnswer& done) {
    auto reader = session(command.session);
    if (!reader) return done(fail(reader.error()));
    auto dialogue = (*reader)->read(command);
    if (!dialogue) return done(fail(dialogue.error()));
    done(Receipt(std::move(*dialogue)));
}

// -- what the audit trail tells of ----------------------------------------------------------------------------------

void JournalDesk::handle(const RevealValue& command, const JournalAnswer& done) {
    auto reader = session(command.session);
    if (!reader) return done(fail(reader.error()));
    if (auto sound = checkReason(command.reason); !sound) return done(fail(sound.error()));
    auto value = (*reader)->reveal(command.place, command.name);
    if (!value) return done(fail(value.error()));
    const std::string subject = std::to_string(command.place.segment) + "/" + std::to_string(command.place.record) + " " + command.name;
    if (auto noted = note(command.origin, "reveal", subject, command.reason); !noted) return done(fail(noted.error()));
    done(Receipt(RevealedValue{std::move(*value)}));
}

/// What waits is written first, so that the newest records are looked at too. Not for long: a disk that hangs must not hold up who reads.
void JournalDesk::awaitWritten() {
    const auto writing = writer();
    if (!writing) return;
    const auto written = std::make_shared<std::promise<void>>();
    writing->writer.flush([written] { written->set_value(); });
    written->get_future().wait_for(kFlushWait);
}

void JournalDesk::handle(const VerifyJournal& command, const JournalAnswer& done) {
    auto reader = session(command.session);
    if (!reader) return done(fail(reader.error()));
    if (auto noted = note(command.origin, "verify"); !noted) return done(fail(noted.error()));
    awaitWritten();
    (*reader)->beginVerification(command, config().anchorFile, done);
}

void JournalDesk::handle(const ExportJournal& command, const JournalAnswer& done) {
    auto reader = session(command.session);
    if (!reader) return done(fail(reader.error()));
    const std::string subject = (command.positions.empty() ? "all of a view" : std::to_string(command.positions.size()) + " dialogues") + ", " + std::string(journalExportFormatName(command.format));
    if (auto noted = note(command.origin, "export", subject); !noted) return done(fail(noted.error()));
    if (auto begun = (*reader)->beginExport(command, done); !begun) done(fail(begun.error()));
}

void JournalDesk::handle(const ExportSegmentKey& command, const JournalAnswer& done) {
    auto reader = session(command.session);
    if (!reader) return done(fail(reader.error()));
    if (auto sound = checkReason(command.reason); !sound) return done(fail(sound.error()));
    auto key = (*reader)->segmentKey(command.segment);
    if (!key) return done(fail(key.error()));
    if (auto noted = note(command.origin, "export_key", std::to_string(command.segment), command.reason); !noted) return done(fail(noted.error()));
    done(Receipt(JournalSegmentKey{std::move(*key)}));
}

void JournalDesk::handle(const ShredJournalSegment& command, const JournalAnswer& done) {
    if (auto reader = session(command.session); !reader) return done(fail(reader.error()));
    if (auto sound = checkReason(command.reason); !sound) return done(fail(sound.error()));
    const auto writing = writer();
    if (!writing) return done(fail(ErrorCode::unsupported, {"shredding while the journal is off: the record of it would have nowhere to stand"}));
    if (auto noted = note(command.origin, "shred", std::to_string(command.segment), command.reason); !noted) return done(fail(noted.error()));
    writing->writer.shred(command.segment, command.reason, [line = m_line, segment = command.segment, done](Result<void> shredded) {
        if (!shredded) return done(fail(shredded.error()));
        const std::lock_guard lock(line->mutex);
        if (line->desk) return line->desk->forget(segment, done);
        done(Receipt(Done{}));
    });
}

/// What sessions have read of a shredded segment. Any thread.
void JournalDesk::forget(std::uint32_t segment, const JournalAnswer& done) {
    const bool isTaken = m_thread->add([this, segment, done] {
        for (auto& [id, session] : m_sessions) session->journal.forget(segment);
        done(Receipt(Done{}));
    });
    if (!isTaken) done(fail(ErrorCode::cancelled, {}, "the segment is shredded; lock the journal to forget what was read of it"));
}

void JournalDesk::handle(const ListJournalSegments&, const JournalAnswer& done) {
    std::uint32_t open = 0;
    if (const auto writing = writer()) open = writing->writer.counters().segment;
    const log::JournalReader reader(m_paths.journal(), log::JournalPrivateKeys({}));  // what is asked of it is clear
    const auto segments = reader.segments();
    if (!segments) return done(fail(segments.error()));
    JournalSegments list;
    for (auto segment = segments->rbegin(); segment != segments->rend(); ++segment)
        list.segments.push_back({segment->place.name.number, segment->header.created, {static_cast<std::int64_t>(segment->place.bytes)}, segment->keyId,
                                 segment->place.name.number == open, segment->isShredded});
    done(Receipt(std::move(list)));
}

}  // namespace mirror::engine
