#include <sys/mount.h>

#include "log/journal_writer.h"
#include "proxycore/log/journal_fixture.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;
using log::JournalHappening;
using log::JournalWriter;

namespace {
/// A writer over a disk that fails when told to.
struct Failing {
    JournalWriter::Options options() {
        auto made = journal.options();
        made.disk = disk;
        made.onHappening = [this](const JournalHappening& happening) { (happening.isFailing ? failures : recoveries).fetch_add(1); };
        return made;
    }
    /// Every dialogue of `ids` is in the journal, once, and nothing is wrong with it.
    void requireSound(const std::set<std::string>& ids) {
        const auto verified = journal.verify();
        for (const JournalProblem& problem : verified->problems)
            QVERIFY2(false, qPrintable(QString("%1 %2 %3 %4").arg(journalFlawName(problem.flaw).data()).arg(problem.segment).arg(problem.record).arg(problem.detail.c_str())));
        log::JournalReader reader(journal.folder(), journal.keys);
        log::JournalView view(reader, {});
        std::multiset<std::string> found;
        for (const JournalEntryRow& row : allRows(view)) found.insert(row.row.requestId);
        QVERIFY(found == std::multiset<std::string>(ids.begin(), ids.end()));
    }
    JournalFixture journal;
    std::shared_ptr<FakeDisk> disk = std::make_shared<FakeDisk>();
    std::atomic<int> failures{0}, recoveries{0};
};

std::string idOf(int i) { return "id-" + std::to_string(i); }
}  // namespace

class TstJournalFailure : public QObject {
    Q_OBJECT
private slots:
    void aFullDiskIsSaidAtOnceAndTriedAgain() {
        Failing failing;
        std::set<std::string> taken;
        {
            JournalWriter writer(failing.options());
            for (int i = 0; i < 10; ++i)
                if (writer.offer(requestOf(idOf(i)))) taken.insert(idOf(i));
            flush(writer);
            failing.disk->room = 1000;  // ends within a record
            for (int i = 10; i < 20; ++i)
                if (writer.offer(requestOf(idOf(i), std::string(300, 'x')))) taken.insert(idOf(i));
            QTRY_VERIFY(writer.isFailing());
            QVERIFY(!writer.offer(requestOf("never")));
            QCOMPARE(writer.counters().error->code, ErrorCode::fileWrite);
            QCOMPARE(failing.failures.load(), 1);
            failing.disk->room = INT64_MAX;
            QTRY_VERIFY(!writer.isFailing());
            QVERIFY(writer.offer(requestOf("after")));
            taken.insert("after");
        }
        QCOMPARE(failing.recoveries.load(), 1);
        QCOMPARE(failing.journal.segments().size(), std::size_t{1});  // the same segment goes on
        failing.requireSound(taken);
    }
    void everyPlaceAWriteCanStopAtIsMended() {
        for (std::int64_t room = 0; room < 3000; room += 311) {
            Failing failing;
            std::set<std::string> taken;
            {
                JournalWriter writer(failing.options());
                failing.disk->room = room;
                for (int i = 0; i < 6; ++i)
                    if (writer.offer(requestOf(idOf(i), std::string(200, 'x')))) taken.insert(idOf(i));
                QTRY_VERIFY(writer.isFailing());
                // What is in the file now are whole lines only.
                QVERIFY(contentOf(failing.journal.segment(0)).ends_with('\n'));
                failing.disk->room = INT64_MAX;
                QTRY_VERIFY(!writer.isFailing());
            }
            failing.requireSound(taken);
        }
    }
    void aBrokenFileIsLeftForANewSegment() {
        Failing failing;
        std::set<std::string> taken;
        {
            JournalWriter writer(failing.options());
            writer.offer(requestOf("before"));
            flush(writer);
            failing.disk->failure = EIO;
            QVERIFY(writer.offer(requestOf("meanwhile")));
            QTRY_VERIFY(writer.isFailing());
            failing.disk->failure = 0;
            QTRY_VERIFY(!writer.isFailing());
            QVERIFY(writer.offer(requestOf("after")));
            flush(writer);
            QCOMPARE(writer.counters().segment, 2U);
        }
        failing.requireSound({"before", "meanwhile", "after"});
    }
    void anFsyncThatFailsIsAFailure() {
        Failing failing;
        auto options = failing.options();
        options.settings.syncInterval = Milliseconds(1);
        {
            JournalWriter writer(std::move(options));
            failing.disk->syncFailure = EIO;
            QVERIFY(writer.offer(requestOf("a")));
            QTRY_VERIFY(writer.isFailing());
            failing.disk->syncFailure = 0;
            QTRY_VERIFY(!writer.isFailing());
        }
        failing.requireSound({"a"});
    }
    void aDiskThatIsFullFromTheBeginningRecoversToo() {
        Failing failing;
        failing.disk->room = 0;
        {
            JournalWriter writer(failing.options());
            QVERIFY(writer.isFailing());
            QVERIFY(!writer.offer(requestOf("never")));
            failing.disk->room = INT64_MAX;
            QTRY_VERIFY(!writer.isFailing());
            QVERIFY(writer.offer(requestOf("after")));
        }
        QCOMPARE(failing.failures.load(), 1);
        failing.requireSound({"after"});
    }
    void anIndexThatCannotBeWrittenIsMadeByTheReader() {
        JournalFixture journal;
        journal.writeSegment(20);
        const std::string index = contentOf(log::indexPath(journal.segment(0)));
        for (std::size_t cut = 0; cut < index.size(); cut += 37) {
            putContent(log::indexPath(journal.segment(0)), index.substr(0, cut));
            log::JournalReader reader(journal.folder(), journal.keys);
            log::JournalView view(reader, {});
            QCOMPARE(allRows(view).size(), std::size_t{20});
        }
    }
    void whatWaitsForTheDiskIsCounted() {
        Failing failing;
        JournalWriter writer(failing.options());
        failing.disk->room = 0;
        QVERIFY(writer.offer(requestOf("waits")));
        QTRY_VERIFY(writer.isFailing());
        QVERIFY(writer.counters().queued.value > 0);
    }
    // 1 MiB, where this user may mount it.
    void aRealDiskThatIsFull() {
        const QTemporaryDir place;
        const std::string path = place.path().toStdString();
        const bool isMounted = ::mount("none", path.c_str(), "tmpfs", 0, "size=1m") == 0;
        if (!isMounted) QSKIP("this user may not mount a tmpfs; the other tests of this file fail at every place with a disk of their own");
        JournalFixture journal;
        auto options = journal.options();
        options.settings.folder = path + "/journal";
        std::uint64_t taken = 0;
        {
            JournalWriter writer(std::move(options));
            while (!writer.isFailing() && taken < 10'000) taken += writer.offer(requestOf("id", crypto::randomAlphanumeric(3000))) ? 1 : 0;
            QTRY_VERIFY(writer.isFailing());
            QVERIFY(writer.counters().error->cause.find("space") != std::string::npos);
            QVERIFY(!writer.offer(requestOf("never")));
            ::mount("none", path.c_str(), "tmpfs", MS_REMOUNT, "size=200m");
            QTRY_VERIFY(!writer.isFailing());
            QVERIFY(writer.offer(requestOf("after")));
            ++taken;
            flush(writer);
            QCOMPARE(writer.counters().records, taken);
        }
        log::VerifyOptions verify;
        verify.folder = path + "/journal";
        const auto report = log::verifyJournal(verify, journal.keys, [](std::uint32_t) {}, kGoOn);
        ::umount2(path.c_str(), MNT_DETACH);
        QVERIFY(report->problems.empty());
        QCOMPARE(report->records, taken + 1);
    }
};

MIRROR_TEST(TstJournalFailure, tst_journal_failure)
#include "tst_journal_failure.moc"
