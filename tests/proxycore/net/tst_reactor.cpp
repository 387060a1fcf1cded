#include "net/reactor.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <thread>

#include "support/loopback.h"
#include "support/run_test.h"
#include "support/test_loop.h"

using namespace mirror;
using namespace mirror::test;

namespace {

/// Two ends of a local connection; `mine` belongs to the handler.
struct Ends {
    Ends() {
        int fds[2] = {-1, -1};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, fds) == 0) {
            mine = Fd(fds[0]);
            theirs = Fd(fds[1]);
        }
    }
    void poke() const { QCOMPARE(::send(theirs.get(), "x", 1, 0), 1); }
    Fd mine, theirs;
};

class Handler final : public net::IoHandler {
public:
    Handler(net::Reactor& reactor, const Ends& ends) : m_reactor(reactor), m_fd(ends.mine.get()) {
        if (!m_reactor.add(m_fd, *this, EPOLLIN | EPOLLET)) qFatal("add");
    }
    void leave() { m_reactor.remove(m_fd, *this); }
    void onIo(std::uint32_t events) override {
        ++calls;
        seen |= events;
        if (action) action();
    }
    std::function<void()> action;
    int calls = 0;
    std::uint32_t seen = 0;

private:
    net::Reactor& m_reactor;
    int m_fd;
};

/// A reactor on its own thread, stopped and joined at the end.
class Running {
public:
    Running() : m_thread([this] { loop.reactor().run(); }) {}
    ~Running() { stop(); }
    void stop() {
        if (!m_thread.joinable()) return;
        loop.reactor().stop();
        m_thread.join();
    }
    TestLoop loop;

private:
    std::thread m_thread;
};

}  // namespace

class TstReactor : public QObject {
    Q_OBJECT
private slots:
    void postedWorkRunsOnItsThreadInTheOrderOfTheCalls() {
        constexpr int kThreads = 4, kEach = 500;
        std::vector<std::vector<int>> order(kThreads);
        std::vector<std::thread::id> ranOn;
        std::vector<std::thread> posters;
        {
            Running running;
            for (int t = 0; t < kThreads; ++t)
                posters.emplace_back([&, t] {
                    for (int i = 0; i < kEach; ++i)
                        running.loop.reactor().post([&, t, i] {
                            order[static_cast<std::size_t>(t)].push_back(i);
                            ranOn.push_back(std::this_thread::get_id());
                        });
                });
            for (std::thread& poster : posters) poster.join();
            running.stop();  // the stop is posted too: everything before it has run
        }
        QCOMPARE(ranOn.size(), std::size_t(kThreads * kEach));
        for (const std::thread::id id : ranOn) QVERIFY(id == ranOn.front() && id != std::this_thread::get_id());
        for (const std::vector<int>& mine : order) {
            QCOMPARE(mine.size(), std::size_t(kEach));
            QVERIFY(std::is_sorted(mine.begin(), mine.end()));
        }
    }
    void workMayPostMoreWork() {
        TestLoop loop;
        int depth = 0;
        std::function<void()> again = [&] {
            if (++depth < 5) loop.reactor().post(again);
        };
        loop.reactor().post(again);
        QVERIFY(loop.turnUntil([&] { return depth == 5; }));
    }
    void tellsWhenItHasClosed() {
        Running running;
        QVERIFY(running.loop.reactor().post([] {}));
        running.stop();
        QVERIFY(!running.loop.reactor().post([] {}));
    }
    void aHandlerRemovedInTheSameTurnGetsNothingMore() {
        TestLoop loop;
        Ends first, second;
        Handler a(loop.reactor(), first), b(loop.reactor(), second);
        a.action = [&] { b.leave(); };
        b.action = [&] { a.leave(); };
        first.poke();
        second.poke();
        loop.settle();
        QCOMPARE(a.calls + b.calls, 1);
    }
    void aHandlerMayDestroyItself() {
        TestLoop loop;
        Ends ends;
        auto handler = std::make_unique<Handler>(loop.reactor(), ends);
        int calls = 0;
        handler->action = [&] {
            ++calls;
            handler->leave();
            std::unique_ptr<Handler> gone = std::move(handler);
        };
        ends.poke();
        ends.poke();
        loop.settle();
        QCOMPARE(calls, 1);
    }
    void anEdgeIsToldOnce() {
        TestLoop loop;
        Ends ends;
        Handler handler(loop.reactor(), ends);
        ends.poke();
        loop.settle();
        QCOMPARE(handler.calls, 1);
        ends.poke();
        loop.settle();
        QCOMPARE(handler.calls, 2);
        handler.leave();
    }
    void modifyChangesWhatIsTold() {
        TestLoop loop;
        Ends ends;
        Handler handler(loop.reactor(), ends);
        loop.reactor().modify(ends.mine.get(), handler, EPOLLOUT);
        loop.reactor().turn(Milliseconds(1000));
        QCOMPARE(handler.seen, std::uint32_t(EPOLLOUT));
        handler.leave();
    }
    void addingABadDescriptorFails() {
        TestLoop loop;
        Ends ends;
        Handler handler(loop.reactor(), ends);
        QVERIFY(!loop.reactor().add(-1, handler, EPOLLIN).has_value());
        handler.leave();
    }
    void theLongestTurnIsToldOnce() {
        TestLoop loop;
        loop.reactor().post([] {
            const SteadyTime until = soon(Milliseconds(12));
            while (std::chrono::steady_clock::now() < until) {}
        });
        loop.settle();
        QVERIFY(loop.reactor().takeLongestTurn() >= Milliseconds(12));
        QVERIFY(loop.reactor().takeLongestTurn() == Microseconds(0));
    }
};

MIRROR_TEST(TstReactor, tst_reactor)
#include "tst_reactor.moc"
