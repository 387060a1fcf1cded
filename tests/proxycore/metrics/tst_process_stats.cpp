#include <chrono>
#include <fstream>
#include <vector>

#include "metrics/process_stats.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::metrics;

class TstProcessStats : public QObject {
    Q_OBJECT
private slots:
    void seesMemoryGrow() {
        const Bytes before = residentMemory();
        QVERIFY(before.value > 0);
        std::vector<char> block(64u << 20, 'x');
        const Bytes after = residentMemory();
        QVERIFY(block[1000] == 'x');
        QVERIFY(after.value - before.value > (48 << 20));
        const ProcessStats stats = readProcessStats();
        QVERIFY(stats.virtualMemory.value >= stats.residentMemory.value);
    }
    void seesFilesOpenAndClose() {
        const std::int64_t before = readProcessStats().openFiles;
        QVERIFY(before >= 3);
        {
            std::vector<std::ifstream> files;
            for (int i = 0; i < 10; ++i) files.emplace_back("/proc/self/stat");
            QCOMPARE(readProcessStats().openFiles, before + 10);
        }
        QCOMPARE(readProcessStats().openFiles, before);
        QVERIFY(readProcessStats().maxFiles >= before);
    }
    void countsCpuTimeOfWork() {
        const Microseconds thread = threadCpuTime(), process = processCpuTime();
        volatile std::uint64_t sink = 0;
        while (threadCpuTime() - thread < std::chrono::milliseconds(20)) sink = sink + 1;
        QVERIFY(processCpuTime() - process >= std::chrono::milliseconds(20));
        QVERIFY(readProcessStats().cpuTime >= process);
    }
    void knowsWhenTheProcessBegan() {
        const double now = static_cast<double>(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()));
        const double began = readProcessStats().startTimeSeconds;
        QVERIFY2(began > now - 600 && began <= now + 2, qPrintable(QString::number(began - now)));
    }
};

MIRROR_TEST(TstProcessStats, tst_process_stats)
#include "tst_process_stats.moc"
