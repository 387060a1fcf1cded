#include "proxycore/api/src/address_rules.h"
#include "support/run_test.h"

using namespace mirror::fields;

class TstAddressRules : public QObject {
    Q_OBJECT
private slots:
    void takesBaseUrls_data() {
        QTest::addColumn<QString>("url");
        for (const char* url : {"https://api.openai.com/v1", "http://127.0.0.1:9001/v1", "https://[2001:db8::1]:8443", "http://[::1]/", "HTTPS://A.example",
                                "https://dashscope.aliyuncs.com/compatible-mode/v1", "http://10.1.2.3", "https://a.example/%7Ex/v1", "http://vllm_1:8000", "https://a.example."})
            QTest::newRow(url) << url;
    }
    void takesBaseUrls() {
        QFETCH(QString, url);
        QCOMPARE(QString::fromStdString(whyNoBaseUrl(url.toStdString())), QString());
    }
    void refusesBaseUrls_data() {
        QTest::addColumn<QString>("url");
        for (const char* url :
             {"", "api.openai.com", "ftp://a.example", "https://", "https:///v1", "https://a.example?x=1", "https://a.example/v1#f", "https://u:p@a.example",
              "https://a.example:0", "https://a.example:65536", "https://a.example:", "https://a.example:80a", "https://a b.example", "https://[::1", "https://[127.0.0.1]",
              "https://[::1]x", "https://::1/v1", "https://a..b", "https://.a", "https://a.example/../x", "https://a.example/./x", "https://a.example/x y",
              "https://a.example/\xe8\xaf\x8d", "https://exa\xc3\xa4mple.de", "https://a.example\\@b",
              // link-local and metadata in all their spellings
              "http://169.254.169.254/latest", "http://[fe80::1]/", "http://[::ffff:169.254.169.254]/", "http://[64:ff9b::a9fe:a9fe]", "http://2852039166/",
              "http://0xa9fea9fe/", "http://0xa9.254.169.254/", "http://0251.0376.0251.0376", "http://169.254.43518/", "http://100.100.100.200/", "http://[fd00:ec2::254]/",
              "http://metadata.google.internal/", "http://METADATA.google.internal./", "http://0.0.0.0:80", "http://[::]/", "http://224.0.0.1/", "http://[ff02::1]/",
              "http://255.255.255.255", "http://192.0.0.192", "http://127.1", "http://256.1.1.1", "http://1.2.3.4.5"})
            QTest::newRow(url) << url;
    }
    void refusesBaseUrls() {
        QFETCH(QString, url);
        QVERIFY(!whyNoBaseUrl(url.toStdString()).empty());
    }
    void networksHaveNoBitsBehindTheirPrefix() {
        for (const char* text : {"10.0.0.0/8", "10.1.2.3", "10.1.2.3/32", "0.0.0.0/0", "::/0", "2001:db8::/32", "::1"}) QVERIFY2(whyNoNetwork(text).empty(), text);
        for (const char* text : {"", "10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8/8", "a/8", "::1/64", "::/129", "10.0.0.0/ 8", "10.0.0/8", "10.0.0.0/0x8"})
            QVERIFY2(!whyNoNetwork(text).empty(), text);
    }
    void listenersTakeLiteralsOnly() {
        for (const char* text : {"127.0.0.1", "0.0.0.0", "::", "::1"}) QVERIFY(whyNoListenAddress(text).empty());
        for (const char* text : {"", "localhost", "127.0.0.1:80", "[::1]", "127.1", "*", "fe80::1%eth0"}) QVERIFY(!whyNoListenAddress(text).empty());
    }
    void originsAreSchemeAndHostOnly() {
        for (const char* text : {"*", "https://a.example", "http://localhost:3000", "chrome-extension://abc"}) QVERIFY2(whyNoOrigin(text).empty(), text);
        for (const char* text : {"", "a.example", "https://", "https://a.example/", "https://a.example/x", "https://u@a.example", "https://*.a.example", "null", "HTTPS://a"})
            QVERIFY2(!whyNoOrigin(text).empty(), text);
    }
    void namesFitLabelsAndHeaders() {
        QVERIFY(whyNoName("Deep-Seek_1.b").empty());
        for (const char* text : {"", "a b", "a\"", "通义", "a\r\n", "a/b"}) QVERIFY(!whyNoName(text).empty());
    }
};

MIRROR_TEST(TstAddressRules, tst_address_rules)
#include "tst_address_rules.moc"
