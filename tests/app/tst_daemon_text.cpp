#include "daemon/daemon_text.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::app;

class TstDaemonText : public QObject {
    Q_OBJECT
private slots:
    void readyIsOneLineWithEveryAddressThatAnswers() {
        Snapshot snapshot{.profile = "/p", .adminUrl = "http://127.0.0.1:8081"};
        snapshot.listeners = {{.url = "http://127.0.0.1:8080"}, {.url = "https://x:8443", .error = makeError(ErrorCode::addressInUse, {"x"})}, {.url = "https://y:8444"}};
        QCOMPARE(readyLine(snapshot), std::string("ready: http://127.0.0.1:8080 https://y:8444, admin http://127.0.0.1:8081, profile /p"));
    }
    void aFirstRunShowsTheKeyAndOthersNothing() {
        QCOMPARE(firstRunText({}), std::string());
        const std::string text = firstRunText({.happened = true, .virtualKey = "sk-mirror-x", .configFile = "/p/mirrordesk.yaml", .certificateFile = "/p/tls/c.pem"});
        for (const char* part : {"sk-mirror-x", "/p/mirrordesk.yaml", "/p/tls/c.pem"}) QVERIFY(text.find(part) != std::string::npos);
    }
    void aFailureIsToldOncePerReason() {
        const Error inUse = makeError(ErrorCode::addressInUse, {"127.0.0.1:8080"});
        Snapshot snapshot{.state = EngineState::failed, .failure = inUse};
        snapshot.listeners = {{.name = "a", .error = inUse}, {.name = "b", .error = makeError(ErrorCode::addressInUse, {"127.0.0.1:8443"})}};
        QCOMPARE(QString::fromStdString(failureText(snapshot)).count('\n'), 2);
        QVERIFY(failureText(snapshot).find("listener b: ") != std::string::npos);
        QVERIFY(!failureText({}).empty());
    }
    void problemsOfAFileStandAlone() {
        QCOMPARE(errorText(makeError(ErrorCode::configValue, {"a", "b"}, "/c.yaml:1:2: one\n/c.yaml:3:4: two")), std::string("/c.yaml:1:2: one\n/c.yaml:3:4: two\n"));
        QCOMPARE(errorText(makeError(ErrorCode::fileRead, {"/x"}, "why")), std::string("The file /x cannot be read. (why)\n"));
    }
};

MIRROR_TEST(TstDaemonText, tst_daemon_text)
#include "tst_daemon_text.moc"
