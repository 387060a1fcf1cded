#include "engine/event_bus.h"

#include <atomic>
#include <thread>

#include "support/run_test.h"

using namespace mirror;
using engine::EventBus;

namespace {
/// Events that are never equal.
void publishNumber(EventBus& bus, int number) { bus.publish(EventKind::configApplied, Severity::info, {std::to_string(number), ""}); }
}  // namespace

class TstEventBus : public QObject {
    Q_OBJECT
private slots:
    void equalEventsWithinASecondAreToldOnce() {
        const auto bus = std::make_shared<EventBus>();
        int heard = 0;
        const auto handle = bus->subscribe([&](const Event&) { ++heard; });
        for (int i = 0; i < 3; ++i) bus->publish(EventKind::workerStalled, Severity::critical, {"1"});
        QCOMPARE(heard, 1);
        bus->publish(EventKind::workerStalled, Severity::critical, {"2"});
        bus->publish(EventKind::workerRecovered, Severity::info, {"1"});
        QCOMPARE(heard, 3);
        QCOMPARE(bus->after(0, 100).size(), 3u);
    }
    /// Two upstreams with a missing secret are two problems of one kind.
    void eventsWithDifferentErrorsAreDifferentEvents() {
        const auto bus = std::make_shared<EventBus>();
        for (const char* secret : {"env:A", "env:B", "env:A"})
            bus->publish(EventKind::configRejected, Severity::warning, {"upstream"}, {makeError(ErrorCode::secretMissing, {secret})});
        const auto told = bus->after(0, 100);
        QCOMPARE(told.size(), 2u);
        QCOMPARE(told[1].errors.at(0).args.at(0), std::string("env:B"));
    }
    void eventsAreNumberedTimedAndKept() {
        const auto bus = std::make_shared<EventBus>();
        const SystemTime before = std::chrono::system_clock::now();
        bus->publish(EventKind::engineFailed, Severity::critical, {"x"}, {makeError(ErrorCode::addressInUse, {"a:1"})});
        for (int i = 0; i < 600; ++i) publishNumber(*bus, i);
        const auto all = bus->after(0, 10'000);
        QCOMPARE(all.size(), EventBus::kKept);
        QCOMPARE(all.back().id, 601u);
        for (std::size_t i = 1; i < all.size(); ++i) QCOMPARE(all[i].id, all[i - 1].id + 1);
        QVERIFY(all.front().time >= before && all.front().time <= std::chrono::system_clock::now());
        QCOMPARE(bus->after(599, 10'000).size(), 2u);
        QCOMPARE(bus->after(599, 1).front().id, 600u);
        QVERIFY(bus->after(601, 10).empty());
    }
    void whoComesLaterHearsOnlyWhatComesLater() {
        const auto bus = std::make_shared<EventBus>();
        publishNumber(*bus, 1);
        std::vector<std::string> heard;
        auto handle = bus->subscribe([&](const Event& event) { heard.push_back(event.args[0]); });
        publishNumber(*bus, 2);
        handle.reset();
        publishNumber(*bus, 3);
        QCOMPARE(heard, std::vector<std::string>{"2"});
    }
    void afterTheHandleHasGoneThereIsSilence() {
        const auto bus = std::make_shared<EventBus>();
        std::atomic<bool> stop = false;
        std::thread publisher([&] {
            for (int i = 0; !stop; ++i) publishNumber(*bus, i);
        });
        int broken = 0;
        for (int round = 0; round < 200; ++round) {
            // plain, not atomic: the promise of silence is what keeps the two threads apart
            int calls = 0;
            bool alive = true;
            {
                const auto handle = bus->subscribe([&](const Event&) {
                    ++calls;
                    if (!alive) ++broken;
                });
                std::this_thread::yield();
            }
            alive = false;
            calls = -1;
            std::this_thread::yield();
            if (calls != -1) ++broken;
        }
        stop = true;
        publisher.join();
        QCOMPARE(broken, 0);
    }
    void aHandlerMayEndItselfAndOthers() {
        const auto bus = std::make_shared<EventBus>();
        std::unique_ptr<Subscription> first, second;
        int calls = 0;
        const auto endBoth = [&](const Event&) {
            ++calls;
            first.reset();
            second.reset();
        };
        first = bus->subscribe(endBoth);
        second = bus->subscribe(endBoth);
        publishNumber(*bus, 1);
        QCOMPARE(calls, 1);  // the other's handle was gone before its turn came
        publishNumber(*bus, 2);
        QCOMPARE(calls, 1);
    }
    void aHandlerMaySubscribeAndPublish() {
        const auto bus = std::make_shared<EventBus>();
        std::vector<std::unique_ptr<Subscription>> more;
        int late = 0;
        const auto handle = bus->subscribe([&](const Event& event) {
            if (event.args[0] != "1") return;
            more.push_back(bus->subscribe([&](const Event&) { ++late; }));
            publishNumber(*bus, 2);
        });
        publishNumber(*bus, 1);
        QCOMPARE(late, 1);
    }
    void theHandleKeepsTheBusAlive() {
        auto bus = std::make_shared<EventBus>();
        auto handle = bus->subscribe([](const Event&) {});
        bus.reset();
        handle.reset();
    }
};

MIRROR_TEST(TstEventBus, tst_event_bus)
#include "tst_event_bus.moc"
