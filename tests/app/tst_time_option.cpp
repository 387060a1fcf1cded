#include "common/time_option.h"

#include <QtCore/QDateTime>

#include "support/run_test.h"

using namespace mirror;
using mirror::app::parseTime;

namespace {
std::optional<SystemTime> local(int year, int month, int day, int hour = 0, int minute = 0, int second = 0) {
    return std::chrono::system_clock::from_time_t(QDateTime(QDate(year, month, day), QTime(hour, minute, second)).toSecsSinceEpoch());
}
}  // namespace

class TstTimeOption : public QObject {
    Q_OBJECT
private slots:
    void daysAndTimesAreThoseOfTheMachine() {
        QCOMPARE(parseTime("2026-11-23"), local(2026, 11, 23));
        QCOMPARE(parseTime("2026-11-23 18:05"), local(2026, 11, 23, 18, 5));
        QCOMPARE(parseTime("2026-11-23T18:05"), local(2026, 11, 23, 18, 5));
        QCOMPARE(parseTime("2026-07-01 18:05:09"), local(2026, 7, 1, 18, 5, 9));
        QCOMPARE(parseTime("2024-02-29"), local(2024, 2, 29));
    }
    void secondsSinceTheEpochAreExact() {
        QCOMPARE(parseTime("@1700000000"), std::optional(SystemTime(std::chrono::seconds(1'700'000'000))));
        QCOMPARE(parseTime("@0"), std::optional(SystemTime()));
    }
    void whatIsNoTimeIsNone() {
        for (const char* text : {"", "@", "@-1", "@1.5", "@99999999999999", "@9000000001", "9999-12-31", "today", "2026", "2026-11", "2026-11-31", "2026-02-29", "2026-13-01", "2026-11-23 25:00", "2026-11-23 18", "2026-11-23 18:00 ",
                                 " 2026-11-23", "2026-11-23x", "23.11.2026", "1969-12-30"})
            QVERIFY2(!parseTime(text), text);
    }
};

MIRROR_TEST(TstTimeOption, tst_time_option)
#include "tst_time_option.moc"
