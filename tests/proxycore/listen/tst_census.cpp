#include "listen/census.h"

#include <thread>
#include <vector>

#include "support/run_test.h"

using mirror::listen::ConnectionCensus;

class TstCensus : public QObject {
    Q_OBJECT
private slots:
    void boundsTheWholeAndEachAddress() {
        ConnectionCensus census;
        QVERIFY(census.enter("a", 3, 2));
        QVERIFY(census.enter("a", 3, 2));
        QVERIFY(!census.enter("a", 3, 2));
        QVERIFY(census.enter("b", 3, 2));
        QVERIFY(!census.enter("c", 3, 2));
        census.leave("a");
        QVERIFY(census.enter("c", 3, 2));
        census.leave("b");
        QVERIFY(census.enter("a", 3, 2));
    }
    void aRefusalTakesNoPlace() {
        ConnectionCensus census;
        QVERIFY(census.enter("a", 10, 1));
        for (int i = 0; i < 20; ++i) QVERIFY(!census.enter("a", 10, 1));
        for (int i = 0; i < 9; ++i) QVERIFY(census.enter("b" + std::to_string(i), 10, 1));
    }
    void manyWorkersAgree() {
        ConnectionCensus census;
        std::vector<std::thread> workers;
        for (int t = 0; t < 4; ++t)
            workers.emplace_back([&] {
                for (int i = 0; i < 5000; ++i)
                    if (census.enter("x", 3, 3)) census.leave("x");
            });
        for (std::thread& worker : workers) worker.join();
        for (int i = 0; i < 3; ++i) QVERIFY(census.enter("x", 3, 3));
        QVERIFY(!census.enter("x", 3, 3));
    }
};

MIRROR_TEST(TstCensus, tst_census)
#include "tst_census.moc"
