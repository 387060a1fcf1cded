#include <sys/stat.h>

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
    void refusesFilesBeyondTheBound() {
        QTemporaryDir dir;
        const std::filesystem::path path = dir.filePath("big").toStdString();
        QVERIFY(base::writeFileAtomically(path, std::string(5000, 'x')));
        QVERIFY(!base::readFile(path, 100));
    }
};

MIRROR_TEST(TstFile, tst_file)
#include "tst_file.moc"
