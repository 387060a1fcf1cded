#include "support/run_test.h"

#include "samples.h"

using namespace mirror::mask;
using namespace mirror::mask::test;

class TestPapers : public QObject {
    Q_OBJECT
private slots:
    void passports_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("pieces");
        const auto row = [](const char* text, const char* pieces) { QTest::newRow(text) << QString(text) << QString(pieces); };
        row("护照号E12345678。", "[passport]E12345678");
        row("E12345678", "[passport]E12345678");
        row("EA1234567", "[passport]EA1234567");
        row("G12345678，", "[passport]G12345678");
        row("Ｅ１２３４５６７８", "[passport]Ｅ１２３４５６７８");
        row("护照 D12345678", "[passport]D12345678");
        row("Passport No. P12345678", "[passport]P12345678");
        row("护照:SE1234567", "[passport]SE1234567");
        row("港澳通行证C12345678", "[passport]C12345678");
        row("护照e12345678", "[passport]e12345678");
        row("护照E20261123", "[passport]E20261123");
        row("D12345678", "");
        row("E20261123", "");       // a part's number
        row("e12345678", "");
        row("E123456789", "");
        row("E1234567", "");
        row("EI1234567", "");
        row("XE12345678", "");
        row("E12345678A", "");
        row("TX-E12345678", "");
        row("1E12345678", "");
    }
    void passports() {
        QFETCH(QString, text);
        QFETCH(QString, pieces);
        QCOMPARE(QString::fromStdString(found(text.toStdString())), pieces);
    }
    void looseNeedsNoWordBeforeAPassport() {
        QCOMPARE(found("D12345678", false), "[passport]D12345678");
        QCOMPARE(found("E20261123", false), "[passport]E20261123");
    }
    void plates_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("pieces");
        const auto row = [](const char* text, const char* pieces) { QTest::newRow(text) << QString(text) << QString(pieces); };
        row("京A12345", "[plate]京A12345");
        row("车牌粤B·8G2T6违停", "[plate]粤B·8G2T6");
        row("沪AD12345", "[plate]沪AD12345");
        row("苏E12345D，", "[plate]苏E12345D");
        row("浙A 12345", "[plate]浙A 12345");
        row("川a8k2n6", "[plate]川a8k2n6");
        row("鲁Ｂ１２３４５", "[plate]鲁Ｂ１２３４５");
        row("冀D1234挂", "[plate]冀D1234挂");
        row("粤Z1234港", "[plate]粤Z1234港");
        row("京A1234", "");
        row("京A1234567", "");
        row("京I12345", "");
        row("京AO1234", "");
        row("京A123456", "");     // six digits: no car has them
        row("京ABCDE", "");
        row("新UI12345", "");
        row("最新A股", "");
        row("中A12345", "");
    }
    void plates() {
        QFETCH(QString, text);
        QFETCH(QString, pieces);
        QCOMPARE(QString::fromStdString(found(text.toStdString())), pieces);
    }
};

MIRROR_TEST(TestPapers, tst_papers)
#include "tst_papers.moc"
