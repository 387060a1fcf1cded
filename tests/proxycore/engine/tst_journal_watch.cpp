#include "engine/journal_watch.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::engine;

class TstJournalWatch : public QObject {
    Q_OBJECT
    SteadyTime m_now{std::chrono::seconds(100)};
    static log::JournalCounters counters(Milliseconds busy, std::uint64_t rejected, std::int64_t queued) {
        log::JournalCounters made;
        made.busy = busy;
        made.rejected = rejected;
        made.queued = {queued};
        return made;
    }

private slots:
    void aDiskThatDoesNotAnswerIsToldOnceAndItsRecoveryToo() {
        JournalWatch watch("/journal");
        QVERIFY(!watch.look(counters(Milliseconds(4'999), 0, 0), {1000}, m_now));
        const auto began = watch.look(counters(Milliseconds(5'000), 0, 0), {1000}, m_now);
        QVERIFY(began && began->isFailing && began->error->args.at(0) == "/journal");
        QVERIFY(watch.stall());
        QVERIFY(!watch.look(counters(Milliseconds(9'000), 7, 900), {1000}, m_now));
        const auto ended = watch.look(counters(Milliseconds(0), 7, 0), {1000}, m_now + std::chrono::seconds(12));
        QVERIFY(ended && !ended->isFailing && ended->rejected == 7 && ended->took == std::chrono::seconds(12));
        QVERIFY(!watch.stall());
    }
    void aQueueThatOverflowsFailsUntilHalfOfItIsFree() {
        JournalWatch watch("/journal");
        QVERIFY(!watch.look(counters({}, 1, 1000), {1000}, m_now));  // of a time nobody looked at
        QVERIFY(watch.look(counters({}, 3, 1000), {1000}, m_now)->isFailing);
        QVERIFY(!watch.look(counters({}, 3, 600), {1000}, m_now));
        QVERIFY(watch.stall());
        QCOMPARE(watch.look(counters({}, 3, 500), {1000}, m_now)->rejected, std::uint64_t{2});
    }
    void aWriterThatFailsByItselfIsNotToldTwice() {
        JournalWatch watch("/journal");
        log::JournalCounters failing = counters({}, 5, 1000);
        failing.isFailing = true;
        QVERIFY(!watch.look(failing, {1000}, m_now));
        QVERIFY(!watch.look(counters({}, 9, 1000), {1000}, m_now));  // what it turned away before it recovered
        QVERIFY(watch.look(counters(Milliseconds(6'000), 5, 0), {1000}, m_now));
        QVERIFY(!watch.look(failing, {1000}, m_now));
        QVERIFY(!watch.stall());
    }
};

MIRROR_TEST(TstJournalWatch, tst_journal_watch)
#include "tst_journal_watch.moc"
