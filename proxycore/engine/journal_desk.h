#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <optional>

#include "config/profile.h"
#include "engine/journal_session.h"
#include "engine/turn_thread.h"
#include "log/audit_trail.h"
#include "pipeline/journaling.h"

namespace mirror::engine {

/// The door to the journal for who reads it: keys, sessions, views, verification, export, and the audit trail of all that. A thread of its own, for passphrases take a tenth of a second and
/// views read files. submit(), setConfig() and status() may be called from any thread.
class JournalDesk {
public:
    JournalDesk(config::ProfilePaths paths, const crypto::Secret& installSecret);
    /// What waits is still answered; jobs that run are stopped.
    ~JournalDesk();
    /// The same while the object stays; nothing is asked of it afterwards.
    void close();
    JournalDesk(const JournalDesk&) = delete;
    JournalDesk& operator=(const JournalDesk&) = delete;

    /// `writer`: what shreds segments; expired when the journal is off.
    void setConfig(const JournalConfig& config, std::weak_ptr<pipeline::Journaling> writer);
    /// `done` is called once, on the journal thread or this one. `cancelled` when too many wait.
    template <class JournalCommand>
    void submit(JournalCommand command, JournalAnswer done) {
        auto kept = std::make_shared<JournalCommand>(std::move(command));
        const bool isTaken = m_thread->add([this, kept, done] { handle(*kept, done); });
        if (!isTaken) done(fail(ErrorCode::cancelled, {}, "too many commands about the journal are waiting"));
    }
    /// What another thread reads the journal with, until the session ends; `done` as above. Errors: journalLocked.
    void lend(std::string session, std::function<void(Result<JournalLoan>)> done);
    /// Fills what is known of readers.
    void describe(JournalStatus& status) const;

private:
    struct Session;
    void handle(InitJournal& command, const JournalAnswer& done);
    void handle(UnlockJournal& command, const JournalAnswer& done);
    void handle(const LockJournal& command, const JournalAnswer& done);
    void handle(const ListJournalKeys& command, const JournalAnswer& done);
    void handle(const ListJournalSegments& command, const JournalAnswer& done);
    void handle(const OpenJournalView& command, const JournalAnswer& done);
    void handle(const QueryJournal& command, const JournalAnswer& done);
    void handle(const StopJournalView& command, const JournalAnswer& done);
    void handle(const CloseJournalView& command, const JournalAnswer& done);
    void handle(const ReadDialogue& command, const JournalAnswer& done);
    void handle(const RevealValue& command, const JournalAnswer& done);
    void handle(const VerifyJournal& command, const JournalAnswer& done);
    void handle(const ExportJournal& command, const JournalAnswer& done);
    void handle(ChangeJournalPassphrase& command, const JournalAnswer& done);
    void handle(RotateJournalKey& command, const JournalAnswer& done);
    void handle(const ShredJournalSegment& command, const JournalAnswer& done);
    void handle(const ExportSegmentKey& command, const JournalAnswer& done);
    void handle(const QueryAudit& command, const JournalAnswer& done);

    Result<JournalSession*> session(const std::string& id);
    Result<log::AuditTrail*> audit();
    Result<void> note(const std::string& actor, const char* action, std::string subject = {}, std::string reason = {});
    Error refused(const std::string& actor, Error error);
    void awaitWritten();
    void forget(std::uint32_t segment, const JournalAnswer& done);
    void closeIdle();
    bool turn();
    JournalConfig config() const;
    std::shared_ptr<pipeline::Journaling> writer() const;
    void publish();

    const config::ProfilePaths m_paths;
    const crypto::Secret m_installSecret;
    std::optional<log::AuditTrail> m_audit;              // journal thread
    std::map<std::string, std::unique_ptr<Session>> m_sessions;  // journal thread

    mutable std::mutex m_mutex;
    JournalConfig m_config;
    std::weak_ptr<pipeline::Journaling> m_writer;
    std::uint32_t m_unlocked = 0;
    JournalSession::Progress m_progress;

    /// From the writer's thread, which outlives this.
    struct Line {
        std::mutex mutex;
        JournalDesk* desk = nullptr;
    };
    std::shared_ptr<Line> m_line = std::make_shared<Line>();
    std::unique_ptr<TurnThread> m_thread;  // last: ends first
};

}  // namespace mirror::engine
