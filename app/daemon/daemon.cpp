#include "daemon/daemon.h"

#include <signal.h>

#include <algorithm>
#include <cstdlib>
#include <ostream>
#include <utility>

#include "common/build_info.h"
#include "common/exit_codes.h"
#include "daemon/daemon_text.h"

namespace mirror::app {

namespace {

/// How often the state is looked at while there is something to wait for, and otherwise.
constexpr std::chrono::milliseconds kSoon{20};
constexpr std::chrono::milliseconds kIdle{1'000};

bool areAllStalled(const Snapshot& snapshot) {
    return !snapshot.workers.empty() && std::all_of(snapshot.workers.begin(), snapshot.workers.end(),
                                                    [](const WorkerStatus& worker) { return worker.state == WorkerState::stalled; });
}

bool hasEnded(const Snapshot& snapshot) { return snapshot.state == EngineState::stopped || snapshot.state == EngineState::failed; }

}  // namespace

int Daemon::run(const Serve& options, const Environment& environment) {
    Result<MadeEngine> made = makeEngine({.profile = options.profile, .environment = environment, .overrides = options.overrides, .version = version()});
    if (!made) {
        m_err << errorText(made.error()) << std::flush;
        return kFailure;
    }
    Engine& engine = *made->engine;
    if (!waitUntilServing(engine)) return isStopping() ? kSuccess : kFailure;
    m_out << firstRunText(made->firstRun) << readyLine(*engine.snapshot()) << std::endl;
    m_service.ready(readyLine(*engine.snapshot()));
    return serve(engine);
}

void Daemon::signalled(int number) {
    const std::lock_guard lock(m_mutex);
    if (number == SIGHUP) {
        m_mustReload = true;
    } else if (m_stopping == Stopping::now) {
        std::_Exit(kFailure);  // asked three times: whatever hangs is not waited for
    } else {
        m_stopping = m_stopping == Stopping::no ? Stopping::drain : Stopping::now;
    }
    m_changed.notify_all();
}

bool Daemon::isStopping() {
    const std::lock_guard lock(m_mutex);
    return m_stopping != Stopping::no;
}

bool Daemon::waitUntilServing(Engine& engine) {
    for (std::unique_lock lock(m_mutex); m_stopping == Stopping::no; m_changed.wait_for(lock, kSoon)) {
        const auto snapshot = engine.snapshot();
        if (snapshot->state == EngineState::running) return true;
        if (snapshot->state != EngineState::failed) continue;
        m_err << failureText(*snapshot) << std::flush;
        return false;
    }
    return false;  // told to stop before it began; the engine's destructor ends what there is
}

int Daemon::serve(Engine& engine) {
    const auto period = m_service.watchdogPeriod();
    for (;;) {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, period.value_or(kIdle), [this] { return m_stopping != Stopping::no || m_mustReload; });
        const bool mustStop = m_stopping != Stopping::no;
        const bool mustReload = std::exchange(m_mustReload, false);
        lock.unlock();
        if (mustStop) break;
        if (mustReload) reload(engine);
        if (period) beat(engine);
        const auto snapshot = engine.snapshot();
        if (snapshot->state != EngineState::failed) continue;
        m_err << failureText(*snapshot) << std::flush;
        return kFailure;
    }
    stop(engine);
    return kSuccess;
}

void Daemon::stop(Engine& engine) {
    m_service.stopping();
    ask(engine, DrainEngine{});
    bool hasStopped = false;
    for (std::unique_lock lock(m_mutex); !hasEnded(*engine.snapshot()); m_changed.wait_for(lock, kSoon)) {
        if (m_stopping != Stopping::now || hasStopped) continue;
        hasStopped = true;
        ask(engine, StopEngine{});
    }
}

void Daemon::reload(Engine& engine) {
    m_service.reloading();
    engine.submit(ReloadNow{}, [this, &engine](Result<Receipt> receipt) {
        const std::lock_guard lock(m_mutex);
        if (!receipt) m_err << errorText(receipt.error()) << std::flush;
        m_service.ready(readyLine(*engine.snapshot()));
    });
}

/// Says that we are alive, if the control thread answered the question of the last beat and some worker still works.
void Daemon::beat(Engine& engine) {
    {
        const std::lock_guard lock(m_mutex);
        if (!std::exchange(m_hasAnswered, false) || areAllStalled(*engine.snapshot())) return;
    }
    m_service.alive();
    engine.submit(QueryEvents{.limit = 1}, [this](const Result<Receipt>&) {
        const std::lock_guard lock(m_mutex);
        m_hasAnswered = true;
    });
}

void Daemon::ask(Engine& engine, Command command) {
    // What became of it shows in the snapshot; an answer that it is stopped already is as good.
    engine.submit(std::move(command), [](const Result<Receipt>&) {});
}

}  // namespace mirror::app
