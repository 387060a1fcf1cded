#include "engine/supervisor.h"

#include <algorithm>
#include <thread>

#include "auth/key_file.h"
#include "engine/upstream_status.h"
#include "metrics/process_stats.h"
#include "metrics/prometheus_text.h"

namespace mirror::engine {

namespace {

constexpr Milliseconds kTick{250};
constexpr Milliseconds kStopPatience{3'000};
constexpr std::chrono::hours kExpiryWarning{24 * 14};

SteadyTime steadyNow() { return std::chrono::steady_clock::now(); }
bool isServing(EngineState state) { return state == EngineState::running || state == EngineState::draining; }
std::int64_t unixSecond() { return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count(); }

}  // namespace

class Supervisor::Tick final : public net::Timer {
public:
    explicit Tick(Supervisor& supervisor) : m_supervisor(supervisor) {}

private:
    void onTimer() override { m_supervisor.tick(); }
    Supervisor& m_supervisor;
};

Supervisor::Supervisor(net::Reactor& reactor, Parts parts, Engine& facade, std::function<void(std::shared_ptr<const Snapshot>)> publish)
    : m_reactor(reactor),
      m_parts(std::move(parts)),
      m_publish(std::move(publish)),
      m_keys(m_parts.profile.paths.keysFile(), *m_parts.events),
      m_words(reactor, m_parts.profile.paths.words(), *m_parts.events, [this] { giveChanged(); }),
      m_journal(reactor, m_parts.profile.paths, m_parts.version, *m_parts.events, [this] { giveChanged(); }),
      m_journalDesk(m_parts.profile.paths, m_parts.profile.installSecret),
      m_listeners(m_parts.profile.paths),
      m_admin(reactor, facade, m_parts.profile.paths, m_parts.profile.adminToken.clone(),
              [this] { return metrics::prometheusText(m_aggregate, *buildSnapshot()); }),
      m_tick(std::make_unique<Tick>(*this)),
      m_cpuAt(steadyNow()) {
    m_toLog = m_parts.events->subscribe([this](const Event& event) { m_parts.log->event(event); });
    m_cpuBefore = metrics::processCpuTime();
    m_second = unixSecond();
    m_aggregate.requests["default"];
    loadKeys(true);
    static_cast<void>(openWords());  // what is wrong is told as an event, and again by start()
    openAdmin();
    m_reactor.timers().arm(*m_tick, steadyNow() + kTick);
    publishSnapshot();
}

/// The journal ends while there is still somebody to tell, and after everybody who might hold it.
Supervisor::~Supervisor() {
    constexpr std::chrono::seconds kJournalPatience{10};
    m_workers.reset();
    m_runtime.reset();
    m_journalDesk.close();
    m_journal.close(kJournalPatience);
}

void Supervisor::shutDown() {
    constexpr std::chrono::seconds kPatience{1};
    m_admin.cutAll();
    const SteadyTime until = steadyNow() + kPatience;
    while (!m_admin.hasEnded() && steadyNow() < until) m_reactor.turn(Milliseconds(10));
}

std::size_t Supervisor::wantedWorkers() const {
    const std::int64_t configured = revision().config->workers.count;
    if (configured > 0) return static_cast<std::size_t>(configured);
    return std::max(1u, std::thread::hardware_concurrency());
}

// -- life -----------------------------------------------------------------------------------------------------------

void Supervisor::start() {
    if (m_state == EngineState::draining) {
        m_startAgain = true;
        return;
    }
    if (m_state != EngineState::stopped && m_state != EngineState::failed) return;
    m_failure.reset();
    m_failedForJournal = false;
    setState(EngineState::starting);
    const Result<void> words = openWords();
    const Result<void> journal = openJournal();
    prepareRuntime();
    WorkerPool::Hooks hooks;
    hooks.onDelta = [this](metrics::ShardDelta delta) {
        m_timeline.add(delta);
        m_aggregate.merge(delta);
        m_words.hits().merge(delta, std::chrono::system_clock::now());
        m_traffic.add(std::move(delta.traffic));
    };
    hooks.onStall = [this](int id) { events().publish(EventKind::workerStalled, Severity::critical, {std::to_string(id)}); };
    hooks.onRecovery = [this](int id) { events().publish(EventKind::workerRecovered, Severity::info, {std::to_string(id)}); };
    m_workers = std::make_unique<WorkerPool>(m_reactor, std::move(hooks));
    if (!words && revision().config->filter.enabled) return failStart(words.error());  // nothing goes by unfiltered
    if (!journal && revision().config->journal.onFailure == "refuse") return failForJournal(journal.error());  // nor unwritten
    const Worker::Setup setup{0, m_runtime, m_keys.table(), m_census, wantedWorkers()};
    if (auto grown = m_workers->grow(wantedWorkers(), setup, m_parts.profile.installSecret); !grown) return failStart(grown.error());
    if (m_listeners.apply(*revision().config, m_workers->workers()) == 0) {
        Error error = makeError(ErrorCode::addressInvalid, {"listeners"}, "no listener is enabled");
        for (const ListenerStatus& status : m_listeners.status())
            if (status.error) error = *status.error;
        return failStart(std::move(error));
    }
    m_startedAt = std::chrono::system_clock::now();
    setState(EngineState::running);
    events().publish(EventKind::engineStarted, Severity::info);
    if (!journal) events().publish(EventKind::journalFailing, Severity::critical, {}, {journal.error()});  // served all the same: that is wanted
    tellListenerErrors();
    tellExpiry();
}

void Supervisor::failStart(Error error) {
    m_failure = error;
    events().publish(EventKind::engineFailed, Severity::critical, {}, {std::move(error)});
    m_workers->stopAll();
    setState(EngineState::draining);  // until the workers have ended; finishStop() makes it failed
    m_startAgain = false;
    m_drainUntil = steadyNow();
}

/// Tried again as soon as the journal can be written.
void Supervisor::failForJournal(Error error) {
    m_failedForJournal = true;
    failStart(std::move(error));
}

void Supervisor::drain(bool thenStart) {
    m_startAgain = thenStart;
    if (m_state == EngineState::draining) return;
    if (m_state != EngineState::running) {
        if (thenStart) start();
        return;
    }
    setState(EngineState::draining);
    events().publish(EventKind::engineDraining, Severity::info);
    m_drainUntil = steadyNow() + revision().config->workers.drainTimeout;
    m_workers->drainAll();
    m_workers->heartbeat(revision().config->workers.heartbeatTimeout);
    m_reactor.timers().arm(*m_tick, steadyNow() + Milliseconds(20));
}

void Supervisor::stop() {
    if (m_state == EngineState::running) drain();
    m_startAgain = false;
    m_drainUntil = steadyNow();
    if (m_state == EngineState::draining) tick();
}

/// While draining: ends the workers once nothing runs any more or time is up, then becomes stopped (or failed, or starts again).
void Supervisor::finishStop() {
    const bool timeUp = steadyNow() >= m_drainUntil;
    if (m_workers->isBusy() && !timeUp) return;
    if (m_drainUntil != SteadyTime::min()) {
        m_drainUntil = SteadyTime::min();  // told once
        m_listeners.closeAll(m_workers->workers());
        m_workers->stopAll();
    }
    if (!m_workers->reap(kStopPatience)) return;
    m_workers.reset();
    m_aggregate.workers.clear();
    for (auto& [name, upstream] : m_aggregate.upstreams) upstream.gauges.clear();
    m_startedAt = {};
    setState(m_failure ? EngineState::failed : EngineState::stopped);
    if (!m_failure) events().publish(EventKind::engineStopped, Severity::info);
    if (std::exchange(m_startAgain, false)) start();
}

void Supervisor::setState(EngineState state) {
    m_state = state;
    m_served = m_served || isServing(state);
    publishSnapshot();
}

// -- the clock ------------------------------------------------------------------------------------------------------

void Supervisor::tick() {
    // draining looks more often, so that the last answer is not followed by a quarter of a second of nothing
    const bool busyEnding = m_state == EngineState::draining;
    m_reactor.timers().arm(*m_tick, steadyNow() + (busyEnding ? Milliseconds(20) : kTick));
    ++m_ticks;
    if (m_workers) m_workers->heartbeat(revision().config->workers.heartbeatTimeout);
    closeSecond();
    if (m_state == EngineState::draining) finishStop();
    if (!busyEnding && m_ticks % 2 == 0) reloadFiles(false);
    if (!busyEnding && m_ticks % 4 == 0 && m_state == EngineState::running) {
        const auto listeners = m_listeners.status();
        if (std::any_of(listeners.begin(), listeners.end(), [](const ListenerStatus& l) { return l.error.has_value(); }))
            m_listeners.apply(*revision().config, m_workers->workers());  // a port may have become free
    }
    if (m_admin.url().empty() && m_ticks % 8 == 0) openAdmin();
    publishSnapshot();
}

void Supervisor::closeSecond() {
    const std::int64_t second = unixSecond();
    if (second == m_second) return;
    const std::int64_t finished = second - 1;
    m_second = second;
    m_words.hits().turnDay(std::chrono::system_clock::now());
    m_aggregate.advance(std::chrono::duration_cast<std::chrono::seconds>(steadyNow().time_since_epoch()).count());
    if (!std::exchange(m_served, isServing(m_state))) return m_timeline.discardOpen();
    metrics::Timeline::Gauges gauges;
    for (const auto& [id, worker] : m_aggregate.workers) {
        gauges.activeRequests += static_cast<std::uint32_t>(std::max<std::int64_t>(worker.activeRequests, 0));
        gauges.activeStreams += static_cast<std::uint32_t>(std::max<std::int64_t>(worker.activeStreams, 0));
    }
    gauges.workers = m_workers ? static_cast<std::uint32_t>(m_workers->workers().size()) : 0;
    const Microseconds cpu = metrics::processCpuTime();
    const double wall = std::chrono::duration<double>(steadyNow() - m_cpuAt).count();
    gauges.cpuPercent = static_cast<float>(std::chrono::duration<double>(cpu - m_cpuBefore).count() / std::max(wall, 0.001) * 100);
    m_cpuBefore = cpu;
    m_cpuAt = steadyNow();
    m_timeline.closeSecond(finished, gauges);
}

// -- configuration --------------------------------------------------------------------------------------------------

void Supervisor::takeRevision(const std::string& note) {
    m_configError.reset();
    openAdmin();
    openLog();
    m_words.setConfig(revision().config->filter);
    const Result<void> words = revision().config->filter.enabled ? openWords() : Result<void>();
    const Result<void> journal = openJournal();
    if (m_state == EngineState::running && !words) {
        failStart(words.error());  // the filter was switched on, and there is nothing to filter by
    } else if (m_state == EngineState::running) {
        giveRuntime();
        m_listeners.apply(*revision().config, m_workers->workers());
        tellListenerErrors();
    } else if (m_state == EngineState::failed) {
        start();  // what was wrong may have been mended
    }
    // What runs goes on; new requests are refused one by one until the journal can be written, if that is what is wanted.
    if (!journal && m_state == EngineState::running) events().publish(EventKind::journalFailing, Severity::critical, {}, {journal.error()});
    events().publish(EventKind::configApplied, Severity::info, {std::to_string(revision().number), note});
    publishSnapshot();
}

/// An upstream that cannot be made ready any more, though nobody changed it, goes on with what it had.
void Supervisor::prepareRuntime() {
    BuiltRuntime built = buildRuntime(revision().number, revision().config, m_words.rules(), m_parts.environment, m_runtime.get(), m_journal.present(), m_journal.unwritten());
    for (const Error& problem : built.problems) events().publish(EventKind::configRejected, Severity::warning, {"upstream"}, {problem});
    m_runtime = built.runtime;
}

void Supervisor::giveRuntime() {
    prepareRuntime();
    for (const auto& worker : m_workers->workers()) worker->setRuntime(m_runtime);
}

Result<void> Supervisor::openWords() { return m_words.open(revision().config->filter); }

Result<void> Supervisor::openJournal() {
    const Result<void> applied = m_journal.apply(revision().config->journal);
    m_journalDesk.setConfig(revision().config->journal, m_journal.present());
    return applied;
}

/// Other rules have come into force, or another journal.
void Supervisor::giveChanged() {
    m_journalDesk.setConfig(revision().config->journal, m_journal.present());
    if (m_state == EngineState::running)
        giveRuntime();
    else if (m_runtime && m_runtime->journal != m_journal.present())
        m_runtime.reset();  // the next start makes another; this one would keep a journal open that is switched off
    if (m_state == EngineState::failed && m_failedForJournal) start();
}

void Supervisor::openLog() {
    auto opened = log::DiagnosticLog::open(revision().config->log);
    if (opened)
        m_parts.log = std::move(*opened);
    else
        events().publish(EventKind::configRejected, Severity::warning, {"log"}, {opened.error()});
}

void Supervisor::reloadFiles(bool force) {
    const std::uint64_t before = revision().number;
    auto reloaded = m_parts.store->reload();
    if (force && revision().number == before) {  // a new revision does both by itself
        openLog();
        if (m_state == EngineState::running) giveRuntime();
    }
    if (reloaded) {
        if (*reloaded) {
            takeRevision("file");
        } else {
            m_configError = reloaded->error();
            events().publish(EventKind::configRejected, Severity::warning, {m_parts.profile.paths.configFile().string()}, {reloaded->error()});
        }
    }
    loadKeys(force);
    m_words.look(force);
    m_journal.look();
    if (force || m_ticks % 20 == 0) checkCertificates(force);
}

void Supervisor::loadKeys(bool force) {
    if (!m_keys.look(force) || !m_workers) return;
    for (const auto& worker : m_workers->workers()) worker->setKeys(m_keys.table());
}

void Supervisor::tellListenerErrors() {
    for (const ListenerStatus& status : m_listeners.status())
        if (status.error) events().publish(EventKind::configRejected, Severity::critical, {"listener " + status.name}, {*status.error});
}

void Supervisor::checkCertificates(bool force) {
    std::vector<Error> problems;
    const auto ofAdmin = m_admin.reloadCertificate(force);
    if (!ofAdmin) problems.push_back(ofAdmin.error());
    if (ofAdmin.value_or(false)) events().publish(EventKind::certificateReloaded, Severity::info, {"admin"});
    std::vector<std::string> renewed;
    if (m_state == EngineState::running) renewed = m_listeners.reloadCertificates(force, m_workers->workers(), problems);
    for (const std::string& name : renewed) events().publish(EventKind::certificateReloaded, Severity::info, {name});
    for (Error& problem : problems) events().publish(EventKind::configRejected, Severity::warning, {"certificate"}, {std::move(problem)});
    if (!renewed.empty()) tellExpiry();
}

void Supervisor::tellExpiry() {
    for (const ListenerStatus& listener : m_listeners.status()) {
        if (listener.certificateExpiry == SystemTime{}) continue;
        const auto left = listener.certificateExpiry - std::chrono::system_clock::now();
        if (left > kExpiryWarning) continue;
        const auto days = std::chrono::duration_cast<std::chrono::hours>(left).count() / 24;
        events().publish(EventKind::certificateExpiring, days < 3 ? Severity::critical : Severity::warning, {listener.name, std::to_string(days)});
    }
}

void Supervisor::openAdmin() {
    const auto applied = m_admin.apply(revision().config->admin);
    if (!applied) events().publish(EventKind::configRejected, Severity::warning, {"admin"}, {applied.error()});
}

Result<CreatedKey> Supervisor::createKey(const std::string& name) {
    auto key = auth::addKey(m_parts.profile.paths.keysFile(), m_parts.profile.installSecret, name);
    if (!key) return fail(key.error());
    loadKeys(true);
    return CreatedKey{name, *key};
}

// -- what it looks like ---------------------------------------------------------------------------------------------

void Supervisor::publishSnapshot() { m_publish(buildSnapshot()); }

std::shared_ptr<const Snapshot> Supervisor::buildSnapshot() {
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->sequence = ++m_sequence;
    snapshot->time = std::chrono::system_clock::now();
    snapshot->state = m_state;
    snapshot->failure = m_failure;
    snapshot->version = m_parts.version;
    snapshot->profile = m_parts.profile.paths.root.string();
    snapshot->startedAt = m_startedAt;
    snapshot->configRevision = revision().number;
    snapshot->configError = m_configError;
    snapshot->adminUrl = m_admin.url();
    snapshot->listeners = m_listeners.status();
    if (m_workers) snapshot->workers = m_workers->status();
    for (const WorkerStatus& worker : snapshot->workers) {
        snapshot->connections += worker.connections;
        snapshot->activeRequests += worker.activeRequests;
        snapshot->activeStreams += worker.activeStreams;
    }
    snapshot->upstreams = upstreamStatus(revision().config->upstreams, m_aggregate);
    snapshot->totals = m_aggregate.totals;
    snapshot->residentMemory = metrics::residentMemory();
    snapshot->recent = m_timeline.last(15);
    snapshot->lastTrafficId = m_traffic.lastId();
    snapshot->words = m_words.status();
    snapshot->journal = m_journal.status();
    m_journalDesk.describe(snapshot->journal);
    return snapshot;
}

}  // namespace mirror::engine
