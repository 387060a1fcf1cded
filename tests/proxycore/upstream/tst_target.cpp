#include "upstream/target.h"

#include "support/run_test.h"

using namespace mirror;
using upstream::makeTarget;

namespace {
Result<std::shared_ptr<const upstream::Target>> targetOf(const QString& url) {
    UpstreamConfig config;
    config.name = "up";
    config.baseUrl = url.toStdString();
    return makeTarget(config, {});
}
}  // namespace

class TstTarget : public QObject {
    Q_OBJECT
private slots:
    void takesAUrlApart_data() {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("tls");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::addColumn<QString>("hostField");
        QTest::addColumn<QString>("prefix");
        QTest::newRow("usual") << "https://api.deepseek.com/v1" << true << "api.deepseek.com" << 443 << "api.deepseek.com" << "/v1";
        QTest::newRow("no path") << "https://api.deepseek.com" << true << "api.deepseek.com" << 443 << "api.deepseek.com" << "";
        QTest::newRow("root") << "https://api.deepseek.com/" << true << "api.deepseek.com" << 443 << "api.deepseek.com" << "";
        QTest::newRow("trailing slashes") << "https://a.b/compatible-mode/v1//" << true << "a.b" << 443 << "a.b" << "/compatible-mode/v1";
        QTest::newRow("plain with port") << "http://127.0.0.1:9001/v1" << false << "127.0.0.1" << 9001 << "127.0.0.1:9001" << "/v1";
        QTest::newRow("plain") << "http://vllm/v1" << false << "vllm" << 80 << "vllm" << "/v1";
        QTest::newRow("usual port spelt out") << "https://a.b:443/v1" << true << "a.b" << 443 << "a.b:443" << "/v1";
        QTest::newRow("IPv6") << "http://[::1]/v1" << false << "::1" << 80 << "[::1]" << "/v1";
        QTest::newRow("IPv6 with port") << "http://[2001:db8::1]:8000/v1" << false << "2001:db8::1" << 8000 << "[2001:db8::1]:8000" << "/v1";
        QTest::newRow("underscore, as compose names have") << "http://my_ollama:11434/v1" << false << "my_ollama" << 11434 << "my_ollama:11434" << "/v1";
    }
    void takesAUrlApart() {
        QFETCH(QString, url);
        const auto target = targetOf(url);
        QVERIFY(target.has_value());
        QTEST((*target)->tls != nullptr, "tls");
        QTEST(QString::fromStdString((*target)->host), "host");
        QTEST(int((*target)->port), "port");
        QTEST(QString::fromStdString((*target)->hostField), "hostField");
        QTEST(QString::fromStdString((*target)->pathPrefix), "prefix");
    }
    void refusesWhatIsNoBaseUrl_data() {
        QTest::addColumn<QString>("url");
        for (const char* url : {"", "api.deepseek.com", "ftp://a.b/v1", "https:/a.b", "https://", "https:///v1", "http://:80/v1", "http://a.b:/v1", "http://a.b:0/v1",
                                "http://a.b:65536/v1", "http://a.b:+80/v1", "http://a.b:80x/v1", "http://user:key@a.b/v1", "https://a.b/v1?key=1", "https://a.b/v1#x",
                                "http://a b/v1", "http://a.b\\evil/v1", "http://[::1/v1", "http://::1/v1", "http://[::1]x/v1", "http://[]/v1", "http://[name]/v1",
                                "http://[fe80::1%eth0]/v1", "http://a.b\r\nX: y/v1", "http://a\tb/v1", "http://a.b/v1\nx", "http://例子.cn/v1", "http://a:b:80/v1"})
            QTest::addRow("'%s'", url) << QString::fromUtf8(url);
        for (const char* url : {"http://169.254.169.254/v1", "http://100.100.100.200:80/v1", "http://[fe80::1]/v1", "http://[fd00:ec2::254]/v1", "https://[::ffff:169.254.169.254]/v1"})
            QTest::addRow("never contacted: %s", url) << QString::fromUtf8(url);
    }
    void refusesWhatIsNoBaseUrl() {
        QFETCH(QString, url);
        const auto target = targetOf(url);
        QVERIFY(!target.has_value());
        QCOMPARE(target.error().code, ErrorCode::configValue);
        QCOMPARE(target.error().args.front(), std::string("upstreams[].base_url"));
    }
    void aCaFileThatCannotBeReadIsTold() {
        UpstreamConfig config;
        config.baseUrl = "https://a.b/v1";
        config.caFile = "/nonexistent/ca.pem";
        QCOMPARE(makeTarget(config, {}).error().code, ErrorCode::certificateInvalid);
        config.baseUrl = "http://a.b/v1";  // not needed there
        QVERIFY(makeTarget(config, {}).has_value());
    }
    void connectionsAreSharedOnlyBetweenEquals() {
        const auto key = [](const char* url, const char* ca = "") {
            UpstreamConfig config;
            config.baseUrl = url;
            config.caFile = ca;
            return (*makeTarget(config, {}))->poolKey;
        };
        QCOMPARE(key("http://a.b/v1"), key("http://a.b/v2"));
        QVERIFY(key("http://a.b/v1") != key("https://a.b/v1"));
        QVERIFY(key("http://a.b/v1") != key("http://a.b:8080/v1"));
        QVERIFY(key("http://a.b/v1") != key("http://a.c/v1"));
        QVERIFY(key("http://a.b/v1") != key("http://a.b/v1", "other.pem"));
    }
    void pathsOfOursBecomePathsOfTheirs_data() {
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("expected");
        QTest::newRow("usual") << "http://a/v1" << "/v1/chat/completions" << "" << "/v1/chat/completions";
        QTest::newRow("other prefix") << "http://a/api/v3" << "/v1/chat/completions" << "" << "/api/v3/chat/completions";
        QTest::newRow("no prefix") << "http://a" << "/v1/embeddings" << "" << "/embeddings";
        QTest::newRow("query kept") << "http://a/v1" << "/v1/files" << "limit=2&after=x%20y" << "/v1/files?limit=2&after=x%20y";
        QTest::newRow("only the first /v1") << "http://a/v1" << "/v1/files/v1/x" << "" << "/v1/files/v1/x";
    }
    void pathsOfOursBecomePathsOfTheirs() {
        QFETCH(QString, base);
        QFETCH(QString, path);
        QFETCH(QString, query);
        const auto target = targetOf(base);
        const std::string ours = path.toStdString(), asked = query.toStdString();  // the parts are views of these
        std::string theirs;
        for (const std::string_view part : upstream::targetPath(**target, ours, asked)) theirs += part;
        QTEST(QString::fromStdString(theirs), "expected");
    }
};

MIRROR_TEST(TstTarget, tst_target)
#include "tst_target.moc"
