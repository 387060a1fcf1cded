#include "support/run_test.h"

#include "mask/id_number.h"
#include "samples.h"

using namespace mirror;
using namespace mirror::mask;
using namespace mirror::mask::test;
using namespace std::chrono;

namespace {

constexpr sys_days kToday = 2026y / 11 / 23;

}  // namespace

class TestIdNumber : public QObject {
    Q_OBJECT
private slots:
    void knowsTheCheckCharacterOfTheStandardsExample() {
        QCOMPARE(checkCharacter("11010519491231002"), 'X');  // GB 11643-1999, appendix
        QCOMPARE(checkCharacter("44052418800101001"), '4');
    }
    void knowsTheProvincesOfTheStandard() {
        int known = 0;
        for (int code = 0; code < 100; ++code) {
            const std::string text = {static_cast<char>('0' + code / 10), static_cast<char>('0' + code % 10)};
            known += isProvince(text) ? 1 : 0;
        }
        for (const char* code : {"11", "15", "21", "31", "37", "46", "50", "54", "65", "71", "81", "82", "83", "91"}) QVERIFY2(isProvince(code), code);
        for (const char* code : {"00", "10", "16", "24", "30", "38", "47", "55", "66", "72", "80", "84", "90", "99"}) QVERIFY2(!isProvince(code), code);
        QCOMPARE(known, 36 + 5);  // 92 to 96: foreigners with permanent residence
    }
    void aBirthdayIsARealDayThatHasCome() {
        for (const char* day : {"19000101", "20000229", "19851231", "20261123"}) QVERIFY2(isBirthday(day, kToday), day);
        for (const char* day : {"18991231", "19000229", "20261124", "20230431", "19851301", "19850001", "19850100"}) QVERIFY2(!isBirthday(day, kToday), day);
    }
    void strictAsksForEverythingLooseForHalf() {
        QVERIFY(isResidentId("11010519491231002X", true, kToday));
        QVERIFY(isResidentId("11010519491231002x", true, kToday));
        QVERIFY(!isResidentId("110105194912310021", true, kToday));
        QVERIFY(isResidentId("110105194912310021", false, kToday));   // mistyped
        QVERIFY(!isResidentId("990105194912310021", false, kToday));
        std::string noDay = "11010519490231002";
        noDay += checkCharacter(noDay);
        QVERIFY(!isResidentId(noDay, true, kToday));
        QVERIFY(isResidentId(noDay, false, kToday));
    }
    void theOldFormNeedsRegionAndDay() {
        QVERIFY(isOldResidentId("110105491231002"));
        QVERIFY(!isOldResidentId("110105491331002"));
        QVERIFY(!isOldResidentId("119905491231002"));
        QVERIFY(!isOldResidentId("110100491231002"));
        QCOMPARE(found("号码110105491231002。"), "[id]110105491231002");
    }
    void everyValidNumberIsFoundWhole() {
        Samples samples;
        int missed = 0;
        for (int i = 0; i < 100'000; ++i) missed += isFoundWhole(samples.around(), samples.residentId(), samples.around(), PiiKind::id) ? 0 : 1;
        QCOMPARE(missed, 0);
    }
    void partedAndFullWidthNumbersAreFoundWhole() {
        Samples samples;
        for (int i = 0; i < 5'000; ++i) {
            const std::string id = samples.residentId();
            for (const std::string& text : {fullWidth(id), grouped(id, {6, 8}, " "), grouped(id, {6, 4, 4}, "-"), grouped(id, {4, 4, 4, 4}, " "), grouped(fullWidth(id), {18, 24}, "　")})
                QVERIFY2(isFoundWhole("身份证号", text, "。", PiiKind::id), text.c_str());
        }
    }
    void everyNumberOfTheOldFormIsFoundWhole() {
        Samples samples;
        for (int i = 0; i < 20'000; ++i) {
            const std::string id = samples.oldResidentId();
            QVERIFY2(isFoundWhole(samples.around(), id, samples.around(), PiiKind::id), id.c_str());
        }
    }
    void aSmallXEndsANumberToo() {
        QCOMPARE(found("证件11010519491231002x，"), "[id]11010519491231002x");
        QCOMPARE(found("11010519491231002Ｘ"), "[id]11010519491231002Ｘ");
    }
    void randomNumbersOf18DigitsAreHardlyEverFound() {
        Samples samples;
        constexpr int kNumbers = 1'000'000;
        int hits = 0;
        for (int i = 0; i < kNumbers; ++i) hits += found(samples.digits(18)).empty() ? 0 : 1;
        qInfo("found in %d random 18-digit numbers: %d (%.5f %%)", kNumbers, hits, hits * 100.0 / kNumbers);
        QVERIFY(hits <= kNumbers / 10'000);  // 0.01 %
    }
    void oneWrongDigitIsSeenByTheCheckCharacter() {
        Samples samples;
        for (int i = 0; i < 5'000; ++i) {
            std::string id = samples.residentId();
            char& digit = id[samples.below(17)];
            digit = static_cast<char>('0' + (digit - '0' + 1 + static_cast<int>(samples.below(9))) % 10);
            QVERIFY2(!isResidentId(id, true, kToday), id.c_str());
        }
    }
    void aPieceOfALongerNumberIsNoId() {
        QCOMPARE(found("111010519491231002X"), "");
        QCOMPARE(found("11010519491231002X1"), "");
        QCOMPARE(found("4405241988010100141"), "");
        QCOMPARE(found("a11010519491231002X"), "");
        QCOMPARE(found("3f4e110105491231002ab"), "");
    }
};

MIRROR_TEST(TestIdNumber, tst_id_number)
#include "tst_id_number.moc"
