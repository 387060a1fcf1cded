#include "log/order_check.h"

#include "support/run_test.h"

using namespace mirror;
using namespace mirror::log;

namespace {
constexpr std::uint64_t kBad = 0, kForeign = UINT64_MAX;
using Flaws = std::vector<OrderFlaw>;
Flaws flawsOf(const std::vector<std::uint64_t>& seqs) {
    std::vector<CheckedLine> lines;
    for (const std::uint64_t seq : seqs) lines.push_back({seq == kForeign ? 0 : seq, seq == kForeign});
    return checkOrder(lines);
}
}  // namespace

class TstOrderCheck : public QObject {
    Q_OBJECT
private slots:
    void whatIsInOrderHasNoFlaw() {
        QVERIFY(flawsOf({}).empty());
        QVERIFY(flawsOf({1, 2, 3, 4}).empty());
    }
    void theMissingAreNamed() {
        QVERIFY((flawsOf({2, 3}) == Flaws{{JournalFlaw::gap, 1}}));
        QVERIFY((flawsOf({1, 4, 5}) == Flaws{{JournalFlaw::gap, 2}, {JournalFlaw::gap, 3}}));
    }
    void theMovedAreNamed() {
        QVERIFY((flawsOf({1, 2, 6, 4, 5, 3, 7}) == Flaws{{JournalFlaw::order, 3}, {JournalFlaw::order, 6}}));
        QVERIFY((flawsOf({1, 3, 2, 4}) == Flaws{{JournalFlaw::order, 2}, {JournalFlaw::order, 3}}));
        QVERIFY((flawsOf({1, 4, 3, 2, 5}) == Flaws{{JournalFlaw::order, 2}, {JournalFlaw::order, 4}}));
        QVERIFY((flawsOf({1, 5, 2, 3, 4, 6}) == Flaws{{JournalFlaw::order, 5}}));
    }
    void theDoubledAreNamed() {
        QVERIFY((flawsOf({1, 2, 2, 3}) == Flaws{{JournalFlaw::order, 2}}));
        QVERIFY((flawsOf({1, 2, 3, 1}) == Flaws{{JournalFlaw::order, 1}}));
    }
    void theUnreadableHaveTheNumberOfTheirPlace() {
        QVERIFY((flawsOf({1, kBad, 3}) == Flaws{{JournalFlaw::unreadable, 2}}));
        QVERIFY((flawsOf({kBad, kBad, 3}) == Flaws{{JournalFlaw::unreadable, 1}, {JournalFlaw::unreadable, 2}}));
        QVERIFY((flawsOf({1, 2, kBad}) == Flaws{{JournalFlaw::unreadable, 3}}));
        QVERIFY((flawsOf({1, kBad, 4}) == Flaws{{JournalFlaw::unreadable, 2}, {JournalFlaw::gap, 3}}));
        QVERIFY((flawsOf({1, 2, kBad, 3}) == Flaws{{JournalFlaw::unreadable, 3}}));  // put in
    }
    void theForeignAreToldApart() {
        QVERIFY((flawsOf({1, kForeign, 3}) == Flaws{{JournalFlaw::foreign, 2}}));
        QVERIFY((flawsOf({1, kForeign, 2}) == Flaws{{JournalFlaw::foreign, 2}}));
    }
};

MIRROR_TEST(TstOrderCheck, tst_order_check)
#include "tst_order_check.moc"
