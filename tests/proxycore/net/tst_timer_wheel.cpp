#include <cmath>
#include <functional>
#include <map>
#include <random>

#include "net/timer_wheel.h"
#include "support/run_test.h"

using namespace mirror;
using net::Timer;
using net::TimerWheel;

namespace {

class Probe final : public Timer {
public:
    std::function<void()> action = [] {};
    int fired = 0;

private:
    void onTimer() override {
        ++fired;
        action();
    }
};

constexpr Milliseconds ms(std::int64_t count) { return Milliseconds(count); }
constexpr qint64 kHour = 3'600'000;

/// Spread evenly over magnitudes, from microseconds to `hours`.
Microseconds randomWait(std::mt19937_64& random, double hours) {
    std::uniform_real_distribution<double> exponent(0, std::log(hours * 3.6e9));
    return Microseconds(static_cast<std::int64_t>(std::exp(exponent(random))));
}

}  // namespace

class TstTimerWheel : public QObject {
    Q_OBJECT
private slots:
    void followsASortedModelOverSimulatedHours_data() {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 4; ++seed) QTest::addRow("seed %d", seed) << seed;
    }
    /// The loop of a reactor: ask how long to wait, wait so long, advance.
    void followsASortedModelOverSimulatedHours() {
        QFETCH(int, seed);
        std::mt19937_64 random(static_cast<std::uint64_t>(seed));
        const SteadyTime start{std::chrono::hours(7) + Microseconds(123)};
        SteadyTime now = start;
        TimerWheel wheel(start);
        std::vector<std::unique_ptr<Probe>> probes;
        std::multimap<SteadyTime, Probe*> model;
        for (int i = 0; i < 300; ++i) {
            Probe& probe = *probes.emplace_back(std::make_unique<Probe>());
            const SteadyTime deadline = start + randomWait(random, 6);
            wheel.arm(probe, deadline);
            model.emplace(deadline, &probe);
        }
        int wakeups = 0;
        while (!model.empty()) {
            const int delay = wheel.delayUntilNext(now);
            QVERIFY(delay > 0);  // 0 would be a busy loop: everything overdue has been dealt with
            const SteadyTime earliest = model.begin()->first;
            QVERIFY2(now + ms(delay) < earliest + ms(2), "slept past a deadline");
            now += ms(delay) + Microseconds(random() % 300);
            wheel.advance(now);
            ++wakeups;
            for (auto it = model.begin(); it != model.end() && it->first + ms(1) <= now; it = model.erase(it)) QCOMPARE(it->second->fired, 1);
            std::erase_if(model, [](const auto& entry) { return entry.second->fired == 1; });
            for (const auto& [deadline, probe] : model) QVERIFY(deadline > now - ms(1));
        }
        for (const auto& probe : probes) QCOMPARE(probe->fired, 1);
        QCOMPARE(wheel.delayUntilNext(now), -1);
        QVERIFY2(wakeups < 300 * 4 + 6 * 60 + 10, qPrintable(QString::number(wakeups)));
    }
    void neverFiresBeforeItsDeadline() {
        std::mt19937_64 random(9);
        const SteadyTime start{};
        TimerWheel wheel(start);
        SteadyTime now = start;
        for (int round = 0; round < 2000; ++round) {
            Probe probe;
            const SteadyTime deadline = now + randomWait(random, 0.001);
            SteadyTime firedAt{};
            probe.action = [&] { firedAt = now; };
            wheel.arm(probe, deadline);
            while (probe.fired == 0) {
                now += Microseconds(1 + random() % 700);
                wheel.advance(now);
            }
            QVERIFY(firedAt >= deadline);
            QVERIFY(firedAt < deadline + ms(2));
        }
    }
    void firesOnTimeAtTheBordersOfItsLevels_data() {
        QTest::addColumn<qint64>("phase");
        QTest::addColumn<qint64>("wait");
        for (const qint64 phase : {0, 1, 255, 256, 16383, 16384})
            for (const qint64 wait : {1, 2, 255, 256, 257, 511, 512, 16127, 16128, 16383, 16384, 16385, 16639, 16640, (1 << 20) - 1, 1 << 20, (1 << 20) + 1})
                QTest::addRow("at %lld, %lld ahead", phase, wait) << phase << wait;
        for (const qint64 wait : {(63LL << 20) - 1, 63LL << 20, (63LL << 20) + 1, (64LL << 20) - 1, 64LL << 20, (64LL << 20) + 1, 20 * kHour})
            QTest::addRow("at 77, %lld ahead", wait) << qint64(77) << wait;
    }
    void firesOnTimeAtTheBordersOfItsLevels() {
        QFETCH(qint64, phase);
        QFETCH(qint64, wait);
        const SteadyTime start{};
        TimerWheel wheel(start);
        wheel.advance(start + ms(phase));
        Probe probe;
        wheel.arm(probe, start + ms(phase + wait));
        wheel.advance(start + ms(phase + wait - 1));
        QCOMPARE(probe.fired, 0);
        QVERIFY(probe.isArmed());
        wheel.advance(start + ms(phase + wait));
        QCOMPARE(probe.fired, 1);
        QVERIFY(!probe.isArmed());
    }
    void aDeadlineInThePastFiresAtTheNextAdvance() {
        const SteadyTime start{};
        TimerWheel wheel(start);
        wheel.advance(start + ms(1000));
        Probe probe;
        wheel.arm(probe, start + ms(3));
        QVERIFY(wheel.delayUntilNext(start + ms(1000)) <= 1);
        QCOMPARE(wheel.delayUntilNext(start + ms(1001)), 0);
        wheel.advance(start + ms(1001));
        QCOMPARE(probe.fired, 1);
    }
    void knowsWhetherItIsArmed() {
        TimerWheel wheel{SteadyTime{}};
        Probe alone;
        QVERIFY(!alone.isArmed());
        wheel.arm(alone, SteadyTime{} + ms(5));
        QVERIFY(alone.isArmed());
        Probe neighbour;
        wheel.arm(neighbour, SteadyTime{} + ms(5));
        QVERIFY(alone.isArmed());
        QVERIFY(neighbour.isArmed());
        alone.disarm();
        QVERIFY(!alone.isArmed());
        QVERIFY(neighbour.isArmed());
    }
    void armingAgainReplacesTheDeadline() {
        TimerWheel wheel{SteadyTime{}};
        Probe probe;
        wheel.arm(probe, SteadyTime{} + ms(10));
        wheel.arm(probe, SteadyTime{} + ms(400));
        wheel.advance(SteadyTime{} + ms(399));
        QCOMPARE(probe.fired, 0);
        wheel.advance(SteadyTime{} + ms(400));
        QCOMPARE(probe.fired, 1);
    }
    void aCallbackMayDisarmItsNeighboursInTheSameSlot() {
        TimerWheel wheel{SteadyTime{}};
        Probe a, b, c;
        for (Probe* probe : {&a, &b, &c}) {
            probe->action = [&] {
                for (Probe* other : {&a, &b, &c}) other->disarm();
            };
            wheel.arm(*probe, SteadyTime{} + ms(300));
        }
        wheel.advance(SteadyTime{} + ms(301));
        QCOMPARE(a.fired + b.fired + c.fired, 1);
    }
    void aCallbackMayDestroyTimersAndItself() {
        TimerWheel wheel{SteadyTime{}};
        auto first = std::make_unique<Probe>();
        auto second = std::make_unique<Probe>();
        int fired = 0;
        const auto both = [&] {
            ++fired;
            std::unique_ptr<Probe> a = std::move(first), b = std::move(second);
        };
        first->action = both;
        second->action = both;
        wheel.arm(*first, SteadyTime{} + ms(7));
        wheel.arm(*second, SteadyTime{} + ms(7));
        wheel.advance(SteadyTime{} + ms(8));
        QCOMPARE(fired, 1);
        QCOMPARE(wheel.delayUntilNext(SteadyTime{} + ms(8)), -1);
    }
    void aCallbackMayArmItselfAgain_data() {
        QTest::addColumn<int>("period");
        for (const int period : {1, 255, 256, 257, 16384}) QTest::addRow("every %d ms", period) << period;
    }
    void aCallbackMayArmItselfAgain() {
        QFETCH(int, period);
        TimerWheel wheel{SteadyTime{}};
        Probe probe;
        int rounds = 0;
        SteadyTime next = SteadyTime{} + ms(period);
        probe.action = [&] {
            if (++rounds == 20) return;
            next += ms(period);
            wheel.arm(probe, next);
        };
        wheel.arm(probe, next);
        wheel.advance(SteadyTime{} + ms(19LL * period));  // one long turn catches up with all of them
        QCOMPARE(probe.fired, 19);
        wheel.advance(SteadyTime{} + ms(20LL * period));
        QCOMPARE(probe.fired, 20);
        QVERIFY(!probe.isArmed());
    }
    void armingForNowInACallbackDoesNotLoopForEver() {
        TimerWheel wheel{SteadyTime{}};
        Probe probe;
        probe.action = [&] { wheel.arm(probe, SteadyTime{}); };
        wheel.arm(probe, SteadyTime{} + ms(1));
        wheel.advance(SteadyTime{} + ms(10));
        QCOMPARE(probe.fired, 10);
    }
    void destroyingATimerDisarmsIt() {
        TimerWheel wheel{SteadyTime{}};
        {
            Probe gone;
            wheel.arm(gone, SteadyTime{} + ms(5));
        }
        QCOMPARE(wheel.delayUntilNext(SteadyTime{}), -1);
        wheel.advance(SteadyTime{} + ms(10));
    }
    void waitsAMinuteAtMostForFarDeadlines() {
        TimerWheel wheel{SteadyTime{}};
        Probe probe;
        wheel.arm(probe, SteadyTime{} + ms(30 * kHour));
        const int delay = wheel.delayUntilNext(SteadyTime{});
        QVERIFY(delay > 0);
        QVERIFY(delay <= 60'000);
    }
};

MIRROR_TEST(TstTimerWheel, tst_timer_wheel)
#include "tst_timer_wheel.moc"
