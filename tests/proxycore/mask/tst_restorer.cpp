#include "support/run_test.h"

#include "mask/mask_name.h"
#include "mask/restorer.h"

using namespace mirror;
using namespace mirror::mask;

namespace {

/// Twelve phone numbers and an address.
Restorer restorer() {
    std::vector<Masker::Name> names;
    for (std::uint32_t i = 1; i <= 12; ++i) names.push_back({maskName(PiiKind::phone, i), "1380000" + std::to_string(1000 + i), "", PiiKind::phone});
    names.push_back({maskName(PiiKind::email, 1), "a@b.com", "", PiiKind::email});
    return Restorer(names);
}

/// Restores a text that comes in `pieces`: what may be cut is kept until the next.
std::string restored(const Restorer& restorer, const std::vector<std::string>& pieces) {
    std::string out;
    std::string kept;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        kept += pieces[i];
        std::vector<Restorer::Place> places;
        const std::size_t until = restorer.find(kept, i + 1 == pieces.size(), places);
        std::size_t done = 0;
        for (const Restorer::Place& place : places) {
            out.append(kept, done, place.begin - done).append(*place.original);
            done = place.end;
        }
        out.append(kept, done, until - done);
        kept.erase(0, until);
    }
    return out;
}

const std::string kAnswer = "请拨打[PHONE]或者[PHONE_2]，[PHONE_12]，不要[PHONE_13]、[PHONE_1]、[phone]、【PHONE】、[[PHONE]]、[EMAIL][PHONE_11]，[PHO";
const std::string kRestored = "请拨打13800001001或者13800001002，13800001012，不要[PHONE_13]、[PHONE_1]、[phone]、【PHONE】、[13800001001]、a@b.com13800001011，[PHO";

}  // namespace

class TestRestorer : public QObject {
    Q_OBJECT
private slots:
    void knowsNamesExactlyAsTheyWereGiven() { QCOMPARE(restored(restorer(), {kAnswer}), kRestored); }
    void aCutAnywhereChangesNothing() {
        const Restorer names = restorer();
        for (std::size_t cut = 0; cut <= kAnswer.size(); ++cut) QCOMPARE(restored(names, {kAnswer.substr(0, cut), kAnswer.substr(cut)}), kRestored);
    }
    void twoCutsAndSingleOctetsChangeNothing() {
        const Restorer names = restorer();
        for (std::size_t first = 0; first <= kAnswer.size(); first += 3)
            for (std::size_t second = first; second <= kAnswer.size(); ++second)
                QCOMPARE(restored(names, {kAnswer.substr(0, first), kAnswer.substr(first, second - first), kAnswer.substr(second)}), kRestored);
        std::vector<std::string> octets;
        for (const char c : kAnswer) octets.emplace_back(1, c);
        octets.emplace_back();
        QCOMPARE(restored(names, octets), kRestored);
    }
    void onlyWhatMayBecomeANameIsHeldBack() {
        const Restorer names = restorer();
        std::vector<Restorer::Place> places;
        QCOMPARE(names.find("数组a[0]", false, places), std::string_view("数组a[0]").size());
        QCOMPARE(names.find("a[", false, places), std::size_t{1});
        QCOMPARE(names.find("a[", true, places), std::size_t{2});
        QCOMPARE(names.find("a[PHX", false, places), std::size_t{5});
        QCOMPARE(names.find("a[PHONE_1", false, places), std::size_t{1});
        QCOMPARE(names.find("a[PHONE_7x", false, places), std::size_t{10});
        QVERIFY(places.empty());
    }
    void withoutNamesNothingIsHeldBack() {
        const Restorer none({});
        std::vector<Restorer::Place> places;
        QVERIFY(none.empty());
        QCOMPARE(none.find("[PHONE", false, places), std::size_t{6});
        QVERIFY(!restorer().empty());
    }
    void namesAreReadAsTheyAreWritten() {
        QCOMPARE(maskName(PiiKind::phone, 1), "[PHONE]");
        QCOMPARE(maskName(PiiKind::id, 23), "[ID_23]");
        QCOMPARE(nameSize("[ID_23] x"), std::size_t{7});
        QCOMPARE(nameSize("[IP]"), std::size_t{4});
        for (const char* text : {"", "[", "[ID", "[ID_]", "[IDX]", "[id]", "ID]", "[ID_12345678901]"}) QCOMPARE(nameSize(text), std::size_t{0});
    }
};

MIRROR_TEST(TestRestorer, tst_restorer)
#include "tst_restorer.moc"
