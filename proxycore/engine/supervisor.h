#pragma once
#include <memory>
#include <optional>
#include <string>

#include "config/config_store.h"
#include "config/profile.h"
#include "engine/admin_server.h"
#include "engine/event_bus.h"
#include "engine/journal_desk.h"
#include "engine/journal_keeper.h"
#include "engine/key_watch.h"
#include "engine/listener_set.h"
#include "engine/runtime_builder.h"
#include "engine/word_desk.h"
#include "engine/worker_pool.h"
#include "log/diagnostic_log.h"
#include "metrics/aggregate.h"
#include "metrics/timeline.h"
#include "metrics/traffic_list.h"
#include "proxycore/api/engine.h"

namespace mirror::engine {

/// Everything that belongs to the control thread: the configuration in force, the workers and listeners, the sums of their numbers. Knows how to
/// start, drain, stop and change; commands and snapshots are made from it elsewhere.
class Supervisor {
public:
    struct Parts {
        config::OpenedProfile profile;
        std::unique_ptr<config::ConfigStore> store;
        std::unique_ptr<log::DiagnosticLog> log;
        std::shared_ptr<EventBus> events;
        Environment environment;
        std::string version;
    };
    /// `facade` is the Engine the admin API talks to; `publish` takes a new snapshot.
    Supervisor(net::Reactor& reactor, Parts parts, Engine& facade, std::function<void(std::shared_ptr<const Snapshot>)> publish);
    ~Supervisor();
    Supervisor(const Supervisor&) = delete;
    Supervisor& operator=(const Supervisor&) = delete;

    // -- life
    void start();
    void drain(bool thenStart = false);
    void stop();
    EngineState state() const { return m_state; }
    /// Last words before the control thread ends: admin connections are cut.
    void shutDown();

    // -- configuration
    const config::Revision& revision() const { return m_parts.store->current(); }
    config::ConfigStore& store() { return *m_parts.store; }
    /// Takes the store's present revision into use; `note` is for the event.
    void takeRevision(const std::string& note);
    /// Looks whether the configuration, the keys or the certificates have changed. `force` (SIGHUP) reads everything again, secrets and
    /// authorities of upstreams too, and begins the log anew. What cannot be read is told as an event; what was in force stays.
    void reloadFiles(bool force);
    Result<CreatedKey> createKey(const std::string& name);

    // -- data
    const metrics::TrafficList& traffic() const { return m_traffic; }
    const metrics::Timeline& timeline() const { return m_timeline; }
    const metrics::Aggregate& aggregate() const { return m_aggregate; }
    EventBus& events() { return *m_parts.events; }
    WordDesk& words() { return m_words; }
    JournalKeeper& journal() { return m_journal; }
    JournalDesk& journalDesk() { return m_journalDesk; }
    std::shared_ptr<const Snapshot> buildSnapshot();
    /// A worker of the present run, for tests of supervision; null if there is none.
    Worker* anyWorker() const { return m_workers && !m_workers->workers().empty() ? m_workers->workers().front().get() : nullptr; }

private:
    class Tick;
    void tick();
    void closeSecond();
    void finishStop();
    void setState(EngineState state);
    void publishSnapshot();
    void loadKeys(bool force);
    void openLog();
    Result<void> openWords();
    Result<void> openJournal();
    void giveChanged();
    void prepareRuntime();
    void giveRuntime();
    void checkCertificates(bool force);
    void openAdmin();
    void tellListenerErrors();
    void tellExpiry();
    void failStart(Error error);
    void failForJournal(Error error);
    std::size_t wantedWorkers() const;

    net::Reactor& m_reactor;
    Parts m_parts;
    std::function<void(std::shared_ptr<const Snapshot>)> m_publish;
    EngineState m_state = EngineState::stopped;
    std::optional<Error> m_failure;
    bool m_failedForJournal = false;
    std::optional<Error> m_configError;
    std::shared_ptr<const pipeline::Runtime> m_runtime;
    KeyWatch m_keys;
    WordDesk m_words;
    JournalKeeper m_journal;
    JournalDesk m_journalDesk;
    std::shared_ptr<listen::ConnectionCensus> m_census = std::make_shared<listen::ConnectionCensus>();
    std::unique_ptr<WorkerPool> m_workers;
    ListenerSet m_listeners;
    AdminServer m_admin;
    metrics::Aggregate m_aggregate;
    metrics::Timeline m_timeline;
    metrics::TrafficList m_traffic;
    std::unique_ptr<Tick> m_tick;
    std::unique_ptr<Subscription> m_toLog;
    SystemTime m_startedAt{};
    SteadyTime m_drainUntil{};
    bool m_startAgain = false;
    bool m_served = false;  // within the second that is open in the timeline
    std::uint64_t m_sequence = 0;
    std::int64_t m_second = 0;
    std::int64_t m_ticks = 0;
    Microseconds m_cpuBefore{0};
    SteadyTime m_cpuAt{};
};

}  // namespace mirror::engine
