#include <sstream>

#include "common/config_commands.h"
#include "common/exit_codes.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::app;

namespace {
std::string fileWith(const QTemporaryDir& dir, const char* name, const QByteArray& content) {
    QFile file(dir.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) qFatal("cannot write");
    return file.fileName().toStdString();
}
}  // namespace

class TstConfigCommands : public QObject {
    Q_OBJECT
private slots:
    void aSoundFileIsOk() {
        QTemporaryDir dir;
        std::ostringstream out, err;
        const std::string file = fileWith(dir, "c.yaml", "log: {level: debug}\n");
        QCOMPARE(checkConfigFile(file, out, err), kSuccess);
        QCOMPARE(out.str(), file + ": ok\n");
        QCOMPARE(err.str(), std::string());
    }
    void everyMistakeIsALineWithItsPlace() {
        QTemporaryDir dir;
        std::ostringstream out, err;
        const std::string file = fileWith(dir, "c.yaml", "log:\n  level: loud\ntimeouts:\n  conect: 3s\n");
        QCOMPARE(checkConfigFile(file, out, err), kFailure);
        QCOMPARE(out.str(), std::string());
        QCOMPARE(err.str(), file + ":2:10: The value of log.level cannot be used: expected one of trace, debug, info, warn, error.\n" + file +
                                ":4:3: There is no setting called timeouts.conect. (did you mean connect?)\n");
    }
    void anUnreadableFileIsSaidToBe() {
        QTemporaryDir dir;
        std::ostringstream out, err;
        QCOMPARE(checkConfigFile(dir.filePath("absent").toStdString(), out, err), kFailure);
        QVERIFY(err.str().find("No such file") != std::string::npos);
        QCOMPARE(checkConfigFile(dir.path().toStdString(), out, err), kFailure);
        QVERIFY(err.str().find("directory") != std::string::npos);
    }
    void printsWhatAProfileWouldUse() {
        QTemporaryDir dir;
        fileWith(dir, "mirrordesk.yaml", "timeouts: {connect: 1s}\n");
        std::ostringstream out, err;
        QCOMPARE(printProfileConfig(dir.path().toStdString(), {{"MIRROR_TIMEOUTS_IDLE", "2s"}}, {{"log.level", "warn"}}, out, err), kSuccess);
        QVERIFY(out.str().find("timeouts.connect = 1s  (file, line 1)\n") != std::string::npos);
        QVERIFY(out.str().find("timeouts.idle = 2s  (environment MIRROR_TIMEOUTS_IDLE)\n") != std::string::npos);
        QVERIFY(out.str().find("log.level = warn  (--set)\n") != std::string::npos);
    }
    void aProfileThatDoesNotExistHasTheDefaultsAndIsNotMade() {
        QTemporaryDir dir;
        std::ostringstream out, err;
        const std::string profile = dir.filePath("none").toStdString();
        QCOMPARE(printProfileConfig(profile, {}, {}, out, err), kSuccess);
        QVERIFY(out.str().find("timeouts.connect = 5s  (built-in)\n") != std::string::npos);
        QVERIFY(!std::filesystem::exists(profile));
    }
    void aProblemIsToldBesideTheRest() {
        QTemporaryDir dir;
        std::ostringstream out, err;
        QCOMPARE(printProfileConfig(dir.path().toStdString(), {}, {{"log.levle", "warn"}}, out, err), kFailure);
        QVERIFY(err.str().find("did you mean log.level?") != std::string::npos);
    }
};

MIRROR_TEST(TstConfigCommands, tst_config_commands)
#include "tst_config_commands.moc"
