#include "route/retry_budget.h"

#include "support/run_test.h"

using namespace mirror;
using route::RetryBudget;

namespace {

const SteadyTime kStart{std::chrono::hours(1)};

int spendAll(RetryBudget& budget, const RetryConfig& config, SteadyTime now) {
    int spent = 0;
    while (spent < 100'000 && budget.spend(config, now)) ++spent;
    return spent;
}

RetryConfig budgetOf(double percent, std::int64_t minimum) {
    RetryConfig config;
    config.budgetPercent = percent;
    config.budgetMinimum = minimum;
    return config;
}

}  // namespace

class TstRetryBudget : public QObject {
    Q_OBJECT
private slots:
    void aFewAreThereFromTheBeginning() {
        RetryBudget budget(kStart);
        QCOMPARE(spendAll(budget, budgetOf(10, 3), kStart), 3);
    }
    void theFloorRefillsBySeconds() {
        const RetryConfig config = budgetOf(0, 3);
        RetryBudget budget(kStart);
        spendAll(budget, config, kStart);
        QCOMPARE(spendAll(budget, config, kStart + Milliseconds(300)), 0);
        QCOMPARE(spendAll(budget, config, kStart + Milliseconds(1301)), 3);
    }
    void theFloorIsKeptForTenSecondsOnly() {
        const RetryConfig config = budgetOf(0, 3);
        RetryBudget budget(kStart);
        QCOMPARE(spendAll(budget, config, kStart + std::chrono::hours(5)), 30);
    }
    void trafficEarnsItsShare() {
        const RetryConfig config = budgetOf(10, 0);
        RetryBudget budget(kStart);
        spendAll(budget, config, kStart);
        for (int i = 0; i < 205; ++i) budget.earn(config);
        QCOMPARE(spendAll(budget, config, kStart), 20);
        QCOMPARE(spendAll(budget, config, kStart + std::chrono::hours(1)), 0);  // no floor: time alone earns nothing
    }
    void whatTrafficEarnsIsBounded() {
        const RetryConfig config = budgetOf(100, 3);
        RetryBudget budget(kStart);
        for (int i = 0; i < 100'000; ++i) budget.earn(config);
        QCOMPARE(spendAll(budget, config, kStart), 300);
    }
    void workersShareTheFloor() {
        const RetryConfig config = budgetOf(0, 3);
        std::vector<RetryBudget> workers(4, RetryBudget(kStart, 4));
        const auto spentByAll = [&](SteadyTime now) {
            int spent = 0;
            for (RetryBudget& worker : workers) spent += spendAll(worker, config, now);
            return spent;
        };
        QCOMPARE(spentByAll(kStart), 4);  // one at hand for each
        QCOMPARE(spentByAll(kStart + Milliseconds(1000)), 0);
        QCOMPARE(spentByAll(kStart + Milliseconds(4000)), 12);
        QCOMPARE(spentByAll(kStart + std::chrono::hours(5)), 28);  // 7.5 kept by each, of which 7 can be spent
    }
    void evenTheSmallestPartIsOneRetryAfterAWhile() {
        const RetryConfig config = budgetOf(0, 1);
        RetryBudget worker(kStart, 64);
        QCOMPARE(spendAll(worker, config, kStart), 1);
        QCOMPARE(spendAll(worker, config, kStart + std::chrono::seconds(63)), 0);
        QCOMPARE(spendAll(worker, config, kStart + std::chrono::seconds(65)), 1);
    }
    void whatAWorkersTrafficEarnsIsItsOwn() {
        const RetryConfig config = budgetOf(10, 0);
        RetryBudget worker(kStart, 4);
        spendAll(worker, config, kStart);
        for (int i = 0; i < 105; ++i) worker.earn(config);
        QCOMPARE(spendAll(worker, config, kStart), 10);
    }
    void withNeitherShareNorFloorItEnds() {
        const RetryConfig config = budgetOf(0, 0);
        RetryBudget budget(kStart);
        QVERIFY(spendAll(budget, config, kStart) <= 10);
        QCOMPARE(spendAll(budget, config, kStart + std::chrono::hours(24)), 0);
    }
};

MIRROR_TEST(TstRetryBudget, tst_retry_budget)
#include "tst_retry_budget.moc"
