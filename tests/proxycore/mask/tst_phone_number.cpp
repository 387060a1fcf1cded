#include "support/run_test.h"

#include "samples.h"

using namespace mirror;
using namespace mirror::mask;
using namespace mirror::mask::test;

class TestPhoneNumber : public QObject {
    Q_OBJECT
private slots:
    void isFoundInEveryUsualWriting_data() {
        QTest::addColumn<QString>("text");
        for (const char* text : {"13812345678", "138 1234 5678", "138-1234-5678", "138 12345678", "1381234 5678", "1381 2345 678", "138 - 1234 - 5678", "+8613812345678",
                                 "+86 138 1234 5678", "+86-138-1234-5678", "8613812345678", "86 13812345678", "008613812345678", "0086 138-1234-5678", "(+86)13812345678",
                                 "(86) 138 1234 5678", "（+86）13812345678", "１３８１２３４５６７８", "１３８－１２３４－５６７８", "138\u00A01234\u00A05678", "138‐1234‐5678", "138.1234.5678", "＋８６１３８１２３４５６７８"})
            QTest::newRow(text) << QString(text);
    }
    void isFoundInEveryUsualWriting() {
        QFETCH(QString, text);
        QVERIFY(isFoundWhole("", text.toStdString(), "", PiiKind::phone));
        QVERIFY(isFoundWhole("请拨打", text.toStdString(), "联系我", PiiKind::phone));
        QVERIFY(isFoundWhole("Tel:", text.toStdString(), ".", PiiKind::phone));
        QVERIFY(isFoundWhole("{\"phone\":\"", text.toStdString(), "\"}", PiiKind::phone));
        QVERIFY(isFoundWhole("2026 年，", text.toStdString(), " 2026", PiiKind::phone));
    }
    void stands_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("pieces");
        const auto row = [](const char* text, const char* pieces) { QTest::newRow(text) << QString(text) << QString(pieces); };
        row("手机13812345678或13912345678", "[phone]13812345678[phone]13912345678");
        row("13812345678/13912345678", "[phone]13812345678[phone]13912345678");
        row("13812345678 13912345678", "[phone]13812345678[phone]13912345678");
        row("1.13812345678 2.13912345678", "[phone]13812345678[phone]13912345678");
        row("1、13812345678", "[phone]13812345678");
        row("mobile13812345678", "[phone]13812345678");
        row("phone_13812345678", "[phone]13812345678");
        row("2026-11-23 13812345678 10:00", "[phone]13812345678");
        row("QQ12345 电话138 1234 5678 转 01", "[phone]138 1234 5678");
        row("12812345678", "");            // no such beginning
        row("1381234567", "");             // ten digits
        row("138123456789", "");           // twelve
        row("13 8123 45678", "");          // nobody writes it so
        row("138.1234.56789", "");
        row("138.1234.567", "");
        row("1.138.1234.5678.9", "");
        row("138.12345678", "");           // a fraction
        row("138\n1234\n5678", "");        // lines of a table
        row("1732348800000", "");          // milliseconds
        row("1732348800", "");             // seconds
        row("121.13812345678", "");        // degrees
        row("0.13812345678", "");
        row("13812345678.25", "");
        row("¥13812345678", "");
        row("￥13812345678", "");
        row("13812345678元", "");
        row("a13812345678", "");           // a checksum
        row("13812345678f", "");
        row("550e8400-e29b-41d4-a716-413812345678", "");
        row("550e8400-e29b-41d4-a716-a13812345678", "");
        row("0x13812345678", "");
        row("sha1:da39a13912345678bfef95601890afd80709", "");
    }
    void stands() {
        QFETCH(QString, text);
        QFETCH(QString, pieces);
        QCOMPARE(QString::fromStdString(found(text.toStdString(), true, 1U << static_cast<unsigned>(PiiKind::phone))), pieces);
    }
    void nearlyEveryNumberIsFoundWhole() {
        Samples samples;
        constexpr int kNumbers = 100'000;
        int missed = 0;
        for (int i = 0; i < kNumbers; ++i) {
            std::string number = samples.mobile();
            if (samples.maybe(20)) number = grouped(number, {3, 4}, samples.maybe(50) ? " " : "-");
            if (samples.maybe(10)) number = (samples.maybe(50) ? "+86" : "86 ") + number;
            if (samples.maybe(10)) number = fullWidth(number);
            const std::string before = samples.around();
            const std::string behind = samples.around();
            if (isFoundWhole(before, number, behind, PiiKind::phone)) continue;
            ++missed;
            qInfo("missed: %s", (before + number + behind).c_str());
        }
        qInfo("missed of %d: %d", kNumbers, missed);
        QVERIFY(missed <= kNumbers / 1000);
    }
    void millisecondsAreNoPhoneNumbers() {
        Samples samples;
        for (int i = 0; i < 100'000; ++i) {
            const std::string time = std::to_string(1'000'000'000'000 + static_cast<long long>(samples.below(1'000'000'000)) * 1000 + static_cast<long long>(samples.below(1000)));
            const std::string text = samples.around() + time + "毫秒";
            QVERIFY2(found(text).empty() && found(text, false).empty(), time.c_str());
        }
    }
    void theIdWinsOverThePhoneInIt() {
        QCOMPARE(found("440106199001138123").empty(), true);
        Samples samples;
        for (int i = 0; i < 20'000; ++i) {
            const std::string id = samples.residentId();
            QVERIFY2(isFoundWhole("", id, "", PiiKind::id), id.c_str());
        }
    }
};

MIRROR_TEST(TestPhoneNumber, tst_phone_number)
#include "tst_phone_number.moc"
