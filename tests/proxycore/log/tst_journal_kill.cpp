#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <random>
#include <thread>

#include "proxycore/log/journal_fixture.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;
using log::JournalWriter;

namespace {
/// Memory of both halves of a fork.
class SharedCount {
public:
    SharedCount() : m_at(::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)) { count() = 0; }
    ~SharedCount() { ::munmap(m_at, 4096); }
    std::atomic<std::uint64_t>& count() { return *static_cast<std::atomic<std::uint64_t>*>(m_at); }

private:
    void* m_at;
};

/// Writes records as fast as the queue takes them, and tells how many stand in files, until it is killed.
[[noreturn]] void writeForEver(JournalFixture& journal, int round, SharedCount& written) {
    auto options = journal.options();
    options.settings.segmentBytes = {1'500'000};
    options.settings.queueBytes = {1'000'000};
    options.settings.anchorFile = journal.anchors();
    options.settings.anchorInterval = Milliseconds(3);
    options.now = std::chrono::system_clock::now;
    JournalWriter writer(std::move(options));
    for (int i = 0;;) {
        JournalRow row = rowOf(std::to_string(round) + "-" + std::to_string(i), false);
        if (writer.offer(entryOf(log::RecordPart::request, std::move(row), std::string(i % 50 == 49 ? 300'000 : 500, 'x')))) {
            ++i;
        } else {
            std::this_thread::yield();
        }
        written.count() = writer.counters().records;
    }
}

/// The end of a process at a moment of its work, as often as asked.
struct Kills {
    void run(int rounds) {
        std::mt19937 random(20261123);
        for (int round = 0; round < rounds; ++round) {
            SharedCount written;
            const pid_t child = ::fork();
            if (child == 0) writeForEver(journal, round, written);
            std::this_thread::sleep_for(std::chrono::microseconds(random() % 100'000));  // the moment is the point, not an event
            ::kill(child, SIGKILL);
            int status = 0;
            ::waitpid(child, &status, 0);
            QVERIFY(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
            promised.push_back(written.count());
        }
    }
    JournalFixture journal;
    std::vector<std::uint64_t> promised;  ///< by round: records that stood in files before the end
};
}  // namespace

class TstJournalKill : public QObject {
    Q_OBJECT
private slots:
    void nothingWhoseWriteReturnedIsLost() {
        Kills kills;
        kills.run(qEnvironmentVariableIntValue("MIRROR_KILLS") > 0 ? qEnvironmentVariableIntValue("MIRROR_KILLS") : 20);
        kills.journal.writeSegment(1, 1'000'000);  // the last end is mended too
        std::set<std::string> found;
        log::JournalReader reader(kills.journal.folder(), kills.journal.keys);
        log::JournalView view(reader, {});
        for (const JournalEntryRow& row : allRows(view)) found.insert(row.row.requestId);
        QVERIFY(view.problems().empty());
        std::uint64_t promised = 0;
        for (std::size_t round = 0; round < kills.promised.size(); ++round) {
            promised += kills.promised[round];
            for (std::uint64_t i = 0; i < kills.promised[round]; ++i) {
                const std::string id = std::to_string(round) + "-" + std::to_string(i);
                QVERIFY2(found.contains(id), id.c_str());
            }
        }
        QVERIFY(promised > 0);
        const auto report = kills.journal.verify(true);
        QVERIFY(report && report->isComplete);
        for (const JournalProblem& problem : report->problems)
            QVERIFY2(false, qPrintable(QString("%1 %2 %3 %4").arg(journalFlawName(problem.flaw).data()).arg(problem.segment).arg(problem.record).arg(problem.detail.c_str())));
        QVERIFY(report->anchors > 0);
        std::size_t torn = 0;
        for (const auto& file : std::filesystem::directory_iterator(kills.journal.folder())) torn += file.path().extension() == ".torn" ? 1 : 0;
        qInfo("%zu kills, %llu records promised, %zu found, %zu segments, %zu torn ends", kills.promised.size(), static_cast<unsigned long long>(promised),
              found.size(), kills.journal.segments().size(), torn);
    }
};

MIRROR_TEST(TstJournalKill, tst_journal_kill)
#include "tst_journal_kill.moc"
