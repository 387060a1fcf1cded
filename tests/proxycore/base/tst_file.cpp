#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "support/run_test.h"

using namespace mirror;

class TstFile : public QObject {
    Q_OBJECT
private slots:
    void replacesAFileWholeAndPrivately() {
        QTemporaryDir dir;
        const std::filesystem::path path = dir.filePath("a").toStdString();
        QVERIFY(base::writeFileAtomically(path, "one"));
        QVERIFY(base::writeFileAtomically(path, "two"));
        QCOMPARE(base::readFile(path).value(), std::string("two"));
        QVERIFY(base::requirePrivate(path));
        QCOMPARE(std::distance(std::filesystem::directory_iterator(dir.path().toStdString()), {}), 1);  // no temporary left
    }
    void namesTheFileAndTheReason() {
        const auto missing = base::readFile("/nonexistent/x");
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, ErrorCode::fileRead);
        QCOMPARE(missing.error().args.at(0), std::string("/nonexistent/x"));
        QVERIFY(!missing.error().cause.empty());
        QCOMPARE(base::writeFileAtomically("/nonexistent/x", "a").error().code, ErrorCode::fileWrite);
    }
    void refusesWorldReadableSecrets() {
        QTemporaryDir dir;
        const std::filesystem::path path = dir.filePath("key").toStdString();
        QVERIFY(base::writeFileAtomically(path, "s", 0644));
        QCOMPARE(base::requirePrivate(path).error().code, ErrorCode::filePermission);
    }
    void aGroupMayReadWhatRootOrThisUserOwns() {
        QTemporaryDir dir;
        const std::filesystem::path path = dir.filePath("key").toStdString();
        QVERIFY(base::writeFileAtomically(path, "s"));
        for (const unsigned mode : {0440u, 0640u, 0400u}) {
            QVERIFY(::chmod(path.c_str(), mode) == 0);
            QVERIFY2(base::requirePrivate(path), std::to_string(mode).c_str());
        }
        for (const unsigned mode : {0660u, 0444u, 0404u, 0602u, 0610u}) {
            QVERIFY(::chmod(path.c_str(), mode) == 0);
            QVERIFY2(!base::requirePrivate(path), std::to_string(mode).c_str());
        }
    }
    void aGroupMayNotReadWhatSomebodyElseOwns() {
        if (::geteuid() != 0) QSKIP("only root can give a file away");
        QTemporaryDir dir;
        const std::filesystem::path path = dir.filePath("key").toStdString();
        QVERIFY(base::writeFileAtomically(path, "s", 0440));
        QVERIFY(base::requirePrivate(path));
        QVERIFY(::chown(path.c_str(), 65534, 65534) == 0);
        QCOMPARE(base::requirePrivate(path).error().code, ErrorCode::filePermission);
    }
    void refusesFilesBeyondTheBound() {
        QTemporaryDir dir;
        const std::filesystem::path path = dir.filePath("big").toStdString();
        QVERIFY(base::writeFileAtomically(path, std::string(5000, 'x')));
        QVERIFY(!base::readFile(path, 100));
    }
};

MIRROR_TEST(TstFile, tst_file)
#include "tst_file.moc"
