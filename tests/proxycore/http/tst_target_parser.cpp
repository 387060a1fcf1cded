#include "http/target_parser.h"
#include "support/run_test.h"

using namespace mirror::http;

class TstTargetParser : public QObject {
    Q_OBJECT
private slots:
    void splitsTargets_data() {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("expected");  // path|query|host, or the rule broken
        const auto row = [](const char* method, const char* target, const char* expected) { QTest::newRow(target) << method << target << expected; };
        row("GET", "/v1/models", "/v1/models||");
        row("GET", "/v1/models?a=b&c=?", "/v1/models|a=b&c=?|");
        row("GET", "/?", "/||");
        row("GET", "//double", "//double||");
        row("GET", "http://h:1/p?q", "/p|q|h:1");
        row("GET", "HTTPS://h", "/||h");
        row("GET", "https://h?q", "/|q|h");
        row("OPTIONS", "*", "*||");
        row("CONNECT", "h:443", "h:443||h:443");
        row("GET", "*", "target is neither a path nor a URL");
        row("GET", "v1/models", "target is neither a path nor a URL");
        row("GET", "ftp://h/p", "target is neither a path nor a URL");
        row("GET", "http://", "target is neither a path nor a URL");
        row("GET", "http:///p", "malformed authority in the target");
        row("GET", "http://u:p@h/p", "malformed authority in the target");
        row("GET", "http://a,b/p", "malformed authority in the target");
        row("GET", "http://h\\x/p", "malformed authority in the target");
        row("CONNECT", "/p", "malformed authority in the target");
        row("GET", "/a#b", "target with a fragment");
        row("GET", "/a\x7F", "target with controls, spaces or bytes outside ASCII");
        row("GET", "/\xE9\x95\x9C", "target with controls, spaces or bytes outside ASCII");
    }
    void splitsTargets() {
        QFETCH(QString, method);
        QFETCH(QString, target);
        QFETCH(QString, expected);
        const std::string methodText = method.toStdString();
        const std::string targetText = target.toStdString();
        RequestHead head;
        head.method = methodText;
        head.target = targetText;
        if (const char* broken = splitTarget(head)) {
            QCOMPARE(QString(broken), expected);
            return;
        }
        const auto text = [](std::string_view part) { return QString::fromUtf8(part.data(), static_cast<qsizetype>(part.size())); };
        QCOMPARE(text(head.path) + "|" + text(head.query) + "|" + text(head.host), expected);
    }
};

MIRROR_TEST(TstTargetParser, tst_target_parser)
#include "tst_target_parser.moc"
