#include "support/run_test.h"

#include "samples.h"

using namespace mirror::mask;
using namespace mirror::mask::test;

class TestEmailAddress : public QObject {
    Q_OBJECT
private slots:
    void stands_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("pieces");
        const auto row = [](const char* text, const char* pieces) { QTest::newRow(text) << QString(text) << QString(pieces); };
        row("zhang.san@example.com", "[email]zhang.san@example.com");
        row("请发到zhang_san+work@mail.example.com.cn谢谢", "[email]zhang_san+work@mail.example.com.cn");
        row("<a@b.io>", "[email]a@b.io");
        row("write to a@b.com.", "[email]a@b.com");
        row("a@b.com, c@d.org;e@f.net", "[email]a@b.com[email]c@d.org[email]e@f.net");
        row("13812345678@139.com", "[email]13812345678@139.com");
        row("１２３＠ｑｑ．ｃｏｍ", "[email]１２３＠ｑｑ．ｃｏｍ");
        row("mailto:a@b.cn?subject=x", "[email]a@b.cn");
        row("--a@b.cn", "[email]a@b.cn");
        row("a@xn--fiqs8s.xn--fiqs8s", "[email]a@xn--fiqs8s.xn--fiqs8s");
        row("o'neil@example.ie", "[email]o'neil@example.ie");
        row("x@a-b.example-site.org", "[email]x@a-b.example-site.org");
        row("a@b.com.13", "[email]a@b.com");
        row("a@b.com13812345678", "[email]a@b.com[phone]13812345678");
        row("a@mail2.b3.example.cn", "[email]a@mail2.b3.example.cn");
        row("@someone 你好", "");
        row("user@localhost", "");
        row("lodash@4.17.21", "");
        row("icon@2x.png 和 icon@3x.png", "");
        row("a@-b.com", "");
        row("a.@b.com", "");
        row("a@b.c", "");
        row("@Override public", "");
        row("5 @ 3.20", "");
    }
    void stands() {
        QFETCH(QString, text);
        QFETCH(QString, pieces);
        QCOMPARE(QString::fromStdString(found(text.toStdString())), pieces);
    }
    void manyAtSignsCostNoMoreThanTheirLength() {
        std::string text;
        for (int i = 0; i < 200'000; ++i) text += "a@b.";
        std::vector<Found> pieces;
        QElapsedTimer timer;
        timer.start();
        detect(text, {}, pieces);
        QVERIFY2(timer.elapsed() < 5000, "not linear");
    }
};

MIRROR_TEST(TestEmailAddress, tst_email_address)
#include "tst_email_address.moc"
