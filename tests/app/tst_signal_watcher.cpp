#include <signal.h>
#include <unistd.h>

#include <condition_variable>
#include <mutex>

#include "common/signal_watcher.h"
#include "support/run_test.h"

using namespace mirror::app;

namespace {
/// Before main(): the threads Qt Test starts must inherit it, as SignalWatcher demands of whoever uses it.
const bool kIsBlocked = [] {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGUSR2);
    return pthread_sigmask(SIG_BLOCK, &set, nullptr) == 0;
}();
}  // namespace

class TstSignalWatcher : public QObject {
    Q_OBJECT
private slots:
    void signalsBecomeCallsInTheirOrderOnAnotherThread() {
        QVERIFY(kIsBlocked);
        std::mutex mutex;
        std::condition_variable changed;
        std::vector<int> seen;
        std::thread::id thread;
        const SignalWatcher watcher({SIGUSR1, SIGUSR2}, [&](int number) {
            const std::lock_guard lock(mutex);
            seen.push_back(number);
            thread = std::this_thread::get_id();
            changed.notify_all();
        });
        const auto sent = [&](int number, std::size_t count) {
            ::kill(::getpid(), number);
            std::unique_lock lock(mutex);
            return changed.wait_for(lock, std::chrono::seconds(10), [&] { return seen.size() == count; });
        };
        QVERIFY(sent(SIGUSR1, 1));
        QVERIFY(sent(SIGUSR2, 2));
        QVERIFY(sent(SIGUSR1, 3));
        QCOMPARE(seen, (std::vector<int>{SIGUSR1, SIGUSR2, SIGUSR1}));
        QVERIFY(thread != std::this_thread::get_id());
    }
    void itCanBeMadeAgainAndEndsWithoutASignal() {
        for (int i = 0; i < 20; ++i) const SignalWatcher watcher({SIGUSR1}, [](int) {});
    }
};

MIRROR_TEST(TstSignalWatcher, tst_signal_watcher)
#include "tst_signal_watcher.moc"
