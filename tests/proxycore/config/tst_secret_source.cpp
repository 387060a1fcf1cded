#include "base/file.h"
#include "config/secret_source.h"
#include "support/run_test.h"

using namespace mirror;

class TstSecretSource : public QObject {
    Q_OBJECT
private slots:
    void readsTheEnvironment() {
        const Environment environment{{"KEY", "sk-1"}, {"EMPTY", ""}};
        QVERIFY(config::resolveSecret("env:KEY", environment)->equals("sk-1"));
        for (const char* reference : {"env:ABSENT", "env:EMPTY", "env:"}) {
            const auto missing = config::resolveSecret(reference, environment);
            QCOMPARE(missing.error().code, ErrorCode::secretMissing);
            QCOMPARE(missing.error().args.at(0), std::string(reference));
        }
    }
    void readsPrivateFilesWithoutTheirLineEnd() {
        QTemporaryDir dir;
        const std::string path = dir.filePath("k").toStdString();
        for (const char* content : {"sk-2", "sk-2\n", "sk-2\r\n"}) {
            QVERIFY(base::writeFileAtomically(path, content));
            QVERIFY(config::resolveSecret("file:" + path, {})->equals("sk-2"));
        }
        QVERIFY(base::writeFileAtomically(path, "\n"));
        QCOMPARE(config::resolveSecret("file:" + path, {}).error().code, ErrorCode::secretMissing);
    }
    void refusesFilesThatOthersCanRead() {
        QTemporaryDir dir;
        const std::string path = dir.filePath("k").toStdString();
        QVERIFY(base::writeFileAtomically(path, "sk-2", 0644));
        const auto refused = config::resolveSecret("file:" + path, {});
        QCOMPARE(refused.error().code, ErrorCode::filePermission);
        QVERIFY(describe(refused.error()).find("sk-2") == std::string::npos);
        QCOMPARE(config::resolveSecret("file:" + path + ".absent", {}).error().code, ErrorCode::fileRead);
    }
    void anythingElseIsTheSecretItself() {
        QVERIFY(config::resolveSecret("sk-literal", {})->equals("sk-literal"));
        QCOMPARE(config::resolveSecret("", {}).error().code, ErrorCode::secretMissing);
    }
};

MIRROR_TEST(TstSecretSource, tst_secret_source)
#include "tst_secret_source.moc"
