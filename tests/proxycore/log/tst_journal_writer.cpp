#include "log/journal_writer.h"

#include <sys/stat.h>

#include <thread>

#include "log/anchor_file.h"
#include "log/journal_event.h"
#include "proxycore/log/journal_fixture.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;
using log::JournalCounters;
using log::JournalEventKind;
using log::JournalWriter;
using log::RecordPart;

namespace {
struct Record {
    RecordPart part;
    std::string row, content, values;
    bool operator==(const Record&) const = default;
};
/// All records of a segment.
std::vector<Record> recordsOf(const JournalFixture& journal, std::size_t segment) {
    std::vector<Record> records;
    const auto reader = log::SegmentReader::open(journal.segment(segment), journal.keys).value();
    log::LineWalk lines(reader->file(), reader->head().recordsOffset);
    while (const auto line = lines.next()) {
        const auto record = reader->unseal(line->text);
        if (!record) return {};
        records.push_back({record->part, std::string(record->row), std::string(record->content), std::string(record->values)});
    }
    return records;
}
unsigned modeOf(const std::filesystem::path& path) {
    struct stat info {};
    return ::stat(path.c_str(), &info) == 0 ? info.st_mode & 0777 : 0;
}
}  // namespace

class TstJournalWriter : public QObject {
    Q_OBJECT
private slots:
    void writesWhatWasOfferedInOrder() {
        JournalFixture journal;
        {
            JournalWriter writer(journal.options());
            log::JournalEntry entry = requestOf("a", "first");
            entry.values = "c2VhbGVk";
            QVERIFY(writer.offer(std::move(entry)));
            QVERIFY(writer.offer(answerOf("a", "second")));
        }
        const auto records = recordsOf(journal, 0);
        QCOMPARE(records.size(), std::size_t{3});
        QVERIFY(records[0].part == RecordPart::request && records[0].content == R"({"text":"first"})" && records[0].values == "c2VhbGVk");
        QVERIFY(records[1].part == RecordPart::answer && records[1].content == R"({"text":"second"})" && records[1].values.empty());
        QVERIFY(records[2].part == RecordPart::end && records[2].content == R"({"records":2})");
    }
    void oneEntryOfAnySizeFitsIntoAnEmptyQueue() {
        JournalFixture journal;
        auto options = journal.options();
        options.settings.queueBytes = {1 << 20};
        JournalWriter writer(std::move(options));
        QVERIFY(writer.offer(requestOf("a", std::string(3 << 20, 'x'))));
        flush(writer);
        QCOMPARE(writer.counters().records, std::uint64_t{1});
    }
    void aSegmentTakenAwayIsNoticedAndAnotherBegun() {
        JournalFixture journal;
        std::atomic<int> failures{0}, recoveries{0};
        auto options = journal.options();
        options.settings.syncInterval = Milliseconds(1);
        options.onHappening = [&](const log::JournalHappening& happening) { ++(happening.isFailing ? failures : recoveries); };
        JournalWriter writer(std::move(options));
        QVERIFY(writer.offer(requestOf("a")));
        flush(writer);
        std::filesystem::remove_all(journal.folder());
        writer.offer(requestOf("b"));  // lost with the file it goes to
        QTRY_COMPARE(recoveries.load(), 1);
        QCOMPARE(failures.load(), 1);
        QVERIFY(writer.offer(requestOf("c")));
        flush(writer);
        QCOMPARE(writer.counters().segment, 2u);
        QVERIFY(journal.verify()->problemCount > 0);  // that a segment is missing is no secret
    }
    void onlyItsOwnerSeesTheFiles() {
        JournalFixture journal;
        journal.writeSegment(1);
        QCOMPARE(modeOf(journal.folder()), 0700U);
        for (const auto& file : std::filesystem::directory_iterator(journal.folder())) QCOMPARE(modeOf(file.path()), 0600U);
        QVERIFY(std::filesystem::exists(log::indexPath(journal.segment(0))));
    }
    void nothingOfADialogueStandsInAnyFileInClear() {
        JournalFixture journal;
        auto options = journal.options();
        options.settings.anchorFile = journal.anchors();
        {
            JournalWriter writer(std::move(options));
            writer.offer(requestOf("planted-id-13800138000", "planted text 13912345678"));
            writer.offer(answerOf("planted-id-13800138000", "planted reply 中文"));
        }
        std::size_t files = 0;
        for (const auto& file : std::filesystem::recursive_directory_iterator(journal.directory.path().toStdString())) {
            if (!file.is_regular_file()) continue;
            ++files;
            const std::string content = contentOf(file.path());
            for (const char* secret : {"planted", "13800138000", "13912345678", "中文", "team-a", "gpt-4o", "dashscope", "chat/completions"})
                QVERIFY2(content.find(secret) == std::string::npos, secret);
        }
        QCOMPARE(files, std::size_t{3});  // segment, index, anchors
    }
    void aSegmentIsTiedToTheOneBefore() {
        JournalFixture journal;
        journal.writeSegment(2);
        journal.writeSegment(2);
        const auto lines = linesOf(contentOf(journal.segment(0)));
        const auto head = log::readSegmentHead(journal.segment(1)).value();
        QCOMPARE(head.header.segment, 2U);
        QVERIFY((head.header.previous == log::SegmentLink{1, log::lineHash(lines.back())}));
        QVERIFY(!log::readSegmentHead(journal.segment(0))->header.previous);
    }
    void anotherSegmentBeginsBySizeDayAndKey() {
        JournalFixture journal;
        auto options = journal.options();
        options.settings.segmentBytes = {3000};
        JournalWriter writer(std::move(options));
        const auto offerOne = [&](std::size_t bytes) {
            writer.offer(requestOf("a", std::string(bytes, 'x')));
            flush(writer);
            return writer.counters().segment;
        };
        QCOMPARE(offerOne(10), 1U);
        QCOMPARE(offerOne(5000), 1U);  // the record that reaches the size is still in it
        QCOMPARE(offerOne(10), 2U);
        journal.now = journal.now.load() + std::chrono::hours(24);
        QCOMPARE(offerOne(10), 3U);
        QCOMPARE(offerOne(10), 3U);
        writer.setKey(journal.secondKey());
        QCOMPARE(offerOne(10), 4U);
        QCOMPARE(writer.counters().keyId, std::string("1123456789abcdef"));
        QCOMPARE(log::readSegmentHead(journal.segment(3))->keys->key, std::string("1123456789abcdef"));
        const auto verified = journal.verify();
        QVERIFY(verified->problems.empty());
        QCOMPARE(verified->segments, std::uint64_t{4});
    }
    void numbersRiseOverRestarts() {
        JournalFixture journal;
        for (int i = 0; i < 3; ++i) journal.writeSegment(1);
        QCOMPARE(journal.segments().back().name.number, 3U);
    }
    void aTornEndIsSetAsideAndWritingGoesOn() {
        JournalFixture journal;
        journal.writeSegment(3);
        const std::string whole = contentOf(journal.segment(0));
        const auto lines = linesOf(whole);
        std::size_t beginOfLast = whole.size() - lines.back().size() - 1;
        for (const std::size_t cut : {beginOfLast + 1, beginOfLast + 100, whole.size() - 1}) {
            JournalFixture again;
            std::filesystem::create_directories(again.folder());
            const auto path = again.folder() / journal.segment(0).filename();
            putContent(path, whole.substr(0, cut));
            again.writeSegment(1);
            QCOMPARE(contentOf(path), whole.substr(0, beginOfLast));
            QCOMPARE(contentOf(log::tornPath(path)), whole.substr(beginOfLast, cut - beginOfLast));
            QCOMPARE(log::readSegmentHead(again.segment(1))->header.previous->hash, log::lineHash(lines[lines.size() - 2]));
        }
    }
    void aSegmentWithoutRecordsOrHeaderIsNoObstacle() {
        JournalFixture journal;
        { JournalWriter writer(journal.options()); }
        const auto lines = linesOf(contentOf(journal.segment(0)));
        putContent(journal.segment(0), lines[0] + '\n' + lines[1] + '\n');  // its footer never came
        putContent(journal.folder() / "20261123-000009.journal", "{\"mirr");
        journal.writeSegment(1);
        QCOMPARE(journal.segments().back().name.number, 10U);
        QVERIFY((log::readSegmentHead(journal.segments().back().path)->header.previous == log::SegmentLink{1, log::lineHash(lines[0])}));
        QVERIFY(std::filesystem::exists(journal.folder() / "20261123-000009.journal.torn"));
    }
    void oldSegmentsAreRemovedAndARecordSaysSo() {
        JournalFixture journal;
        for (int i = 0; i < 3; ++i) {
            journal.writeSegment(2);
            journal.now = journal.now.load() + std::chrono::hours(24 * 100);
        }
        auto options = journal.options();
        JournalWriter writer(std::move(options));
        flush(writer);
        const auto left = journal.segments();
        QCOMPARE(left.size(), std::size_t{3});  // ended 300, 200, 100 days ago, and the open one: the first went
        QCOMPARE(left[0].name.number, 2U);
        QCOMPARE(recordsOf(journal, 2)[0].content, log::printEvent({JournalEventKind::removed, 1, "age"}));
        const auto verified = journal.verify();
        QVERIFY(verified->problems.empty());
        QCOMPARE(verified->removed, std::uint64_t{1});
    }
    void aBoundOnTheSizeIsKept() {
        JournalFixture journal;
        auto options = journal.options();
        options.settings.segmentBytes = {4000};
        options.settings.maxBytes = {20000};
        JournalWriter writer(std::move(options));
        for (int i = 0; i < 40; ++i) {
            writer.offer(requestOf("a", std::string(1500, 'x')));
            flush(writer);
        }
        QVERIFY(writer.counters().bytes.value <= 20000 + 6000);
        QVERIFY(writer.counters().segments < 7);
        QCOMPARE(writer.counters().segments, std::uint64_t{journal.segments().size()});
        QVERIFY(journal.verify()->problems.empty());
    }
    void aShreddedSegmentCannotBeReadAnyMore() {
        JournalFixture journal;
        journal.writeSegment(2);
        const std::string before = contentOf(journal.segment(0));
        JournalWriter writer(journal.options());
        std::promise<Result<void>> shredded, open, unknown;
        writer.shred(2, "the open one", [&](Result<void> result) { open.set_value(std::move(result)); });
        writer.shred(9, "not there", [&](Result<void> result) { unknown.set_value(std::move(result)); });
        writer.shred(1, "ticket 7", [&](Result<void> result) { shredded.set_value(std::move(result)); });
        QCOMPARE(open.get_future().get().error().code, ErrorCode::unsupported);
        QCOMPARE(unknown.get_future().get().error().code, ErrorCode::notFound);
        QVERIFY(shredded.get_future().get());
        const auto before1 = linesOf(before), after = linesOf(contentOf(journal.segment(0)));
        QCOMPARE(after[1].size(), before1[1].size());
        QVERIFY(after[1].starts_with("{\"shredded\":1700000000}"));
        QCOMPARE(after[2], before1[2]);
        QCOMPARE(log::SegmentReader::open(journal.segment(0), journal.keys).error().code, ErrorCode::notFound);
        flush(writer);
        const auto verified = journal.verify();
        QVERIFY(verified->problems.empty());
        QCOMPARE(recordsOf(journal, 1)[0].content, log::printEvent({JournalEventKind::shredded, 1, "ticket 7"}));
    }
    void anchorsNameTheNewestRecord() {
        JournalFixture journal;
        {
            auto options = journal.options();
            options.settings.anchorFile = journal.anchors();
            JournalWriter writer(std::move(options));
            writer.offer(requestOf("a"));
        }
        const auto anchors = log::readAnchors(journal.anchors());
        QVERIFY(anchors && !anchors->empty());
        QCOMPARE(anchors->back().segment, 1U);
        QCOMPARE(anchors->back().seq, std::uint64_t{2});
        QCOMPARE(anchors->back().hash, log::lineHash(linesOf(contentOf(journal.segment(0))).back()));
        QVERIFY(journal.verify(true)->problems.empty());
    }
    void anAnchorThatCannotBeWrittenStopsNothing() {
        JournalFixture journal;
        auto options = journal.options();
        options.settings.anchorFile = "/proc/nowhere/anchors";
        options.settings.anchorInterval = Milliseconds(1);
        JournalWriter writer(std::move(options));
        QVERIFY(writer.offer(requestOf("a")));
        QTRY_VERIFY(writer.counters().anchorError.has_value());
        QVERIFY(!writer.counters().isFailing);
        QVERIFY(writer.offer(requestOf("b")));
    }
    void aFullQueueSaysNo() {
        JournalFixture journal;
        auto options = journal.options();
        options.settings.queueBytes = {20'000};
        options.linger = Milliseconds(60'000);
        JournalWriter writer(std::move(options));
        int taken = 0;
        while (taken < 1000 && writer.offer(requestOf("a", std::string(1000, 'x')))) ++taken;
        QVERIFY(taken > 5 && taken < 20);
        QCOMPARE(writer.counters().rejected, std::uint64_t{1});
        QVERIFY(writer.counters().queued.value <= 20'000);
        flush(writer);
        QCOMPARE(writer.counters().records, static_cast<std::uint64_t>(taken));
        QCOMPARE(writer.counters().queued.value, 0);
    }
    void manyThreadsOfferAtOnce() {
        JournalFixture journal;
        {
            auto options = journal.options();
            options.settings.segmentBytes = {200'000};
            JournalWriter writer(std::move(options));
            std::vector<std::thread> threads;
            for (int t = 0; t < 4; ++t)
                threads.emplace_back([&, t] {
                    for (int i = 0; i < 500; ++i) {
                        const std::string id = std::to_string(t) + "-" + std::to_string(i);
                        writer.offer(requestOf(id));
                        writer.offer(answerOf(id));
                    }
                });
            for (std::thread& thread : threads) thread.join();
        }
        QVERIFY(journal.verify()->problems.empty());
        log::JournalReader reader(journal.folder(), journal.keys);
        log::JournalView view(reader, {});
        const auto rows = allRows(view);
        QCOMPARE(rows.size(), std::size_t{2000});
        QVERIFY(std::all_of(rows.begin(), rows.end(), [](const JournalEntryRow& row) { return row.row.isAnswered && row.request.segment != 0; }));
    }
};

MIRROR_TEST(TstJournalWriter, tst_journal_writer)
#include "tst_journal_writer.moc"
