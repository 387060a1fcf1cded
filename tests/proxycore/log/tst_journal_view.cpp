#include "log/journal_view.h"

#include "proxycore/log/journal_fixture.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;
using log::JournalQuery;
using log::JournalReader;
using log::JournalWriter;
using log::RecordPart;

namespace {
SystemTime second(int s) { return SystemTime(std::chrono::seconds(1'700'000'000 + s)); }

/// A journal of small segments: dialogue i is asked at second i; its answer follows `lag` dialogues later, so some stand in other segments.
struct Dialogues {
    explicit Dialogues(int count, int lag = 3, std::int64_t segmentBytes = 4000) {
        auto options = journal.options();
        options.settings.segmentBytes = {segmentBytes};
        JournalWriter writer(std::move(options));
        for (int i = 0; i < count + lag; ++i) {
            journal.now = second(i);
            if (i < count) writer.offer(entryOf(RecordPart::request, row(i, false), "question " + std::to_string(i)));
            if (i >= lag && isAnswered(i - lag)) writer.offer(entryOf(RecordPart::answer, row(i - lag, true), "reply " + std::to_string(i - lag)));
            flush(writer);
        }
    }
    static bool isAnswered(int i) { return i % 10 != 9; }
    static JournalRow row(int i, bool isAnswer) {
        JournalRow made = rowOf("id-" + std::to_string(i), isAnswer, second(i));
        made.keyName = i % 2 == 0 ? "even" : "odd";
        if (isAnswer && i % 4 == 0) made.outcome = Outcome::filtered;
        return made;
    }
    std::vector<JournalEntryRow> rows(JournalQuery query) {
        JournalReader reader(journal.folder(), journal.keys);
        log::JournalView view(reader, std::move(query));
        return allRows(view);
    }
    JournalFixture journal;
};
}  // namespace

class TstJournalView : public QObject {
    Q_OBJECT
private slots:
    void bothPartsAreOneRowNewestFirst() {
        Dialogues dialogues(50);
        QVERIFY(dialogues.journal.segments().size() > 5);
        const auto rows = dialogues.rows({});
        QCOMPARE(rows.size(), std::size_t{50});
        for (int i = 0; i < 50; ++i) {
            const JournalEntryRow& row = rows[static_cast<std::size_t>(49 - i)];
            QCOMPARE(row.position, std::int64_t{49 - i});
            QVERIFY(row.row == Dialogues::row(i, Dialogues::isAnswered(i)));
            QVERIFY(row.request.segment != 0);
            QCOMPARE(row.answer.segment != 0, Dialogues::isAnswered(i));
        }
    }
    void onlyTheRangeIsShown() {
        Dialogues dialogues(50);
        const auto rows = dialogues.rows({.from = second(10), .to = second(20)});
        QCOMPARE(rows.size(), std::size_t{11});
        QCOMPARE(rows.front().row.requestId, std::string("id-20"));
        QVERIFY(rows.front().row.isAnswered);  // its answer was written after the range
        QCOMPARE(rows.back().row.requestId, std::string("id-10"));
        QVERIFY(dialogues.rows({.from = second(1000)}).empty());
        QVERIFY(dialogues.rows({.to = second(-1)}).empty());
    }
    void filtersAreObeyed() {
        Dialogues dialogues(40);
        QCOMPARE(dialogues.rows({.keyName = "odd"}).size(), std::size_t{20});
        QCOMPARE(dialogues.rows({.requestId = "id-17"}).size(), std::size_t{1});
        QCOMPARE(dialogues.rows({.model = "gpt-*"}).size(), std::size_t{40});
        QCOMPARE(dialogues.rows({.model = "qwen*"}).size(), std::size_t{36});  // answered by
        QCOMPARE(dialogues.rows({.outcomes = {Outcome::filtered}}).size(), std::size_t{10});
        QCOMPARE(dialogues.rows({.limit = 7}).size(), std::size_t{7});
    }
    void searchLooksIntoBothParts() {
        Dialogues dialogues(30);
        const auto asked = dialogues.rows({.text = "QUESTION 17"});
        QCOMPARE(asked.size(), std::size_t{1});
        QCOMPARE(asked[0].row.requestId, std::string("id-17"));
        QCOMPARE(asked[0].passage, std::string("question 17"));
        const auto answered = dialogues.rows({.text = "reply 2"});
        QCOMPARE(answered.size(), std::size_t{10});  // 2, 20 to 28
        QVERIFY(answered[0].passage.starts_with("reply 2"));
        QVERIFY(dialogues.rows({.text = "text"}).empty());
        QCOMPARE(dialogues.rows({.text = "reply 2", .limit = 3}).size(), std::size_t{3});
    }
    void aDialogueIsReadWhole() {
        Dialogues dialogues(20);
        JournalReader reader(dialogues.journal.folder(), dialogues.journal.keys);
        log::JournalView view(reader, {.requestId = "id-7"});
        const auto rows = allRows(view);
        const auto parts = reader.dialogue(rows[0].request, rows[0].answer);
        QVERIFY(parts);
        QCOMPARE(parts->request, std::string(R"({"text":"question 7"})"));
        QCOMPARE(parts->answer, std::string(R"({"text":"reply 7"})"));
        QVERIFY(parts->row == Dialogues::row(7, true));
        QCOMPARE(reader.dialogue({99, 1}, {}).error().code, ErrorCode::notFound);
        QCOMPARE(reader.dialogue({1, 9999}, {}).error().code, ErrorCode::notFound);
        QCOMPARE(std::string(reader.valuesKey(1)->view()), std::string(32, 'v'));
    }
    void whatIsWrittenMeanwhileAppears() {
        JournalFixture journal;
        auto options = journal.options();
        options.settings.segmentBytes = {3000};
        JournalWriter writer(std::move(options));
        writer.offer(requestOf("old"));
        flush(writer);
        JournalReader reader(journal.folder(), journal.keys);
        log::JournalView view(reader, {});
        QCOMPARE(allRows(view).size(), std::size_t{1});
        const auto look = [&] {
            flush(writer);
            return view.work(Milliseconds(50), kGoOn).has_value();
        };
        writer.offer(requestOf("new-1"));
        QVERIFY(look());
        QCOMPARE(view.first(), std::int64_t{-1});
        QCOMPARE(view.rows(-1, 1)->at(0).row.requestId, std::string("new-1"));
        QVERIFY(!view.rows(-1, 1)->at(0).row.isAnswered);
        writer.offer(answerOf("old"));
        writer.offer(answerOf("new-1"));
        QVERIFY(look());
        QCOMPARE(view.first(), std::int64_t{-1});
        QVERIFY(view.rows(-1, 1)->at(0).row.isAnswered);
        QVERIFY(view.rows(0, 1)->at(0).row.isAnswered);
        for (int i = 0; i < 20; ++i) writer.offer(requestOf("many-" + std::to_string(i), std::string(500, 'x')));
        QVERIFY(look());
        QCOMPARE(view.first(), std::int64_t{-21});
        QVERIFY(writer.counters().segment > 3);
        QCOMPARE(view.rows(-21, 1)->at(0).row.requestId, std::string("many-19"));
        QVERIFY(look());
        QCOMPARE(view.first(), std::int64_t{-21});
    }
    void aSearchFollowsToo() {
        JournalFixture journal;
        JournalWriter writer(journal.options());
        writer.offer(requestOf("a", "nothing"));
        flush(writer);
        JournalReader reader(journal.folder(), journal.keys);
        log::JournalView view(reader, {.text = "needle"});
        QVERIFY(allRows(view).empty());
        writer.offer(answerOf("a", "here a needle"));   // of a request that did not match
        writer.offer(requestOf("b", "needle, please"));
        writer.offer(requestOf("c", "hay"));
        writer.offer(answerOf("c", "hay"));
        flush(writer);
        QVERIFY(view.work(Milliseconds(50), kGoOn));
        QCOMPARE(view.first(), std::int64_t{-2});
        QVERIFY(view.rows(-1, 1)->at(0).request.segment != 0 && view.rows(-1, 1)->at(0).answer.segment != 0);
    }
    void answersWithoutRequestsAreRows() {
        JournalFixture journal;
        {
            JournalWriter writer(journal.options());
            log::JournalEntry refused = answerOf("refused");
            refused.isAlone = true;
            writer.offer(std::move(refused));
            writer.offer(answerOf("orphan"));
        }
        JournalReader reader(journal.folder(), journal.keys);
        log::JournalView view(reader, {});
        QCOMPARE(allRows(view).size(), std::size_t{2});
    }
    void aStopIsObeyedAndTheWorkGoesOnLater() {
        Dialogues dialogues(60);
        JournalReader reader(dialogues.journal.folder(), dialogues.journal.keys);
        log::JournalView view(reader, {});
        const std::atomic<bool> stop{true};
        QVERIFY(view.work(Milliseconds(1000), stop));
        QVERIFY(!view.isComplete());
        QCOMPARE(view.end(), std::int64_t{0});
        QCOMPARE(allRows(view).size(), std::size_t{60});
        QCOMPARE(view.looked(), view.expected());
    }
    void theFirstRowsAreThereBeforeTheLast() {
        Dialogues dialogues(60);
        JournalReader reader(dialogues.journal.folder(), dialogues.journal.keys);
        log::JournalView view(reader, {});
        bool wasPartial = false;
        while (!view.isComplete()) {
            QVERIFY(view.work(Milliseconds(0), kGoOn));
            wasPartial = wasPartial || (view.end() > 0 && view.end() < 60 && view.rows(0, 1)->at(0).row.requestId == "id-59");
        }
        QVERIFY(wasPartial);
    }
    void segmentsThatCannotBeReadAreNamed() {
        Dialogues dialogues(40);
        auto lines = linesOf(contentOf(dialogues.journal.segment(1)));
        lines[1] = log::printShredded({1}, lines[1].size());
        putContent(dialogues.journal.segment(1), joined(lines));
        putContent(dialogues.journal.segment(2), "not a segment\n\n");
        JournalReader reader(dialogues.journal.folder(), dialogues.journal.keys);
        log::JournalView view(reader, {});
        const auto rows = allRows(view);
        QVERIFY(rows.size() > 20 && rows.size() < 40);
        QCOMPARE(view.problems().size(), std::size_t{1});  // segment 2 was shredded on purpose
        QVERIFY(view.problems()[0].flaw == JournalFlaw::header && view.problems()[0].segment == 3);
    }
    void aRecordThatWasChangedIsAnErrorOfItsOwn() {
        Dialogues dialogues(3, 1, 1 << 20);
        auto lines = linesOf(contentOf(dialogues.journal.segment(0)));
        lines[2][100] = lines[2][100] == 'A' ? 'B' : 'A';
        putContent(dialogues.journal.segment(0), joined(lines));
        JournalReader reader(dialogues.journal.folder(), dialogues.journal.keys);
        log::JournalView view(reader, {});
        const auto rows = allRows(view);  // the index still lists it
        QCOMPARE(rows.size(), std::size_t{3});
        QCOMPARE(reader.dialogue(rows[2].request, rows[2].answer).error().code, ErrorCode::journalDamaged);
        QVERIFY(reader.dialogue(rows[1].request, rows[1].answer));
    }
};

MIRROR_TEST(TstJournalView, tst_journal_view)
#include "tst_journal_view.moc"
