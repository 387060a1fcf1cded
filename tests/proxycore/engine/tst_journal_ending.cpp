#include <latch>

#include "engine/journal_ending.h"
#include "proxycore/log/journal_fixture.h"
#include "support/patience.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;
using engine::JournalEnding;
using pipeline::Journaling;

namespace {
/// Hangs in its first fsync after the beginning, until it is let go.
class HangingDisk : public QuickDisk {
public:
    int sync(int) override {
        if (hangs) released.wait();
        return 0;
    }
    std::atomic<bool> hangs{false};
    std::latch released{1};
};
}  // namespace

class TstJournalEnding : public QObject {
    Q_OBJECT
private slots:
    void nobodyWaitsForADiskThatHangs() {
        JournalFixture journal;
        auto disk = std::make_shared<HangingDisk>();
        auto options = journal.options();
        options.disk = disk;
        auto writing = std::make_shared<Journaling>(std::move(options));
        disk->hangs = true;
        QVERIFY(writing->writer.offer(requestOf("a")));
        std::optional<JournalEnding> ending(std::move(writing));
        QVERIFY(!ending->isDone());
        QVERIFY(!ending->waitFor(Milliseconds(20)));
        disk->released.count_down();
        QVERIFY(ending->waitFor(kPatience));
        QCOMPARE(ending->lost(), std::uint64_t{0});
        QCOMPARE(journal.verify()->problemCount, 0u);
    }
    void whatTheDiskDidNotTakeIsCounted() {
        JournalFixture journal;
        auto disk = std::make_shared<FakeDisk>();
        auto options = journal.options();
        options.disk = disk;
        options.linger = Milliseconds(200);  // all of them are offered before the first is tried
        auto writing = std::make_shared<Journaling>(std::move(options));
        disk->room = 0;
        for (const char* id : {"a", "b", "c"}) QVERIFY(writing->writer.offer(requestOf(id)));
        const JournalEnding ending(std::move(writing));
        QVERIFY(ending.waitFor(kPatience));
        QCOMPARE(ending.lost(), std::uint64_t{3});
    }
};

MIRROR_TEST(TstJournalEnding, tst_journal_ending)
#include "tst_journal_ending.moc"
