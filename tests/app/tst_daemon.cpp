#include <signal.h>

#include <condition_variable>
#include <mutex>
#include <sstream>
#include <thread>

#include "common/exit_codes.h"
#include "daemon/daemon.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::app;

namespace {

/// What the next makeEngine() gives, and what happened to it.
struct Script {
    std::optional<Error> cannotBeMade;
    EngineState firstState = EngineState::running;
    bool finishesDrain = true;
    FirstRun firstRun;
};
Script script;

std::mutex mutex;
std::condition_variable changed;
std::vector<std::size_t> asked;  // indexes of Command

bool waitUntilAsked(const Command& command) {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, std::chrono::seconds(10), [&] { return std::find(asked.begin(), asked.end(), command.index()) != asked.end(); });
}

class FakeEngine final : public Engine {
public:
    FakeEngine() { become(script.firstState); }
    void submit(Command command, std::function<void(Result<Receipt>)> done) override {
        const bool drains = std::holds_alternative<DrainEngine>(command) && script.finishesDrain;
        if (drains || std::holds_alternative<StopEngine>(command)) become(EngineState::stopped);
        {
            const std::lock_guard lock(mutex);
            asked.push_back(command.index());
            changed.notify_all();
        }
        done(Receipt(Done{}));
    }
    std::shared_ptr<const Snapshot> snapshot() const override {
        const std::lock_guard lock(m_mutex);
        return m_snapshot;
    }
    std::unique_ptr<Subscription> onEvent(std::function<void(const Event&)>) override { return nullptr; }

private:
    void become(EngineState state) {
        auto next = std::make_shared<Snapshot>();
        next->state = state;
        next->profile = "/p";
        next->listeners = {{.name = "plain", .url = "http://127.0.0.1:1"}};
        if (state == EngineState::failed) next->failure = makeError(ErrorCode::addressInUse, {"127.0.0.1:1"});
        const std::lock_guard lock(m_mutex);
        m_snapshot = std::move(next);
    }
    mutable std::mutex m_mutex;
    std::shared_ptr<const Snapshot> m_snapshot;
};

/// A daemon that runs on a thread of its own, as it does on main's in the program.
struct Run {
    Run() : thread([this] { code = daemon.run({.profile = "/p"}, {}); }) {}
    void signal(int number) { daemon.signalled(number); }
    int join() {
        thread.join();
        return code;
    }
    std::ostringstream out, err;
    Daemon daemon{out, err};
    int code = -1;
    std::thread thread;
};

}  // namespace

Result<MadeEngine> mirror::makeEngine(EngineOptions) {
    if (script.cannotBeMade) return fail(*script.cannotBeMade);
    return MadeEngine{std::make_unique<FakeEngine>(), script.firstRun};
}

class TstDaemon : public QObject {
    Q_OBJECT
private slots:
    void init() {
        script = {};
        asked.clear();
    }
    void sigtermDrainsAndIsASuccess() {
        Run run;
        run.signal(SIGTERM);
        QCOMPARE(run.join(), kSuccess);
        QVERIFY(run.out.str().empty() || run.out.str() == "ready: http://127.0.0.1:1, profile /p\n");
    }
    void readyIsSaidOnceInOneLine() {
        Run run;
        run.signal(SIGHUP);  // handled only while serving
        QVERIFY(waitUntilAsked(ReloadNow{}));
        run.signal(SIGINT);
        QCOMPARE(run.join(), kSuccess);
        QCOMPARE(run.out.str(), std::string("ready: http://127.0.0.1:1, profile /p\n"));
        QVERIFY(waitUntilAsked(DrainEngine{}));
        QVERIFY(std::find(asked.begin(), asked.end(), Command(StopEngine{}).index()) == asked.end());
    }
    void aSecondSignalStopsADrainThatDoesNotEnd() {
        script.finishesDrain = false;
        Run run;
        run.signal(SIGHUP);
        QVERIFY(waitUntilAsked(ReloadNow{}));
        run.signal(SIGTERM);
        QVERIFY(waitUntilAsked(DrainEngine{}));
        run.signal(SIGTERM);
        QVERIFY(waitUntilAsked(StopEngine{}));
        QCOMPARE(run.join(), kSuccess);
    }
    void anEngineThatFailsIsToldAndIsAFailure() {
        script.firstState = EngineState::failed;
        Run run;
        QCOMPARE(run.join(), kFailure);
        QVERIFY(run.err.str().find("is used by another program") != std::string::npos);
        QVERIFY(run.out.str().empty());
    }
    void anEngineThatCannotBeMadeIsToldAndIsAFailure() {
        script.cannotBeMade = makeError(ErrorCode::configValue, {"a", "b"}, "/p/mirrordesk.yaml:3:1: why");
        Run run;
        QCOMPARE(run.join(), kFailure);
        QCOMPARE(run.err.str(), std::string("/p/mirrordesk.yaml:3:1: why\n"));
    }
    void aSignalDuringTheStartEndsIt() {
        script.firstState = EngineState::starting;
        Run run;
        run.signal(SIGTERM);
        run.join();
        QVERIFY(run.out.str().empty());
    }
    void aFirstRunShowsTheKeyBeforeItIsReady() {
        script.firstRun = {.happened = true, .virtualKey = "sk-mirror-once", .configFile = "/p/mirrordesk.yaml"};
        Run run;
        run.signal(SIGHUP);
        QVERIFY(waitUntilAsked(ReloadNow{}));
        run.signal(SIGTERM);
        run.join();
        const std::string text = run.out.str();
        QVERIFY(text.find("sk-mirror-once") < text.find("ready:"));
    }
};

MIRROR_TEST(TstDaemon, tst_daemon)
#include "tst_daemon.moc"
