#pragma once
#include <memory>
#include <optional>

#include "base/file_lock.h"
#include "config/profile.h"
#include "engine/event_bus.h"
#include "engine/journal_ending.h"
#include "engine/journal_watch.h"
#include "net/reactor.h"
#include "pipeline/journaling.h"
#include "proxycore/api/config.h"
#include "proxycore/api/journal.h"

namespace mirror::engine {

/// Sees to it that the journal is written as the configuration wants: begins and ends its writer, follows the key file, tells when the disk takes nothing. Control
/// thread only. Reading is JournalDesk's business.
class JournalKeeper {
public:
    /// `version` is for the headers of segments. `onChange` is called when requests are to be given another present().
    JournalKeeper(net::Reactor& control, config::ProfilePaths paths, std::string version, EventBus& events, std::function<void()> onChange);
    ~JournalKeeper();
    /// Ends the journal, which nobody else holds any more, waits for its disk for `patience` at most, and tells what it did not take. Nothing is asked of the keeper afterwards.
    void close(Milliseconds patience);
    JournalKeeper(const JournalKeeper&) = delete;
    JournalKeeper& operator=(const JournalKeeper&) = delete;

    /// Errors: journalNoKey, journalDamaged, filePermission ... when it is enabled and cannot be begun; the writer that was there goes on. A full disk is no error here: the writer stands,
    /// failing, and tries again.
    Result<void> apply(const JournalConfig& config);
    /// Looks whether the key file has changed, whether the disk keeps up, and lets go of writers nobody uses any more. Call about twice a second.
    void look();
    /// Whether there is a key to write under. Errors: journalNoKey, journalDamaged, filePermission, fileRead.
    Result<void> checkKey() const;
    /// Null when the journal is off.
    const std::shared_ptr<pipeline::Journaling>& present() const { return m_present; }
    const std::shared_ptr<pipeline::Unwritten>& unwritten() const { return m_unwritten; }
    JournalStatus status() const;

private:
    Result<log::JournalPublicKey> currentKey() const;
    log::JournalSettings settings() const;
    Result<void> lockFolder();
    Result<void> begin();
    void resume(log::JournalPublicKey key);
    void end();
    void endRetired();
    void lookAtKey();
    void tellLost(std::uint64_t parts);
    void tell(const log::JournalHappening& happening);

    config::ProfilePaths m_paths;
    std::string m_version;
    EventBus& m_events;
    std::function<void()> m_onChange;
    JournalConfig m_config;
    std::optional<base::FileLock> m_lock;  // two writers would tear each other's chain; goes to m_ending with the writer
    std::shared_ptr<pipeline::Journaling> m_present;
    std::shared_ptr<pipeline::Journaling> m_retired;  // switched off, until the last dialogue has let go: the end of a writer waits for the disk, which no worker may
    std::optional<JournalEnding> m_ending;
    const std::shared_ptr<pipeline::Unwritten> m_unwritten = std::make_shared<pipeline::Unwritten>();
    JournalWatch m_watch;
    std::optional<Error> m_error;     // why an enabled journal is not written
    std::optional<Error> m_keyError;  // the key file was changed and cannot be read; what is written goes on under the key it had
    std::int64_t m_keyStamp = 0;
    /// From the writer's thread, which may outlive the keeper.
    struct Line {
        std::mutex mutex;
        net::Reactor* control = nullptr;  ///< null: nobody listens any more
    };
    std::shared_ptr<Line> m_line = std::make_shared<Line>();
};

}  // namespace mirror::engine
