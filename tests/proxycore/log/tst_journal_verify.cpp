#include "log/journal_verify.h"

#include "proxycore/log/journal_fixture.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;
using log::JournalWriter;

namespace {
bool isFullProof() { return qEnvironmentVariableIsSet("MIRROR_FULL_PROOFS"); }

/// Two segments: 100 dialogues, which are 200 records and a footer, and a short one behind, so that the end of the first is tied to something.
struct Journal : JournalFixture {
    Journal() {
        writeSegment(100);
        writeSegment(1, 100);
        original = contentOf(segment(0));
        lines = linesOf(original);
    }
    /// What verify finds when the first segment has these lines.
    std::vector<JournalProblem> withLines(const std::vector<std::string>& changed) { return with(joined(changed)); }
    std::vector<JournalProblem> with(const std::string& content) {
        putContent(segment(0), content);
        return verify()->problems;
    }
    std::string original;
    std::vector<std::string> lines;  ///< records from [2] on: record n is lines[n + 1]
};

std::string textOf(const std::vector<JournalProblem>& problems) {
    std::string text;
    for (const JournalProblem& problem : problems)
        text += std::string(journalFlawName(problem.flaw)) + ' ' + std::to_string(problem.segment) + ':' + std::to_string(problem.record) + ' ' + problem.detail + "; ";
    return text;
}

/// Whether the first problem is `flaw` at `record` of segment 1 and nothing else is blamed.
bool isOnly(const std::vector<JournalProblem>& problems, JournalFlaw flaw, std::uint32_t record) {
    return problems.size() == 1 && problems[0].flaw == flaw && problems[0].segment == 1 && problems[0].record == record;
}

/// Number of the record that has the byte at `at`; 0 for the first two lines.
std::uint32_t recordAt(const std::string& content, std::size_t at) {
    const auto line = std::count(content.begin(), content.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    return line < 2 ? 0 : static_cast<std::uint32_t>(line - 1);
}

#ifdef MIRROR_SANITIZED
constexpr std::size_t kFewer = 3;  // sanitizers take five times as long
#else
constexpr std::size_t kFewer = 1;
#endif
std::size_t stride(std::size_t quick) { return isFullProof() ? 1 : quick * kFewer; }
}  // namespace

class TstJournalVerify : public QObject {
    Q_OBJECT
private slots:
    void whatIsStoppedBlamesNobody() {
        const Journal journal;
        std::atomic<bool> stop{false};
        log::VerifyOptions options;
        options.folder = journal.folder();
        const auto report = log::verifyJournal(options, journal.keys, [&](std::uint32_t permille) { stop = permille > 100; }, stop);
        QVERIFY(!report->isComplete);
        QVERIFY2(report->problems.empty(), textOf(report->problems).c_str());
    }
    void aJournalThatWasLeftAloneIsSound() {
        Journal journal;
        const auto report = journal.verify();
        QCOMPARE(textOf(report->problems), std::string());
        QCOMPARE(report->segments, std::uint64_t{2});
        QCOMPARE(report->records, std::uint64_t{201 + 3});
        QVERIFY(report->isComplete);
    }
    void everyFlippedByteIsFoundWithItsRecord() {
        Journal journal;
        for (std::size_t at = 0; at < journal.original.size(); at += stride(at < 1000 ? 23 : 431)) {
            std::string changed = journal.original;
            changed[at] = static_cast<char>(changed[at] ^ (1 << (at % 8)));
            const auto problems = journal.with(changed);
            const std::uint32_t record = recordAt(journal.original, at);
            const std::string what = std::to_string(at) + " record " + std::to_string(record) + ": " + textOf(problems);
            QVERIFY2(!problems.empty() && problems[0].segment == 1 && problems[0].record == record, what.c_str());
            // A line break that goes or comes concerns two lines.
            const bool isBreak = journal.original[at] == '\n' || changed[at] == '\n';
            if (record != 0 && !isBreak) QVERIFY2(isOnly(problems, JournalFlaw::unreadable, record), what.c_str());
        }
    }
    void everyLineBreakThatGoesOrComesIsFound() {
        Journal journal;
        for (std::uint32_t record = 1; record < 201; record += static_cast<std::uint32_t>(record < 199 ? stride(20) : 1)) {
            auto merged = journal.lines;
            merged[record + 1] += ' ' + merged[record + 2];
            merged.erase(merged.begin() + record + 2);
            const auto problems = journal.withLines(merged);
            // How many records a broken end was nothing tells.
            const std::size_t blamed = record == 200 ? 1 : 2;
            QVERIFY2(problems.size() == blamed && problems.front().record == record && problems.back().record == record + blamed - 1, textOf(problems).c_str());
            auto split = journal.lines;
            split[record + 1][50] = '\n';
            QVERIFY(journal.withLines(split)[0].record == record);
        }
    }
    void everyDeletionIsFoundWithItsRecord() {
        Journal journal;
        for (std::uint32_t record = 1; record <= 201; record += static_cast<std::uint32_t>(record < 198 ? stride(9) : 1)) {
            auto changed = journal.lines;
            changed.erase(changed.begin() + record + 1);
            const auto problems = journal.withLines(changed);
            QVERIFY2(isOnly(problems, JournalFlaw::gap, record), textOf(problems).c_str());
        }
    }
    void everySwapIsFoundWithItsRecord() {
        Journal journal;
        for (std::uint32_t record = 1; record <= 200; record += static_cast<std::uint32_t>(stride(9)))
            for (const std::uint32_t other : {record + 1, record + 1 + (record * 37) % (201 - record)}) {
                auto changed = journal.lines;
                std::swap(changed[record + 1], changed[other + 1]);
                const auto problems = journal.withLines(changed);
                QVERIFY2(!problems.empty() && problems.size() <= 3, textOf(problems).c_str());
                for (const std::uint32_t number : {record, other})
                    QVERIFY2(std::any_of(problems.begin(), problems.end(), [&](const auto& p) { return p.flaw == JournalFlaw::order && p.record == number; }),
                             textOf(problems).c_str());
            }
    }
    void everyDuplicateIsFoundWithItsRecord() {
        Journal journal;
        for (std::uint32_t record = 1; record <= 201; record += static_cast<std::uint32_t>(record < 199 ? stride(9) : 1)) {
            auto behind = journal.lines;
            behind.insert(behind.begin() + record + 2, journal.lines[record + 1]);
            const auto problems = journal.withLines(behind);
            QVERIFY2(std::any_of(problems.begin(), problems.end(), [&](const auto& p) { return p.flaw == JournalFlaw::order && p.record == record; }), textOf(problems).c_str());
            for (const JournalProblem& problem : problems) QCOMPARE(problem.record, record);
            auto inPlace = journal.lines;  // one record written over another
            if (record < 201) {
                inPlace[record + 2] = journal.lines[record + 1];
                const auto over = journal.withLines(inPlace);
                QVERIFY2(std::any_of(over.begin(), over.end(), [&](const auto& p) { return p.flaw == JournalFlaw::order && p.record == record; }), textOf(over).c_str());
                QVERIFY2(std::any_of(over.begin(), over.end(), [&](const auto& p) { return p.flaw == JournalFlaw::gap && p.record == record + 1; }), textOf(over).c_str());
            }
        }
    }
    void aRecordOfAnotherSegmentIsKnownAsSuch() {
        Journal journal;
        const auto other = linesOf(contentOf(journal.segment(1)));
        auto changed = journal.lines;
        changed[50] = other[2];
        auto problems = journal.withLines(changed);
        QVERIFY2(isOnly(problems, JournalFlaw::foreign, 49), textOf(problems).c_str());
        QCOMPARE(problems[0].detail, std::string("a record of segment 2"));
        changed = journal.lines;
        changed.insert(changed.begin() + 50, other[2]);
        problems = journal.withLines(changed);
        QVERIFY2(isOnly(problems, JournalFlaw::foreign, 49), textOf(problems).c_str());
    }
    void anEndThatIsCutOffIsFoundByTheNextSegment() {
        Journal journal;
        for (const std::size_t kept : {2U, 3U, 100U, 201U}) {
            const auto problems = journal.withLines({journal.lines.begin(), journal.lines.begin() + static_cast<std::ptrdiff_t>(kept)});
            QVERIFY2(isOnly(problems, JournalFlaw::gap, static_cast<std::uint32_t>(kept - 1)), textOf(problems).c_str());
        }
    }
    void anEndThatIsCutOffIsFoundByAnAnchor() {
        JournalFixture journal;
        auto options = journal.options();
        options.settings.anchorFile = journal.anchors();
        {
            JournalWriter writer(std::move(options));
            for (int i = 0; i < 10; ++i) writer.offer(requestOf("a"));
        }
        const auto lines = linesOf(contentOf(journal.segment(0)));
        putContent(journal.segment(0), joined({lines.begin(), lines.begin() + 7}));
        const auto report = journal.verify(true);
        QVERIFY2(isOnly(report->problems, JournalFlaw::truncated, 6), textOf(report->problems).c_str());
        QVERIFY((report->lastAnchor == JournalPlace{1, 11}));
        QVERIFY(report->anchors > 0);
        QVERIFY(journal.verify(false)->problems.empty());  // what no anchor names is not missed
        std::filesystem::remove(journal.segment(0));
        const auto gone = journal.verify(true);
        QVERIFY2(isOnly(gone->problems, JournalFlaw::truncated, 1), textOf(gone->problems).c_str());
    }
    void aSegmentThatIsGoneIsMissed() {
        JournalFixture journal;
        for (std::size_t i = 0; i < 4; ++i) journal.writeSegment(2, i);
        std::filesystem::remove(journal.segment(1));
        auto problems = journal.verify()->problems;
        QVERIFY2(problems.size() == 1 && problems[0].flaw == JournalFlaw::missing && problems[0].segment == 2, textOf(problems).c_str());
        std::filesystem::remove(journal.segment(0));
        problems = journal.verify()->problems;
        QVERIFY2(problems.size() == 1 && problems[0].flaw == JournalFlaw::missing && problems[0].segment == 2, textOf(problems).c_str());
    }
    void segmentsThatChangedPlacesOrNamesAreFound() {
        JournalFixture journal;
        for (std::size_t i = 0; i < 3; ++i) journal.writeSegment(2, i);
        const std::string first = contentOf(journal.segment(0)), second = contentOf(journal.segment(1));
        putContent(journal.segment(0), second);
        putContent(journal.segment(1), first);
        const auto problems = journal.verify()->problems;
        QVERIFY(problems.size() >= 2);
        QVERIFY2(std::any_of(problems.begin(), problems.end(), [](const auto& p) { return p.flaw == JournalFlaw::header && p.segment == 1; }), textOf(problems).c_str());
    }
    void keysThatWereDestroyedWithoutARecordAreFound() {
        Journal journal;
        auto changed = journal.lines;
        changed[1] = log::printShredded({1}, changed[1].size());
        auto problems = journal.withLines(changed);
        QVERIFY2(isOnly(problems, JournalFlaw::noKey, 0), textOf(problems).c_str());
        changed[1] = journal.lines[1];
        changed[1].replace(changed[1].find("0123456789abcdef"), 16, "ffffffffffffffff");
        problems = journal.withLines(changed);
        QVERIFY2(isOnly(problems, JournalFlaw::noKey, 0), textOf(problems).c_str());
        const auto other = linesOf(contentOf(journal.segment(1)));
        changed[1] = other[1];
        problems = journal.withLines(changed);
        QVERIFY2(isOnly(problems, JournalFlaw::header, 0), textOf(problems).c_str());
    }
    void onlySegmentsOfTheRangeAreWalkedOver() {
        JournalFixture journal;
        for (std::size_t i = 0; i < 4; ++i) {
            journal.writeSegment(2, i);
            journal.now = journal.now.load() + std::chrono::hours(1);
        }
        log::VerifyOptions options;
        options.folder = journal.folder();
        options.from = log::readSegmentHead(journal.segment(1))->header.created;
        options.to = log::readSegmentHead(journal.segment(2))->header.created;
        const auto report = log::verifyJournal(options, journal.keys, [](std::uint32_t) {}, kGoOn);
        QCOMPARE(report->segments, std::uint64_t{2});
        QVERIFY(report->problems.empty());
    }
    void saysHowFarItIsAndStops() {
        Journal journal;
        std::uint32_t told = 0;
        log::VerifyOptions options;
        options.folder = journal.folder();
        QVERIFY(log::verifyJournal(options, journal.keys, [&](std::uint32_t permille) { told = permille; }, kGoOn));
        QVERIFY(told > 900 && told <= 1000);
        const std::atomic<bool> stop{true};
        QVERIFY(!log::verifyJournal(options, journal.keys, [](std::uint32_t) {}, stop)->isComplete);
    }
};

MIRROR_TEST(TstJournalVerify, tst_journal_verify)
#include "tst_journal_verify.moc"
