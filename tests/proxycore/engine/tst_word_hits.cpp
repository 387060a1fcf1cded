#include "engine/word_hits.h"

#include <cstdlib>
#include <ctime>

#include "support/run_test.h"

using namespace mirror;
using namespace mirror::engine;

namespace {

/// The time zone of this process while it lives.
class Zone {
public:
    explicit Zone(const char* name) {
        if (const char* before = std::getenv("TZ")) m_before = before;
        qputenv("TZ", name);
        tzset();
    }
    ~Zone() {
        if (m_before.isNull())
            qunsetenv("TZ");
        else
            qputenv("TZ", m_before);
        tzset();
    }
    Zone(const Zone&) = delete;
    Zone& operator=(const Zone&) = delete;

private:
    QByteArray m_before;
};

SystemTime at(const char* utc) { return std::chrono::system_clock::from_time_t(QDateTime::fromString(utc, Qt::ISODate).toSecsSinceEpoch()); }

metrics::ShardDelta found(std::uint32_t id, std::uint64_t count, const char* category = "fraud") {
    metrics::ShardDelta delta;
    delta.wordHits[id] = count;
    delta.categoryHits[category] = {count, 0, 1};
    delta.masked[static_cast<std::size_t>(PiiKind::phone)] = count;
    return delta;
}

}  // namespace

/// Hits of the day, by a clock that is given.
class TstWordHits : public QObject {
    Q_OBJECT
private slots:
    void hitsAddUpThroughTheDay() {
        const Zone shanghai("CST-8");
        WordHitsToday hits(at("2026-03-01T01:00:00Z"));
        hits.merge(found(7, 2), at("2026-03-01T02:00:00Z"));
        hits.merge(found(7, 3), at("2026-03-01T15:59:59Z"));
        hits.merge(found(2, 1), at("2026-03-01T15:59:59Z"));
        QCOMPARE(hits.words().words, (std::vector<WordHitCount>{{2, 1}, {7, 5}}));
        QCOMPARE(hits.words().since, at("2026-03-01T01:00:00Z"));  // the engine's start
        QCOMPARE(hits.categories(10).at(0).byAction, (std::array<std::uint64_t, 3>{6, 0, 3}));
        QCOMPARE(hits.masked()[static_cast<std::size_t>(PiiKind::phone)], std::uint64_t(6));
    }
    void theyBeginAnewAtLocalMidnight() {
        const Zone shanghai("CST-8");
        WordHitsToday hits(at("2026-03-01T01:00:00Z"));
        hits.merge(found(7, 2), at("2026-03-01T15:59:59Z"));
        hits.merge(found(8, 1), at("2026-03-01T16:00:00Z"));  // midnight in Shanghai
        QCOMPARE(hits.words().words, (std::vector<WordHitCount>{{8, 1}}));
        QCOMPARE(hits.words().since, at("2026-03-01T16:00:00Z"));
        QCOMPARE(hits.masked()[static_cast<std::size_t>(PiiKind::phone)], std::uint64_t(1));
    }
    void aDayWithoutHitsIsTurnedByTheClock() {
        const Zone shanghai("CST-8");
        WordHitsToday hits(at("2026-03-01T01:00:00Z"));
        hits.merge(found(7, 2), at("2026-03-01T02:00:00Z"));
        hits.turnDay(at("2026-03-01T15:00:00Z"));
        QCOMPARE(hits.words().words.size(), 1u);
        hits.turnDay(at("2026-03-03T05:30:00Z"));
        QVERIFY(hits.words().words.empty() && hits.categories(10).empty());
        QCOMPARE(hits.words().since, at("2026-03-02T16:00:00Z"));
    }
    void theLastDayOfAYearIsNotTheFirstOfTheNext() {
        const Zone utc("UTC");
        QVERIFY(localDay(at("2027-12-31T23:59:59Z")) != localDay(at("2028-01-01T00:00:00Z")));
        QVERIFY(localDay(at("2028-12-31T23:59:59Z")) != localDay(at("2029-01-01T00:00:00Z")));
        QCOMPARE(localDay(at("2028-02-29T00:00:00Z")), localDay(at("2028-02-29T23:59:59Z")));
    }
    void theDayOfADaylightChangeHasItsMidnight() {
        const Zone berlin("CET-1CEST,M3.5.0,M10.5.0/3");
        QCOMPARE(localMidnight(at("2026-03-29T10:00:00Z")), at("2026-03-28T23:00:00Z"));  // clocks went forward at one
        QCOMPARE(localDay(at("2026-03-28T23:00:00Z")), localDay(at("2026-03-29T21:59:59Z")));
        QVERIFY(localDay(at("2026-03-29T21:59:59Z")) != localDay(at("2026-03-29T22:00:00Z")));
    }
    void categoriesAreByTheirHitsAndBounded() {
        WordHitsToday hits(at("2026-03-01T01:00:00Z"));
        for (int i = 0; i < 20; ++i) hits.merge(found(1, static_cast<std::uint64_t>(i + 1), ("c" + std::to_string(i)).c_str()), at("2026-03-01T01:00:00Z"));
        const auto categories = hits.categories(5);
        QCOMPARE(categories.size(), 5u);
        QCOMPARE(categories[0].category, std::string("c19"));
        QCOMPARE(categories[4].category, std::string("c15"));
    }
};

MIRROR_TEST(TstWordHits, tst_word_hits)
#include "tst_word_hits.moc"
