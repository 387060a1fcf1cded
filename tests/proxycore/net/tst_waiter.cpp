#include <vector>

#include "net/waiter.h"
#include "support/run_test.h"
#include "support/test_loop.h"

using namespace mirror;
using namespace mirror::test;
using net::Canceller;
using net::Wake;
using net::Waiter;

namespace {

/// A coroutine whose frame the test owns and may destroy while it is suspended.
class Owned {
public:
    struct promise_type {
        Owned get_return_object() { return Owned(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        void return_void() noexcept {}
        void unhandled_exception() { std::terminate(); }
    };
    explicit Owned(std::coroutine_handle<promise_type> handle) : m_handle(handle) {}
    Owned(const Owned&) = delete;
    Owned& operator=(const Owned&) = delete;
    ~Owned() { destroy(); }
    void destroy() {
        if (m_handle) std::exchange(m_handle, {}).destroy();
    }

private:
    std::coroutine_handle<promise_type> m_handle;
};

/// What a test may hold of a wait from outside.
struct Door {
    Waiter* slot = nullptr;  ///< points at the waiter while it waits
};
class DoorAwaiter {
public:
    DoorAwaiter(net::Reactor& reactor, Door& door, SteadyTime deadline, Canceller* canceller)
        : m_waiter(reactor), m_door(door), m_deadline(deadline), m_canceller(canceller) {}
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> handle) { m_waiter.suspend(handle, m_deadline, m_canceller, &m_door.slot); }
    Wake await_resume() const noexcept { return m_waiter.reason(); }

private:
    Waiter m_waiter;
    Door& m_door;
    SteadyTime m_deadline;
    Canceller* m_canceller;
};

Owned waitAt(net::Reactor& reactor, Door& door, SteadyTime deadline, Canceller* canceller, std::vector<Wake>& ends) {
    DoorAwaiter awaiter(reactor, door, deadline, canceller);
    const Wake why = co_await awaiter;
    ends.push_back(why);
}

Owned sleepTwice(net::Reactor& reactor, Canceller& canceller, std::vector<Wake>& ends) {
    const Wake first = co_await reactor.sleepUntil(SteadyTime::max(), &canceller);
    ends.push_back(first);
    const Wake second = co_await reactor.sleepUntil(SteadyTime::max(), &canceller);
    ends.push_back(second);
}

}  // namespace

class TstWaiter : public QObject {
    Q_OBJECT
private slots:
    void aWaitEndsAtItsDeadline() {
        TestLoop loop;
        Door door;
        std::vector<Wake> ends;
        const SteadyTime deadline = soon(Milliseconds(15));
        const Owned wait = waitAt(loop.reactor(), door, deadline, nullptr, ends);
        QVERIFY(loop.turnUntil([&] { return !ends.empty(); }));
        QVERIFY(std::chrono::steady_clock::now() >= deadline);
        QCOMPARE(ends, std::vector<Wake>{Wake::timeout});
        QVERIFY(!door.slot);
    }
    void cancellingWakesAllThatWait() {
        TestLoop loop;
        Canceller canceller;
        Door doors[3];
        std::vector<Wake> ends;
        const Owned a = waitAt(loop.reactor(), doors[0], SteadyTime::max(), &canceller, ends);
        const Owned b = waitAt(loop.reactor(), doors[1], soon(Milliseconds(60'000)), &canceller, ends);
        const Owned c = waitAt(loop.reactor(), doors[2], SteadyTime::max(), &canceller, ends);
        canceller.cancel();
        QVERIFY(ends.empty());  // nobody is resumed inside the call
        loop.settle();
        QCOMPARE(ends, (std::vector<Wake>(3, Wake::cancelled)));
    }
    void onceCancelledEveryLaterWaitEndsAtOnce() {
        TestLoop loop;
        Canceller canceller;
        std::vector<Wake> ends;
        const Owned sleeper = sleepTwice(loop.reactor(), canceller, ends);
        canceller.cancel();
        QVERIFY(canceller.isCancelled());
        loop.settle();
        QCOMPARE(ends, (std::vector<Wake>(2, Wake::cancelled)));
    }
    void theFirstReasonWinsAndThereIsOneResume_data() {
        QTest::addColumn<int>("first");
        QTest::newRow("ready") << int(Wake::ready);
        QTest::newRow("timeout") << int(Wake::timeout);
        QTest::newRow("cancelled") << int(Wake::cancelled);
    }
    void theFirstReasonWinsAndThereIsOneResume() {
        QFETCH(int, first);
        TestLoop loop;
        Canceller canceller;
        Door door;
        std::vector<Wake> ends;
        const Owned wait = waitAt(loop.reactor(), door, soon(Milliseconds(1)), &canceller, ends);
        Waiter* waiter = door.slot;
        QVERIFY(waiter);
        if (Wake(first) == Wake::cancelled) canceller.cancel();
        waiter->wake(Wake(first));
        waiter->wake(Wake::ready);
        waiter->wake(Wake::timeout);
        canceller.cancel();
        loop.turnUntil([&] { return ends.size() > 1; }, Milliseconds(15));
        QCOMPARE(ends, std::vector<Wake>{Wake(first)});
    }
    void destroyingASuspendedFrameLeavesNoTrace() {
        TestLoop loop;
        Canceller canceller;
        Door door, other;
        std::vector<Wake> ends;
        Owned gone = waitAt(loop.reactor(), door, soon(Milliseconds(2)), &canceller, ends);
        const Owned stays = waitAt(loop.reactor(), other, SteadyTime::max(), &canceller, ends);
        gone.destroy();
        QVERIFY(!door.slot);
        QVERIFY(!loop.turnUntil([&] { return !ends.empty(); }, Milliseconds(10)));  // its deadline passes in silence
        canceller.cancel();
        loop.settle();
        QCOMPARE(ends, std::vector<Wake>{Wake::cancelled});  // the neighbour's
    }
    void destroyingAFrameThatIsAboutToResumeKeepsItsNeighbours_data() {
        QTest::addColumn<int>("which");
        for (int i = 0; i < 3; ++i) QTest::addRow("number %d", i) << i;
    }
    void destroyingAFrameThatIsAboutToResumeKeepsItsNeighbours() {
        QFETCH(int, which);
        TestLoop loop;
        Door doors[3];
        std::vector<Wake> ends[3];
        std::vector<std::unique_ptr<Owned>> waits;
        for (int i = 0; i < 3; ++i) waits.emplace_back(new Owned(waitAt(loop.reactor(), doors[i], SteadyTime::max(), nullptr, ends[i])));
        for (Door& door : doors) door.slot->wake(Wake::ready);
        waits[static_cast<std::size_t>(which)].reset();
        Door late;
        std::vector<Wake> lateEnds;
        const Owned last = waitAt(loop.reactor(), late, SteadyTime::max(), nullptr, lateEnds);
        late.slot->wake(Wake::ready);
        loop.settle();
        for (int i = 0; i < 3; ++i) QCOMPARE(ends[i].size(), i == which ? 0u : 1u);
        QCOMPARE(lateEnds.size(), 1u);
    }
    void aCancellerThatGoesFirstEndsItsWaits() {
        TestLoop loop;
        Door door;
        std::vector<Wake> ends;
        auto canceller = std::make_unique<Canceller>();
        const Owned wait = waitAt(loop.reactor(), door, SteadyTime::max(), canceller.get(), ends);
        canceller.reset();
        loop.settle();
        QCOMPARE(ends, std::vector<Wake>{Wake::cancelled});
    }
    void aWaitThatHasEndedIsNotKeptForTheNextEvent() {
        TestLoop loop;
        Canceller canceller;
        canceller.cancel();
        Door door;
        std::vector<Wake> ends;
        const Owned wait = waitAt(loop.reactor(), door, SteadyTime::max(), &canceller, ends);
        const SteadyTime before = std::chrono::steady_clock::now();
        loop.reactor().turn(Milliseconds(3000));
        QCOMPARE(ends, std::vector<Wake>{Wake::cancelled});
        QVERIFY(std::chrono::steady_clock::now() - before < Milliseconds(1500));
    }
};

MIRROR_TEST(TstWaiter, tst_waiter)
#include "tst_waiter.moc"
