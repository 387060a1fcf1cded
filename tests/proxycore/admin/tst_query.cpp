#include "support/run_test.h"  // first: moc 6.4 does not parse <concepts> when it comes upon it before Qt

#include "admin/query.h"

using namespace mirror;
using namespace mirror::admin;

class TstQuery : public QObject {
    Q_OBJECT
private slots:
    void readsNumbersAndTheirAbsence() {
        const auto query = Query::parse("a=1&b=18446744073709551615&%63=%33&&d");
        QVERIFY(query);
        QCOMPARE(query->number("a", 9).value(), 1u);
        QCOMPARE(query->number("b", 9).value(), UINT64_MAX);
        QCOMPARE(query->number("c", 9).value(), 3u);
        QCOMPARE(query->number("none", 9).value(), 9u);
        QCOMPARE(query->number("d", 9).error().args.at(0), std::string("d"));
        QVERIFY(Query::parse("").has_value());
    }
    void refusesWhatIsNoPlainNumber() {
        for (const char* text : {"a=", "a=x", "a=1x", "a=-1", "a=+1", "a=1.0", "a=18446744073709551616", "a=0x1", "a=%201"})
            QCOMPARE(Query::parse(text)->number("a", 0).error().code, ErrorCode::configValue);
    }
    void refusesDamagedEscapesAndDuplicates() {
        for (const char* text : {"a=%", "a=%4", "a=%g1", "a=%1g", "%=1", "a=1&a=1", "a=1&%61=2"})
            QCOMPARE(Query::parse(text).error().code, ErrorCode::configValue);
    }
};

MIRROR_TEST(TstQuery, tst_query)
#include "tst_query.moc"
