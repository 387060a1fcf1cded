#include "log/retention.h"

#include "support/run_test.h"

using namespace mirror;
using namespace mirror::log;

namespace {
constexpr std::chrono::hours kDay{24};
const SystemTime kNow(std::chrono::seconds(1'700'000'000));

/// Segments begun so many days ago, of 100 bytes each; the last is open.
struct Folder {
    explicit Folder(const std::vector<int>& daysAgo) {
        for (std::size_t i = 0; i < daysAgo.size(); ++i) {
            segments.push_back({{20260101, static_cast<std::uint32_t>(i + 1)}, {}, 100});
            begun.push_back(kNow - kDay * daysAgo[i]);
        }
    }
    std::vector<std::string> expired(std::int64_t keepDays, std::int64_t maxBytes) const {
        JournalSettings settings;
        settings.keepDays = keepDays;
        settings.maxBytes = {maxBytes};
        std::vector<std::string> names;
        for (const Expired& one : expiredSegments(segments, [this](std::size_t i) { return begun[i]; }, settings, kNow)) names.push_back(std::to_string(one.place.name.number) + ' ' + one.reason);
        return names;
    }
    std::vector<SegmentPlace> segments;
    std::vector<SystemTime> begun;
};
using Names = std::vector<std::string>;
}  // namespace

class TstRetention : public QObject {
    Q_OBJECT
private slots:
    void ageCountsFromTheEndOfASegment() {
        const Folder folder({400, 181, 179, 1});
        QVERIFY((folder.expired(180, 0) == Names{"1 age"}));
        QVERIFY((folder.expired(178, 0) == Names{"1 age", "2 age"}));
        QVERIFY(folder.expired(0, 0).empty());
    }
    void theOldestGoWhenItIsTooMuch() {
        const Folder folder({3, 2, 1, 0});
        QVERIFY(folder.expired(180, 400).empty());
        QVERIFY((folder.expired(180, 399) == Names{"1 size"}));
        QVERIFY((folder.expired(180, 200) == Names{"1 size", "2 size"}));
    }
    void theOpenOneNeverGoes() {
        QVERIFY(Folder({1000}).expired(1, 1).empty());
        QVERIFY((Folder({1000, 900}).expired(1, 1) == Names{"1 age"}));
    }
};

MIRROR_TEST(TstRetention, tst_retention)
#include "tst_retention.moc"
