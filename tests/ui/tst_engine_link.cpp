#include <QApplication>
#include <thread>

#include "support/run_test.h"
#include "ui/link/engine_link.h"
#include "ui/support/fake_engine.h"
#include "ui/support/samples.h"

using namespace mirror;

class TestEngineLink : public QObject {
    Q_OBJECT
private slots:
    void tellsOfANewSnapshotButNotOfTheSameOne();
    void fillsTheSeriesFromHistoryAtTheStart();
    void asksForWhatItMissedWhileTheLinkWasLost();
    void handsOutTrafficInOrderAndOnlyOnce();
    void asksForTheRestOfALongPage();
    void answersOnTheGuiThread();
    void forgetsAnswersForAContextThatIsGone();
    void bringsEventsToTheGuiThread();
    void endsItsSubscription();
};

namespace {

SecondSample second(std::int64_t at) {
    SecondSample sample;
    sample.second = at;
    sample.outcomes[0] = 3;
    return sample;
}

std::int64_t now() { return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count(); }

}  // namespace

void TestEngineLink::tellsOfANewSnapshotButNotOfTheSameOne() {
    auto engine = std::make_shared<test::FakeEngine>();
    ui::EngineLink link(engine);
    QSignalSpy changed(&link, &ui::EngineLink::snapshotChanged);
    engine->publish([](Snapshot& s) { s.state = EngineState::running; });
    QVERIFY(changed.wait());
    QCOMPARE(link.snapshot()->state, EngineState::running);
    QVERIFY(!changed.wait(700));
    QCOMPARE(changed.size(), 1);
}

void TestEngineLink::fillsTheSeriesFromHistoryAtTheStart() {
    auto engine = std::make_shared<test::FakeEngine>();
    engine->timeline = {second(now() - 100), second(now() - 99)};
    ui::EngineLink link(engine);
    QSignalSpy series(&link, &ui::EngineLink::seriesChanged);
    QVERIFY(series.wait());
    QCOMPARE(link.timeSeries().newest(), engine->timeline.back().second);
}

void TestEngineLink::asksForWhatItMissedWhileTheLinkWasLost() {
    const std::int64_t now = QDateTime::currentSecsSinceEpoch();
    auto engine = std::make_shared<test::FakeEngine>();
    engine->addSeconds(test::busySeconds(now - 200, now - 100));
    ui::EngineLink link(engine);
    QTRY_VERIFY(link.timeSeries().merged(now - 200, now - 199).present);
    engine->addSeconds(test::busySeconds(now - 100, now));  // the snapshot has the last 15 of them
    QTRY_VERIFY(link.timeSeries().merged(now - 60, now - 59).present);
    for (std::int64_t second = now - 200; second < now; ++second) QVERIFY(link.timeSeries().merged(second, second + 1).present);
}

void TestEngineLink::handsOutTrafficInOrderAndOnlyOnce() {
    qRegisterMetaType<QList<TrafficRecord>>();
    auto engine = std::make_shared<test::FakeEngine>();
    ui::EngineLink link(engine);
    std::vector<std::uint64_t> seen;
    connect(&link, &ui::EngineLink::trafficArrived, this, [&seen](const QList<TrafficRecord>& records) {
        for (const TrafficRecord& record : records) seen.push_back(record.id);
    });
    engine->addTraffic(std::vector<TrafficRecord>(3));
    QTRY_COMPARE(seen.size(), std::size_t{3});
    engine->addTraffic(std::vector<TrafficRecord>(2));
    QTRY_COMPARE(seen.size(), std::size_t{5});
    QCOMPARE(seen, (std::vector<std::uint64_t>{1, 2, 3, 4, 5}));
}

void TestEngineLink::asksForTheRestOfALongPage() {
    auto engine = std::make_shared<test::FakeEngine>();
    engine->addTraffic(std::vector<TrafficRecord>(4500));
    ui::EngineLink link(engine);
    qsizetype count = 0;
    connect(&link, &ui::EngineLink::trafficArrived, this, [&count](const QList<TrafficRecord>& records) { count += records.size(); });
    QTRY_COMPARE(count, qsizetype{4500});
}

void TestEngineLink::answersOnTheGuiThread() {
    auto engine = std::make_shared<test::FakeEngine>();
    ui::EngineLink link(engine);
    engine->hold();
    QThread* where = nullptr;
    link.submit(StartEngine{}, this, [&where](const Result<Receipt>&) { where = QThread::currentThread(); });
    std::thread other([&engine] { engine->release(); });
    other.join();
    QVERIFY(where == nullptr);
    QTRY_COMPARE(where, QThread::currentThread());
}

void TestEngineLink::forgetsAnswersForAContextThatIsGone() {
    auto engine = std::make_shared<test::FakeEngine>();
    ui::EngineLink link(engine);
    engine->hold();
    bool called = false;
    auto context = std::make_unique<QObject>();
    link.submit(StartEngine{}, context.get(), [&called](const Result<Receipt>&) { called = true; });
    bool reached = false;
    link.submit(DrainEngine{}, this, [&reached](const Result<Receipt>&) { reached = true; });
    context.reset();
    engine->release();
    QTRY_VERIFY(reached);
    QVERIFY(!called);
}

void TestEngineLink::bringsEventsToTheGuiThread() {
    auto engine = std::make_shared<test::FakeEngine>();
    ui::EngineLink link(engine);
    EventKind kind = EventKind::engineStopped;
    QThread* where = nullptr;
    connect(&link, &ui::EngineLink::eventHappened, this, [&](const Event& event) {
        kind = event.kind;
        where = QThread::currentThread();
    });
    Event event;
    event.kind = EventKind::workerStalled;
    std::thread other([&] { engine->emitEvent(event); });
    other.join();
    QTRY_COMPARE(where, QThread::currentThread());
    QCOMPARE(kind, EventKind::workerStalled);
}

void TestEngineLink::endsItsSubscription() {
    auto engine = std::make_shared<test::FakeEngine>();
    {
        ui::EngineLink link(engine);
        QCOMPARE(engine->subscriptions(), std::size_t{1});
    }
    QCOMPARE(engine->subscriptions(), std::size_t{0});
}

MIRROR_TEST(TestEngineLink, tst_engine_link)
#include "tst_engine_link.moc"
