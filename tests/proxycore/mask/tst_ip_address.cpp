#include "support/run_test.h"

#include "samples.h"

using namespace mirror::mask;
using namespace mirror::mask::test;

class TestIpAddress : public QObject {
    Q_OBJECT
private slots:
    void stands_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("pieces");
        const auto row = [](const char* text, const char* pieces) { QTest::newRow(text) << QString(text) << QString(pieces); };
        row("服务器192.168.1.17不通", "[ip]192.168.1.17");
        row("http://10.0.0.5:8080/x", "[ip]10.0.0.5");
        row("203.0.113.9/24", "[ip]203.0.113.9");
        row("ping 203.0.113.9.", "[ip]203.0.113.9");
        row("ｉｐ：１９２．１６８．１．１７", "[ip]１９２．１６８．１．１７");
        row("127.0.0.1 localhost", "");
        row("0.0.0.0", "");
        row("255.255.255.0", "");
        row("3.2.1.7", "");
        row("v10.11.12.13", "");
        row("version 10.11.12.13", "");
        row("版本：10.11.12.13", "");
        row("10.0.19045.1", "");
        row("01.02.03.04", "");
        row("1.10.100.256", "");
        row("192.168.1.17.5", "");
        row("5.192.168.1.17", "");
        row("192.168.1", "");
        row("地址2001:db8::1。", "[ip]2001:db8::1");
        row("地址：2001:0DB8:0000:0000:0000:0000:0000:0001", "[ip]2001:0DB8:0000:0000:0000:0000:0000:0001");
        row("IP:2408:8000:1010::8, 备用", "[ip]2408:8000:1010::8");
        row("http://[fe80::1ff:fe23:4567:890a]/", "[ip]fe80::1ff:fe23:4567:890a");
        row("fd12:3456:789a:1::1:", "[ip]fd12:3456:789a:1::1");
        row("2001:db8::192.168.0.17", "[ip]2001:db8::192.168.0.17");
        row("2001:db8::", "[ip]2001:db8::");
        row("::1", "");
        row("std::u8string ec::f64 dead::beef", "");
        row("00:1A:2B:3C:4D:5E", "");
        row("aa:bb:cc:dd:ee:ff:00:11", "");
        row("12:30:45", "");
        row("2026:11:23", "");
        row("2001:db8::1::2", "");
        row("2001:db8::12345", "");
        row("1:2:3:4:5:6:7:8:9", "");
    }
    void stands() {
        QFETCH(QString, text);
        QFETCH(QString, pieces);
        QCOMPARE(QString::fromStdString(found(text.toStdString())), pieces);
    }
    void looseTakesWhatMayBeAVersion() {
        QCOMPARE(found("3.2.1.7", false), "[ip]3.2.1.7");
        QCOMPARE(found("version 10.11.12.13", false), "[ip]10.11.12.13");
    }
    void manyColonsCostNoMoreThanTheirLength() {
        const std::string text(1'000'000, ':');
        std::vector<Found> pieces;
        QElapsedTimer timer;
        timer.start();
        detect(text + "1", {}, pieces);
        QVERIFY2(timer.elapsed() < 5000, "not linear");
        QVERIFY(pieces.empty());
    }
};

MIRROR_TEST(TestIpAddress, tst_ip_address)
#include "tst_ip_address.moc"
