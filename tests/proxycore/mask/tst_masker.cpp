#include "support/run_test.h"

#include "mask/masker.h"
#include "mask/restorer.h"
#include "samples.h"

using namespace mirror;
using namespace mirror::mask;
using namespace mirror::mask::test;

namespace {

std::string masked(Masker& masker, std::string_view text) {
    std::string out;
    return masker.mask(text, out) ? out : std::string(text);
}

std::string restored(const Masker& masker, std::string_view text) {
    const Restorer restorer(masker.names());
    std::vector<Restorer::Place> places;
    restorer.find(text, true, places);
    std::string out;
    std::size_t done = 0;
    for (const Restorer::Place& place : places) {
        out.append(text.substr(done, place.begin - done)).append(*place.original);
        done = place.end;
    }
    return out.append(text.substr(done));
}

}  // namespace

class TestMasker : public QObject {
    Q_OBJECT
private slots:
    void numbersTheValuesOfAKind() {
        Masker masker({});
        QCOMPARE(masked(masker, "打13812345678，不通就打13912345678，再打13812345678。"), "打[PHONE]，不通就打[PHONE_2]，再打[PHONE]。");
        QCOMPARE(masked(masker, "写信到a@b.com"), "写信到[EMAIL]");
        QCOMPARE(masked(masker, "另一个13712345678"), "另一个[PHONE_3]");
        QCOMPARE(masker.counts()[static_cast<std::size_t>(PiiKind::phone)], 4U);
        QCOMPARE(masker.counts()[static_cast<std::size_t>(PiiKind::email)], 1U);
        QCOMPARE(masker.names().size(), std::size_t{4});
    }
    void everyKindHasItsName() {
        Masker masker({});
        QCOMPARE(masked(masker, "11010519491231002X 13812345678 4111111111111111 a@b.com E12345678 京A12345 192.168.1.17"), "[ID] [PHONE] [CARD] [EMAIL] [PASSPORT] [PLATE] [IP]");
        QCOMPARE(masker.found().size(), std::size_t{7});
    }
    void oneValueHasOneNameHoweverItIsWritten() {
        Masker masker({});
        QCOMPARE(masked(masker, "13812345678 / +86 138-1234-5678 / １３８１２３４５６７８ / 008613812345678"), "[PHONE] / [PHONE] / [PHONE] / [PHONE]");
        QCOMPARE(masked(masker, "11010519491231002x和110105 19491231 002X"), "[ID]和[ID]");
        QCOMPARE(masked(masker, "A@B.com, a＠ｂ.com"), "[EMAIL], [EMAIL]");
        QCOMPARE(masked(masker, "京A·12345 京a12345 沪A12345"), "[PLATE] [PLATE] [PLATE_2]");
        QCOMPARE(masker.names()[0].original, "13812345678");
        QCOMPARE(masker.names()[0].key, "13812345678");
    }
    void addressesAreTakenAsTheyStand() {
        Masker masker({});
        QCOMPARE(masked(masker, "10.23.40.5 10.2.34.05 10.2.34.5 1.e@b.com 1e@b.com"), "[IP] 10.2.34.05 [IP_2] [EMAIL] [EMAIL_2]");
    }
    void namesThatStandInTheRequestAreNotGiven() {
        Masker masker({});
        masker.reserveNamesIn("请保留[PHONE]和[PHONE_3]，[phone_2]不是");
        QCOMPARE(masked(masker, "13812345678 13912345678"), "[PHONE_2] [PHONE_4]");
    }
    void nothingToReplaceLeavesTheOutputAlone() {
        Masker masker({});
        std::string out = "before";
        QVERIFY(!masker.mask("nothing here, 12 of 345", out));
        QCOMPARE(out, "before");
        QVERIFY(masker.found().empty());
        Masker off({0, true});
        QVERIFY(!off.mask("13812345678", out));
    }
    void aNameGivenByHandIsTheOneOfTheText() {
        Masker masker({});
        QCOMPARE(masker.nameOf(PiiKind::phone, "138 1234 5678"), "[PHONE]");
        QCOMPARE(masked(masker, "13812345678"), "[PHONE]");
    }
    void restoringGivesTheTextBack() {
        Samples samples;
        for (int i = 0; i < 5'000; ++i) {
            std::string text;
            for (std::size_t k = samples.below(8); k-- > 0;) {
                const std::array values{samples.residentId(), samples.mobile(), samples.card(), samples.digits(13), std::string("a@b.com"), std::string("京A12345"), std::string("[ID]"), std::string("[PHONE_2]")};
                text += samples.around() + "，" + samples.anyOf(values) + "。";
            }
            Masker masker({});
            masker.reserveNamesIn(text);
            const std::string changed = masked(masker, text);
            // A second writing of a card comes back in its first one; samples are never the same card twice.
            QCOMPARE(restored(masker, changed), text);
        }
    }
    void manyValuesCostNoMoreThanTheirNumber() {
        Samples samples;
        std::string text;
        for (int i = 0; i < 50'000; ++i) text += samples.mobile() + "，";
        Masker masker({});
        QElapsedTimer timer;
        timer.start();
        std::string out;
        QVERIFY(masker.mask(text, out));
        QVERIFY2(timer.elapsed() < 5000, "not linear");
        QVERIFY(masker.names().size() > 49'000);
    }
};

MIRROR_TEST(TestMasker, tst_masker)
#include "tst_masker.moc"
