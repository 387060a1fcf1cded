#include "net/address.h"

#include "support/run_test.h"

using mirror::net::Address;

class TstAddress : public QObject {
    Q_OBJECT
private slots:
    void parsesLiteralsOnly_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        QTest::newRow("v4") << "127.0.0.1" << "127.0.0.1:80";
        QTest::newRow("v6") << "::1" << "[::1]:80";
        QTest::newRow("v6 in brackets") << "[2001:db8::7]" << "[2001:db8::7]:80";
        QTest::newRow("v6 any case") << "2001:DB8::A" << "[2001:db8::a]:80";
        QTest::newRow("mapped") << "::ffff:10.1.2.3" << "10.1.2.3:80";
        for (const char* bad : {"", "localhost", "127.0.0.1.5", "127.1", "1", "0x7f000001", "127.0.0.1 ", "::1%lo", "[::1", "::1]", "[]", "127.0.0.1:80"})
            QTest::addRow("not '%s'", bad) << bad << "";
    }
    void parsesLiteralsOnly() {
        QFETCH(QString, text);
        QFETCH(QString, shown);
        const auto address = Address::parse(text.toStdString(), 80);
        QCOMPARE(address ? QString::fromStdString(address->text()) : QString(), shown);
    }
    void thePortCanBeChanged() {
        for (const char* text : {"10.0.0.1", "::1"}) {
            auto address = Address::parse(text, 80);
            address->setPort(65535);
            QCOMPARE(address->port(), std::uint16_t(65535));
        }
    }
    void neverContactsLinkLocalOrMetadata_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("forbidden");
        for (const char* text : {"169.254.169.254", "169.254.0.0", "169.254.255.255", "100.100.100.200", "fe80::1", "febf::1", "fd00:ec2::254", "::ffff:169.254.169.254",
                                 "::ffff:100.100.100.200"})
            QTest::addRow("%s is refused", text) << text << true;
        for (const char* text : {"169.253.255.255", "169.255.0.0", "100.100.100.199", "100.100.100.201", "127.0.0.1", "10.0.0.1", "192.168.1.1", "fec0::1", "fd00:ec2::253",
                                 "::1", "2001:db8::1", "8.8.8.8"})
            QTest::addRow("%s is not", text) << text << false;
    }
    void neverContactsLinkLocalOrMetadata() {
        QFETCH(QString, text);
        QTEST(Address::parse(text.toStdString(), 443)->isForbiddenUpstream(), "forbidden");
    }
    void knowsItsNetworks_data() {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("range");
        QTest::addColumn<bool>("within");
        const auto row = [](const char* address, const char* range, bool within) {
            QTest::addRow("%s %s %s", address, within ? "in" : "not in", range) << address << range << within;
        };
        row("10.1.2.3", "10.0.0.0/8", true);
        row("11.0.0.0", "10.0.0.0/8", false);
        row("10.255.255.255", "10.0.0.0/8", true);
        row("192.168.1.7", "192.168.1.7", true);
        row("192.168.1.8", "192.168.1.7", false);
        row("192.168.1.7", "192.168.1.6/31", true);
        row("192.168.1.8", "192.168.1.6/31", false);
        row("192.168.1.127", "192.168.1.0/25", true);
        row("192.168.1.128", "192.168.1.0/25", false);
        row("1.2.3.4", "0.0.0.0/0", true);
        row("::1", "0.0.0.0/0", false);
        row("::1", "::1", true);
        row("::2", "::1", false);
        row("::1", "::/0", true);
        row("2001:db8:1::5", "2001:db8::/32", true);
        row("2001:db9::", "2001:db8::/32", false);
        row("febf::1", "fe80::/10", true);
        row("::ffff:10.9.9.9", "10.0.0.0/8", true);
        row("10.9.9.9", "::ffff:10.0.0.0/104", true);
        row("10.0.0.1", "10.0.0.0/33", false);
        row("::1", "::1/129", false);
        row("10.0.0.1", "10.0.0.0/", false);
        row("10.0.0.1", "10.0.0.0/x", false);
        row("10.0.0.1", "10.0.0.0/-1", false);
        row("10.0.0.1", "intranet/8", false);
        row("10.0.0.1", "", false);
        row("10.0.0.1", "10.0.0.0/18446744073709551615", false);
    }
    void knowsItsNetworks() {
        QFETCH(QString, address);
        QFETCH(QString, range);
        QTEST(Address::parse(address.toStdString(), 1)->isWithin(range.toStdString()), "within");
    }
};

MIRROR_TEST(TstAddress, tst_address)
#include "tst_address.moc"
