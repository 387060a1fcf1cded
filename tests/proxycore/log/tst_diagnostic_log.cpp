#include "log/diagnostic_log.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryDir>
#include <thread>

#include "support/run_test.h"

using namespace mirror;
using log::DiagnosticLog;

namespace {

struct LogFile {
    LogConfig config(const std::string& level, const std::string& format) const {
        LogConfig made;
        made.level = level;
        made.format = format;
        made.file = path().toStdString();
        return made;
    }
    QString path() const { return directory.filePath("mirror.log"); }
    QList<QByteArray> lines() const {
        QFile file(path());
        if (!file.open(QIODevice::ReadOnly)) return {};
        QList<QByteArray> all = file.readAll().split('\n');
        all.removeAll(QByteArray());
        return all;
    }
    QTemporaryDir directory;
};

Event eventOf(EventKind kind, Severity severity, std::vector<std::string> args = {}, std::vector<Error> errors = {}) {
    Event event;
    event.kind = kind;
    event.severity = severity;
    event.args = std::move(args);
    event.errors = std::move(errors);
    return event;
}

}  // namespace

class TstDiagnosticLog : public QObject {
    Q_OBJECT
private slots:
    void anEventIsOneLine() {
        const Event event = eventOf(EventKind::configRejected, Severity::warning, {"mirrordesk.yaml"}, {makeError(ErrorCode::addressInUse, {"127.0.0.1:8080"})});
        const std::string text = log::describeEvent(event);
        QVERIFY(text.starts_with(std::string(eventKindName(EventKind::configRejected)) + " mirrordesk.yaml: "));
        QVERIFY(text.find(describe(event.errors[0])) != std::string::npos);
        QVERIFY(text.find('\n') == std::string::npos);
    }
    void writesTextLines() {
        LogFile file;
        const auto log = DiagnosticLog::open(file.config("info", "text"));
        QVERIFY(log.has_value());
        (*log)->event(eventOf(EventKind::engineStarted, Severity::info));
        (*log)->warn(makeError(ErrorCode::fileRead, {"keys.json"}));
        const auto lines = file.lines();
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines[0].contains("info") && lines[0].contains(std::string(eventKindName(EventKind::engineStarted)).c_str()));
        QVERIFY(lines[1].contains("warn") && lines[1].contains("keys.json"));
    }
    void writesJsonLinesWhateverTheArgumentsHold() {
        LogFile file;
        const auto log = DiagnosticLog::open(file.config("info", "json"));
        const std::string nasty = "quote \" brace { line\nend \x01 \xff 中文 {}%n%v";
        (*log)->event(eventOf(EventKind::workerStalled, Severity::critical, {nasty}));
        const auto lines = file.lines();
        QCOMPARE(lines.size(), 1);
        QJsonParseError error{};
        const QJsonObject line = QJsonDocument::fromJson(lines[0], &error).object();
        QCOMPARE(error.error, QJsonParseError::NoError);
        QCOMPARE(line.value("event").toString().toStdString(), std::string(eventKindName(EventKind::workerStalled)));
        QCOMPARE(line.value("level").toString(), QString("critical"));
        QVERIFY(line.value("message").toString().contains(QString::fromUtf8("中文 {}%n%v")));
        QVERIFY(line.value("time_ms").toDouble() > 1.6e12);
    }
    void theLevelIsObeyed() {
        LogFile file;
        const auto log = DiagnosticLog::open(file.config("error", "text"));
        (*log)->info("small talk");
        (*log)->warn(makeError(ErrorCode::fileRead, {"x"}));
        (*log)->event(eventOf(EventKind::engineFailed, Severity::critical));
        QCOMPARE(file.lines().size(), 1);
    }
    void aFileThatCannotBeOpenedIsAnError() {
        LogConfig config;
        config.file = "/proc/nowhere/mirror.log";
        const auto log = DiagnosticLog::open(config);
        QCOMPARE(log.error().code, ErrorCode::fileWrite);
        QCOMPARE(log.error().args, std::vector<std::string>{config.file});
        QVERIFY(!log.error().cause.empty());
    }
    void linesOfManyThreadsStayWhole() {
        LogFile file;
        const auto log = DiagnosticLog::open(file.config("info", "json"));
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&] {
                for (int i = 0; i < 100; ++i) (*log)->info(std::string(200, 'x'));
            });
        for (std::thread& thread : threads) thread.join();
        const auto lines = file.lines();
        QCOMPARE(lines.size(), 400);
        for (const QByteArray& line : lines) QVERIFY(!QJsonDocument::fromJson(line).isNull());
    }
};

MIRROR_TEST(TstDiagnosticLog, tst_diagnostic_log)
#include "tst_diagnostic_log.moc"
