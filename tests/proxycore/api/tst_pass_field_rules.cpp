#include <vector>

#include "proxycore/api/config_io.h"
#include "support/run_test.h"

using namespace mirror;

namespace {

std::vector<ConfigProblem> problemsOf(std::vector<std::string> names) {
    Config config = defaultConfig();
    config.http.passFields = std::move(names);
    return validateConfig(config);
}

}  // namespace

class TstPassFieldRules : public QObject {
    Q_OBJECT
private slots:
    void ordinaryNamesMayPass() { QVERIFY(problemsOf({"x-trace-id", "X-Tenant", "baggage", "anthropic-beta", "Idempotency-Key", "!#$%&'*+-.^_`|~9"}).empty()); }
    void whatMayNotPassIsRefusedWithItsReason_data() {
        QTest::addColumn<QString>("reason");
        const auto add = [](const char* reason, std::initializer_list<const char*> names) {
            for (const char* name : names) QTest::newRow(name) << reason;
        };
        add("no name", {"x y", "x:", "名", "a\x01", "x,y", "\"x\""});
        add("credentials", {"Authorization", "proxy-authorization", "API-Key", "x-api-key", "Cookie", "OpenAI-Organization", "openai-project"});
        add("one connection", {"Connection", "Keep-Alive", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Proxy-Connection"});
        add("writes it itself", {"Host", "Content-Length", "Content-Encoding", "Accept-Encoding", "Expect", "User-Agent"});
        add("caller's network", {"X-Forwarded-For", "x-forwarded-host", "x-forwarded-anything", "X-Real-IP", "Forwarded", "Via", "X-Stainless-Lang"});
        add("passes always", {"Content-Type", "accept", "OpenAI-Beta", "traceparent", "anthropic-version"});
    }
    void whatMayNotPassIsRefusedWithItsReason() {
        QFETCH(QString, reason);
        const auto problems = problemsOf({"x-fine", QTest::currentDataTag()});
        QCOMPARE(problems.size(), std::size_t(1));
        QCOMPARE(problems[0].path, std::string("http.pass_fields"));
        const QString told = QString::fromStdString(problems[0].error.args.at(1));
        const bool isText = told.contains("control characters");  // refused as a text already
        QVERIFY2(told.contains(reason) || isText, qPrintable(told));
        QVERIFY2(isText || told.contains(QString::fromUtf8(QTest::currentDataTag())), qPrintable(told));
    }
    void aNameTwiceIsRefusedWhateverItsCase() {
        const auto problems = problemsOf({"x-trace", "x-other", "X-Trace"});
        QCOMPARE(problems.size(), std::size_t(1));
        QVERIFY(problems[0].error.args.at(1).find("twice") != std::string::npos);
    }
    void aFileThatListsACredentialIsRefused() {
        QVERIFY(!loadConfig("http:\n  pass_fields: [Authorization]\n").problems.empty());
        const LoadedConfig good = loadConfig("http:\n  pass_fields: [x-trace-id, baggage]\n");
        QVERIFY(good.problems.empty());
        QCOMPARE(good.config.http.passFields, (std::vector<std::string>{"x-trace-id", "baggage"}));
    }
};

MIRROR_TEST(TstPassFieldRules, tst_pass_field_rules)
#include "tst_pass_field_rules.moc"
