#include "support/run_test.h"

#include "mask/card_number.h"
#include "samples.h"

using namespace mirror;
using namespace mirror::mask;
using namespace mirror::mask::test;

class TestCardNumber : public QObject {
    Q_OBJECT
private slots:
    void knowsTheTestNumbersOfTheIssuers_data() {
        QTest::addColumn<QString>("number");
        for (const char* number : {"4111111111111111", "4222222222222", "5555555555554444", "2223003122003222", "378282246310005", "371449635398431", "3530111333300000",
                                   "30569309025904", "38520000023237", "6011111111111117", "6200000000000005", "6216261000000000018", "6250941006528599", "3566002020360505"})
            QTest::newRow(number) << QString(number);
    }
    void knowsTheTestNumbersOfTheIssuers() {
        QFETCH(QString, number);
        const std::string text = number.toStdString();
        QVERIFY(hasIssuer(text));
        QVERIFY(hasLuhnDigit(text));
        QVERIFY(isFoundWhole("卡号", text, "，", PiiKind::card));
    }
    void isFoundParted() {
        QCOMPARE(found("4111 1111 1111 1111"), "[card]4111 1111 1111 1111");
        QCOMPARE(found("4111-1111-1111-1111。"), "[card]4111-1111-1111-1111");
        QCOMPARE(found("3782 822463 10005"), "[card]3782 822463 10005");
        QCOMPARE(found("４１１１１１１１１１１１１１１１"), "[card]４１１１１１１１１１１１１１１１");
        QCOMPARE(found("411 11111 1111 1111 1"), "");
    }
    void whatIsNoCardStays() {
        QCOMPARE(found("4111111111111112"), "");      // check digit
        QCOMPARE(found("1732348800000"), "");         // milliseconds
        QCOMPARE(found("41111111111111110"), "");     // longer
        QCOMPARE(found("order-4111111111111111x9"), "");
        QCOMPARE(found("¥4111111111111111"), "");
        QCOMPARE(found("4111111111111111.5"), "");
    }
    void looseTakesWhatHasACheckDigitAndABanksFirstDigit() {
        QCOMPARE(found("9111111111111111"), "");
        std::string number = "911111111111111";
        for (char last = '0'; last <= '9'; ++last)
            if (hasLuhnDigit(number + last)) number += last;
        QCOMPARE(number.size(), std::size_t{16});
        QCOMPARE(found(number), "");
        QCOMPARE(found(number, false), "[card]" + number);
        QCOMPARE(found("1732348800001", false), "");
    }
    void everyCardIsFoundWhole() {
        Samples samples;
        for (int i = 0; i < 20'000; ++i) {
            const std::string card = samples.card();
            QVERIFY2(isFoundWhole(samples.around(), card, samples.around(), PiiKind::card), card.c_str());
        }
    }
    void orderNumbersThatBeginWithADateStay() {
        Samples samples;
        for (std::size_t size = 16; size <= 19; ++size)
            for (int i = 0; i < 20'000; ++i) {
                const std::string order = "202" + std::to_string(samples.below(7)) + std::to_string(10 + samples.below(3)) + std::to_string(10 + samples.below(20)) + samples.digits(size - 8);
                QVERIFY2(found("订单号" + order).empty(), order.c_str());
            }
    }
    void randomNumbersAreRarelyCards() {
        Samples samples;
        const std::array<double, 4> most{0.03, 0.002, 0.0001, 0.02};  // 16 digits: a quarter has an issuer, a tenth of it the check digit
        for (std::size_t size = 16; size <= 19; ++size) {
            constexpr int kNumbers = 50'000;
            int hits = 0;
            for (int i = 0; i < kNumbers; ++i) hits += found(samples.digits(size)).empty() ? 0 : 1;
            qInfo("found in random numbers of %zu digits: %.3f %%", size, hits * 100.0 / kNumbers);
            QVERIFY(hits <= kNumbers * most[size - 16]);
        }
    }
};

MIRROR_TEST(TestCardNumber, tst_card_number)
#include "tst_card_number.moc"
