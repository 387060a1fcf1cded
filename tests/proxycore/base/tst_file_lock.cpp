#include "base/file_lock.h"

#include <QtCore/QTemporaryDir>
#include <sys/stat.h>

#include <atomic>
#include <fstream>
#include <thread>
#include <vector>

#include "support/run_test.h"

using namespace mirror;
using base::FileLock;

class TstFileLock : public QObject {
    Q_OBJECT
private slots:
    void knowsWhetherItsFileIsStillThere() {
        QTemporaryDir directory;
        const std::filesystem::path file = std::filesystem::path(directory.path().toStdString()) / "x";
        const auto lock = FileLock::acquire(file);
        QVERIFY(lock->isStillBeside(file));
        std::filesystem::remove(file.string() + ".lock");
        QVERIFY(!lock->isStillBeside(file));
        const auto other = FileLock::tryAcquire(file);
        QVERIFY(other->has_value() && !lock->isStillBeside(file));
    }
    void oneAtATimeReadsChangesAndWrites() {
        const QTemporaryDir folder;
        const std::filesystem::path path(folder.path().toStdString());
        const auto file = path / "count";
        std::ofstream(file) << 0;
        std::atomic<int> failures = 0;
        std::vector<std::thread> writers;
        for (int writer = 0; writer < 4; ++writer)
            writers.emplace_back([&] {
                for (int i = 0; i < 40; ++i) {
                    const auto lock = FileLock::acquire(file);
                    int count = -1;
                    std::ifstream(file) >> count;
                    std::ofstream(file) << count + 1;
                    if (!lock) ++failures;
                }
            });
        for (std::thread& writer : writers) writer.join();
        int count = 0;
        std::ifstream(file) >> count;
        QCOMPARE(failures.load(), 0);
        QCOMPARE(count, 160);
    }
    void whoDoesNotWaitIsToldThatItIsTaken() {
        const QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.path().toStdString()) / "file";
        {
            const auto held = FileLock::acquire(file);
            QVERIFY(!FileLock::tryAcquire(file)->has_value());
        }
        QVERIFY(FileLock::tryAcquire(file)->has_value());
        QVERIFY(!FileLock::tryAcquire("/nowhere/at/all/file"));
    }
    void liesBesideTheFileForItsOwnerOnly() {
        const QTemporaryDir folder;
        const std::filesystem::path path(folder.path().toStdString());
        QVERIFY(FileLock::acquire(path / "file"));
        struct stat info {};
        QCOMPARE(::stat((path / "file.lock").c_str(), &info), 0);
        QCOMPARE(info.st_mode & 0777, mode_t{0600});
        QVERIFY(!std::filesystem::exists(path / "file"));
    }
    void aFolderThatIsNotThereIsAnError() {
        const auto lock = FileLock::acquire("/nowhere/at/all/file");
        QVERIFY(!lock);
        QCOMPARE(lock.error().code, ErrorCode::fileWrite);
        QCOMPARE(lock.error().args[0], std::string("/nowhere/at/all/file.lock"));
    }
};

MIRROR_TEST(TstFileLock, tst_file_lock)
#include "tst_file_lock.moc"
