#include "engine/word_drafts.h"

#include <algorithm>
#include <chrono>
#include <set>

#include "proxycore/engine/words_kit.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::engine;
using namespace mirror::test;

namespace {

/// The drafts of one folder, used on this thread.
class Desk {
public:
    explicit Desk(WordFolder& folder, FoldSteps steps = kAllFoldSteps) : m_drafts(folder.store()) {
        std::optional<RejectedWords> rejected;
        m_opened = m_drafts.openNewest(steps, {}, rejected);
        m_rejected = rejected;
    }
    WordDrafts& drafts() { return m_drafts; }
    const Result<ReadyWords>& opened() const { return m_opened; }
    const std::optional<RejectedWords>& rejected() const { return m_rejected; }

    template <class Command>
    Result<Receipt> ask(const Command& command) {
        WordQueue::Ticket ticket;
        auto receipt = m_drafts.handle(command, ticket);
        if (auto applied = m_drafts.takeApplied()) m_drafts.setPresent(applied->rules);
        return receipt;
    }
    /// The receipt itself; an empty one of its kind, and a failed test, when there is none.
    Result<Receipt> ask(const DryRunWords& command) { return ask(DryRun{command, {}}); }
    template <class R, class Command>
    R get(const Command& command) {
        Result<Receipt> receipt = ask(command);
        if (receipt && std::holds_alternative<R>(*receipt)) return std::get<R>(std::move(*receipt));
        QTest::qFail(receipt ? "another receipt" : describe(receipt.error()).c_str(), __FILE__, __LINE__);
        return R{};
    }
    template <class Command>
    ErrorCode errorOf(const Command& command) {
        const Result<Receipt> receipt = ask(command);
        return receipt ? ErrorCode::internal : receipt.error().code;
    }
    WordDraft open(std::uint64_t revision = 0) { return get<WordDraft>(OpenWords{revision}); }
    std::vector<Word> words(std::uint64_t draft) { return get<WordPage>(QueryWords{draft}).words; }
    WordsEdited put(std::uint64_t draft, std::vector<Word> words) { return get<WordsEdited>(EditWords{draft, {.put = std::move(words), .remove = {}, .putLists = {}, .removeLists = {}}}); }
    WordTrial tryText(std::uint64_t draft, std::string text) { return get<WordTrial>(TryWords{draft, std::move(text)}); }
    bool blocks(std::string_view text) {
        filter::ScanRoom room;
        std::vector<filter::Hit> hits;
        m_drafts.present()->scan(text, WordScope::input, room, hits);
        return !hits.empty();
    }

private:
    WordDrafts m_drafts;
    Result<ReadyWords> m_opened = fail(ErrorCode::internal);
    std::optional<RejectedWords> m_rejected;
};

ImportWords importOf(std::uint64_t draft, std::string content, bool commit) {
    ImportWords command;
    command.draft = draft;
    command.fileName = "words.txt";
    command.content = std::move(content);
    command.defaults.list = 1;
    command.commit = commit;
    return command;
}

std::string repeated(const char* text, std::size_t count) {
    std::string out;
    while (count-- > 0) out += text;
    return out;
}

}  // namespace

/// Revisions and drafts, as commands see them.
class TstWordDrafts : public QObject {
    Q_OBJECT
private slots:
    // -- drafts
    void aDraftBeginsAsTheNewestRevision() {
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        folder.put({entry(1, "大麻"), entry(4, "象牙")});
        Desk desk(folder);
        const WordDraft draft = desk.open();
        QCOMPARE(draft.baseRevision, 2u);
        QCOMPARE(draft.words, 2u);
        QCOMPARE(draft.nextWordId, 5u);
        QCOMPARE(draft.nextListId, std::uint16_t(2));
        QCOMPARE(draft.lists.at(0).name, std::string("test"));
        QCOMPARE(desk.words(draft.draft).at(1), entry(4, "象牙"));
        QCOMPARE(desk.open(1).words, 1u);
        QCOMPARE(desk.errorOf(OpenWords{9}), ErrorCode::revisionUnknown);
    }
    void entriesComeInPages() {
        WordFolder folder;
        folder.put({entry(1, "一一"), entry(2, "二二"), entry(5, "五五")});
        Desk desk(folder);
        const std::uint64_t draft = desk.open().draft;
        const auto first = desk.get<WordPage>(QueryWords{draft, 0, 2});
        QVERIFY(first.more && first.words.size() == 2);
        const auto second = desk.get<WordPage>(QueryWords{draft, first.words.back().id, 2});
        QVERIFY(!second.more);
        QCOMPARE(second.words.at(0).id, 5u);
        QVERIFY(desk.get<WordPage>(QueryWords{draft, 5, 2}).words.empty());
    }
    void anEntryThatCannotBeUsedChangesNothing_data() {
        QTest::addColumn<int>("flaw");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("kind");
        QTest::newRow("duplicate") << int(WordFlaw::duplicate) << QByteArray("大 麻") << int(WordKind::word);
        QTest::newRow("emptyFolded") << int(WordFlaw::emptyFolded) << QByteArray("\xE2\x80\x8B") << int(WordKind::word);
        QTest::newRow("tooLong") << int(WordFlaw::tooLong) << QByteArray::fromStdString(repeated("长", kMaxWordLength + 1)) << int(WordKind::word);
        QTest::newRow("tooLong regex") << int(WordFlaw::tooLong) << QByteArray(kMaxRegexLength + 1, 'a') << int(WordKind::regex);
        QTest::newRow("badEncoding") << int(WordFlaw::badEncoding) << QByteArray("\xFF") << int(WordKind::word);
        QTest::newRow("badRegex") << int(WordFlaw::badRegex) << QByteArray("(") << int(WordKind::regex);
        QTest::newRow("badText") << int(WordFlaw::badText) << QByteArray("a\x01b") << int(WordKind::word);
    }
    void anEntryThatCannotBeUsedChangesNothing() {
        QFETCH(int, flaw);
        QFETCH(QByteArray, text);
        QFETCH(int, kind);
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        Desk desk(folder);
        const std::uint64_t draft = desk.open().draft;
        Word bad = entry(3, text.toStdString());
        bad.kind = static_cast<WordKind>(kind);
        const WordsEdited edited = desk.put(draft, {entry(2, "象牙"), bad});
        QCOMPARE(edited.problems.size(), 1u);
        QCOMPARE(edited.problems[0].line, 3u);
        QCOMPARE(int(edited.problems[0].flaw), flaw);
        QCOMPARE(edited.words, 1u);
        QCOMPARE(desk.words(draft).size(), 1u);
        QVERIFY(!desk.tryText(draft, "象牙").blocked);
    }
    void aListThatIsNotThereAndTooManyRulesAreRefused() {
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        Desk desk(folder);
        const std::uint64_t draft = desk.open().draft;
        Word homeless = entry(2, "象牙");
        homeless.list = 7;
        QCOMPARE(desk.put(draft, {homeless}).problems.at(0).flaw, WordFlaw::badColumn);
        std::vector<Word> rules;
        for (std::uint32_t i = 0; i <= kMaxRegexRules; ++i) {
            rules.push_back(entry(2 + i, "x" + std::to_string(i)));
            rules.back().kind = WordKind::regex;
        }
        QCOMPARE(desk.put(draft, rules).problems.at(0).flaw, WordFlaw::tooMany);
        QCOMPARE(desk.words(draft).size(), 1u);
    }
    void aSingleCharacterIsTakenAndTold() {
        WordFolder folder;
        folder.put({});
        Desk desk(folder);
        const WordsEdited edited = desk.put(desk.open().draft, {entry(1, "枪")});
        QCOMPARE(edited.problems.at(0).flaw, WordFlaw::oneCharacter);
        QCOMPARE(edited.words, 1u);
    }
    /// What a console does to undo: it puts what was, and removes what was not.
    void inverseEditsLeadBack() {
        WordFolder folder;
        folder.put({entry(1, "大麻"), entry(2, "象牙")});
        Desk desk(folder);
        const WordDraft draft = desk.open();
        const auto before = desk.words(draft.draft);
        QVERIFY(desk.get<WordsEdited>(EditWords{draft.draft, {.put = {entry(1, "大麻树"), entry(3, "犀角")}, .remove = {2}, .putLists = {{.id = 2, .enabled = true, .name = "more", .note = {}}}, .removeLists = {}}}).problems.empty());
        QVERIFY(desk.tryText(draft.draft, "犀角").blocked && !desk.tryText(draft.draft, "象牙").blocked);
        QVERIFY(desk.get<WordsEdited>(EditWords{draft.draft, {.put = {before[0], before[1]}, .remove = {3}, .putLists = {}, .removeLists = {2}}}).problems.empty());
        QCOMPARE(desk.words(draft.draft), before);
        QVERIFY(!desk.tryText(draft.draft, "犀角").blocked && desk.tryText(draft.draft, "象牙").blocked);
        const auto diff = desk.get<WordDiff>(DiffWords{draft.draft});
        QVERIFY(diff.added == 0 && diff.removed == 0 && diff.changed == 0 && diff.changes.empty() && diff.lists.empty());
    }
    void theEightDraftsUsedLastAreKept() {
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        Desk desk(folder);
        std::vector<std::uint64_t> drafts;
        for (int i = 0; i < 8; ++i) drafts.push_back(desk.open().draft);
        QVERIFY(desk.ask(QueryWords{drafts[0]}).has_value());  // used: the second is now the one that waited longest
        const std::uint64_t ninth = desk.open().draft;
        QCOMPARE(desk.errorOf(QueryWords{drafts[1]}), ErrorCode::notFound);
        for (const std::uint64_t draft : {drafts[0], drafts[2], drafts[7], ninth}) QVERIFY(desk.ask(QueryWords{draft}).has_value());
        QVERIFY(desk.ask(CloseWords{ninth}).has_value());
        QVERIFY(desk.ask(CloseWords{ninth}).has_value());  // whoever left without closing may come again
        QCOMPARE(desk.errorOf(EditWords{ninth, {}}), ErrorCode::notFound);
        for (const auto code : {desk.errorOf(ImportWords{.draft = 99}), desk.errorOf(ExportWords{99, {}, WordFileFormat::csv}), desk.errorOf(TryWords{99, "x"}), desk.errorOf(DryRunWords{99}), desk.errorOf(DiffWords{99}),
                                desk.errorOf(ApplyWords{99})})
            QCOMPARE(code, ErrorCode::notFound);
    }

    // -- files
    void anImportIsShownFirstAndThenTaken() {
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        Desk desk(folder);
        const std::uint64_t draft = desk.open().draft;
        const auto preview = desk.get<WordImport>(importOf(draft, "大麻\n象牙\n犀角\n象牙\n", false));
        QCOMPARE(preview.added, 2u);
        QCOMPARE(preview.duplicates, 2u);
        QCOMPARE(desk.words(draft).size(), 1u);
        const auto taken = desk.get<WordImport>(importOf(draft, "大麻\n象牙\n犀角\n象牙\n", true));
        QCOMPARE(taken.added, 2u);
        QVERIFY(taken.firstId == 2 && taken.nextWordId == 4);
        QVERIFY(desk.tryText(draft, "有犀角").blocked);
        QCOMPARE(desk.get<WordImport>(importOf(draft, "犀角\n", true)).added, 0u);  // the index knows what came in
        QCOMPARE(desk.put(draft, {entry(9, "象 牙")}).problems.at(0).flaw, WordFlaw::duplicate);
    }
    void aCancelledImportAddsNothing() {
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        Desk desk(folder);
        const std::uint64_t draft = desk.open().draft;
        std::string content;
        for (int i = 0; i < 20'000; ++i) content += "词" + std::to_string(i) + "\n";
        WordQueue::Ticket ticket;
        ticket.isCancelled = true;
        const auto receipt = desk.drafts().handle(importOf(draft, content, true), ticket);
        QVERIFY(!receipt && receipt.error().code == ErrorCode::cancelled);
        QCOMPARE(desk.words(draft).size(), 1u);
        QCOMPARE(desk.get<WordImport>(importOf(draft, content, true)).added, 20'000u);
    }
    void whatIsExportedIsImportedAgain() {
        WordFolder folder;
        Word noted = entry(2, "象牙", WordAction::mask);
        noted.note = "=1+1, \"so\"\nit is";
        folder.put({entry(1, "大麻"), noted});
        Desk desk(folder);
        const auto exported = desk.get<ExportedWords>(ExportWords{desk.open().draft, {}, WordFileFormat::csv});
        QCOMPARE(exported.words, 2u);
        QCOMPARE(desk.get<ExportedWords>(ExportWords{desk.open().draft, {2}, WordFileFormat::txt}).content, std::string("象牙\n"));
        WordFolder other;
        other.put({});
        Desk second(other);
        const std::uint64_t draft = second.open().draft;
        ImportWords command = importOf(draft, exported.content, true);
        command.fileName = "words.csv";
        QCOMPARE(second.get<WordImport>(command).added, 2u);
        QCOMPARE(second.words(draft).at(1), noted);
    }

    // -- trying
    void aDryRunComparesWithWhatIsInForce() {
        WordFolder folder;
        folder.put({entry(1, "会议")});
        Desk desk(folder);
        const std::uint64_t draft = desk.open().draft;
        desk.put(draft, {entry(2, "项目")});
        const auto report = desk.get<DryRunReport>(DryRunWords{draft});
        QVERIFY(report.documents > 0 && report.blockedNow > 0);
        QVERIFY(report.newlyBlocked > 0 && report.blockedThen == report.blockedNow + report.newlyBlocked);
        for (const DryRunWord& word : report.words) QCOMPARE(word.isNew, word.word.id == 2);
        QCOMPARE(desk.errorOf(DryRunWords{draft, false, "/nonexistent/texts"}), ErrorCode::fileRead);
    }
    void aDryRunCanBeCancelled() {
        WordFolder folder;
        folder.put({entry(1, "会议")});
        Desk desk(folder);
        const std::uint64_t draft = desk.open().draft;
        WordQueue::Ticket ticket;
        ticket.isCancelled = true;
        const auto receipt = desk.drafts().handle(DryRun{DryRunWords{draft}, {}}, ticket);
        QVERIFY(!receipt && receipt.error().code == ErrorCode::cancelled);
    }
    void aTextThatIsTooLongIsNotTried() {
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        Desk desk(folder);
        const std::uint64_t draft = desk.open().draft;
        QVERIFY(desk.ask(TryWords{draft, std::string(1024 * 1024, 'x')}).has_value());
        QCOMPARE(desk.errorOf(TryWords{draft, std::string(1024 * 1024 + 1, 'x')}), ErrorCode::bodyTooLarge);
        QCOMPARE(desk.errorOf(TryMask{std::string(1024 * 1024 + 1, 'x'), {}}), ErrorCode::bodyTooLarge);
    }
    void personalDataIsTriedUnderTheSettingsGiven() {
        WordFolder folder;
        folder.put({});
        Desk desk(folder);
        TryMask command{"电话13800138000，再打 138 0013 8000 或 13900139000", {}};
        const auto trial = desk.get<PiiTrial>(command);
        QCOMPARE(trial.masked, std::string("电话[PHONE]，再打 [PHONE] 或 [PHONE_2]"));
        QCOMPARE(trial.spans.size(), 3u);
        QCOMPARE(command.text.substr(trial.spans[2].begin, trial.spans[2].end - trial.spans[2].begin), std::string("13900139000"));
        QCOMPARE(trial.spans[2].replacement, std::string("[PHONE_2]"));
        QVERIFY(desk.get<PiiTrial>(TryMask{"没有", command.mask}).spans.empty());
    }

    // -- revisions
    void anAppliedDraftIsARevisionWithItsNote() {
        WordFolder folder;
        folder.put({entry(1, "大麻"), entry(2, "象牙")});
        Desk desk(folder);
        const std::uint64_t draft = desk.open().draft;
        QVERIFY(desk.get<WordsEdited>(EditWords{draft, {.put = {entry(1, "大麻", WordAction::mask), entry(3, "犀角")}, .remove = {2}, .putLists = {}, .removeLists = {}}}).problems.empty());
        const auto applied = desk.get<WordsApplied>(ApplyWords{draft, "why", false, "admin API"});
        QCOMPARE(applied.revision, 2u);
        QVERIFY(applied.added == 1 && applied.removed == 1 && applied.changed == 1);
        const WordRevisionInfo info = desk.get<WordRevisionList>(ListWordRevisions{}).revisions.at(0);
        QVERIFY(info.revision == 2 && info.note == "why" && info.origin == "admin API" && info.words == 2 && info.added == 1);
        QVERIFY(desk.blocks("犀角") && !desk.blocks("象牙"));
        // the draft goes on from there
        QVERIFY(desk.tryText(draft, "犀角").blocked);
        desk.put(draft, {entry(4, "鹿茸")});
        QVERIFY(desk.tryText(draft, "鹿茸").blocked);
        QCOMPARE(desk.get<WordsApplied>(ApplyWords{draft, {}}).added, 1u);
        QVERIFY(desk.blocks("鹿茸"));
    }
    void aCancelledApplyMakesNoRevision() {
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        Desk desk(folder);
        const std::uint64_t draft = desk.open().draft;
        desk.put(draft, {entry(2, "象牙")});
        WordQueue::Ticket ticket;
        ticket.isCancelled = true;
        const auto receipt = desk.drafts().handle(ApplyWords{draft}, ticket);
        QVERIFY(!receipt && receipt.error().code == ErrorCode::cancelled);
        QVERIFY(!desk.drafts().takeApplied());
        QCOMPARE(folder.store().newest(), 1u);
        QCOMPARE(desk.get<WordsApplied>(ApplyWords{draft}).revision, 2u);
    }
    void aDifferenceIsAgainstAnyRevision() {
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        folder.put({entry(1, "大麻"), entry(2, "象牙")});
        Desk desk(folder);
        const std::uint64_t draft = desk.open().draft;
        desk.put(draft, {entry(3, "犀角")});
        QCOMPARE(desk.get<WordDiff>(DiffWords{draft}).added, 1u);
        const auto diff = desk.get<WordDiff>(DiffWords{draft, 1, 1});
        QCOMPARE(diff.added, 2u);
        QCOMPARE(diff.changes.size(), 1u);
        QCOMPARE(desk.errorOf(DiffWords{draft, 9}), ErrorCode::revisionUnknown);
    }
    void whoeverComesSecondHearsOfItAndMayBuildOnTheFirst() {
        WordFolder folder;
        folder.put({entry(1, "大麻"), entry(2, "象牙"), entry(3, "鹿茸")});
        Desk desk(folder);
        const std::uint64_t mine = desk.open().draft, theirs = desk.open().draft;
        QVERIFY(desk.get<WordsEdited>(EditWords{theirs, {.put = {entry(4, "犀角"), entry(2, "象牙", WordAction::mask)}, .remove = {3}, .putLists = {}, .removeLists = {}}}).problems.empty());
        desk.get<WordsApplied>(ApplyWords{theirs});
        // both gave the id 4; both listed 犀角; one was changed here and removed there
        QVERIFY(desk.put(mine, {entry(4, "虎骨"), entry(5, "犀角"), entry(3, "鹿茸", WordAction::observe)}).problems.empty());
        const auto refused = desk.ask(ApplyWords{mine});
        QVERIFY(!refused && refused.error().code == ErrorCode::configConflict && refused.error().args.at(0) == "2");
        QCOMPARE(folder.store().newest(), 2u);
        QCOMPARE(desk.words(mine).size(), 5u);  // the draft is as it was
        const auto applied = desk.get<WordsApplied>(ApplyWords{mine, "mine", true});
        QCOMPARE(applied.revision, 3u);
        QVERIFY(desk.blocks("虎骨") && desk.blocks("犀角") && desk.blocks("大麻"));
        const auto words = desk.words(mine);
        const auto called = [&](const char* text) { return std::count_if(words.begin(), words.end(), [&](const Word& word) { return word.text == text; }); };
        QVERIFY(called("犀角") == 1 && called("虎骨") == 1 && called("鹿茸") == 1);
        QCOMPARE(words.at(1).action, WordAction::mask);  // theirs stays
        std::set<std::uint32_t> ids;
        for (const Word& word : words) QVERIFY(ids.insert(word.id).second);
    }
    void listsOfTwoDraftsAreToldApart() {
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        Desk desk(folder);
        const auto addList = [&](std::uint64_t draft, const char* name, const char* text) {
            Word inIt = entry(2, text);
            inIt.list = 2;
            return desk.get<WordsEdited>(EditWords{draft, {.put = {inIt}, .remove = {}, .putLists = {{.id = 2, .enabled = true, .name = name, .note = {}}}, .removeLists = {}}}).problems.empty();
        };
        const std::uint64_t mine = desk.open().draft, theirs = desk.open().draft;
        QVERIFY(addList(theirs, "theirs", "象牙") && addList(mine, "mine", "犀角"));
        desk.get<WordsApplied>(ApplyWords{theirs});
        QCOMPARE(desk.get<WordsApplied>(ApplyWords{mine, {}, true}).added, 1u);
        const WordDraft now = desk.open();
        QCOMPARE(now.lists.size(), 3u);
        for (const Word& word : desk.words(now.draft)) {
            const auto list = std::find_if(now.lists.begin(), now.lists.end(), [&](const WordList& candidate) { return candidate.id == word.list; });
            QVERIFY(list != now.lists.end());
            QCOMPARE(list->name, std::string(word.text == "象牙" ? "theirs" : word.text == "犀角" ? "mine" : "test"));
        }
    }
    void draftsOfOneRevisionAreApart() {
        WordFolder folder;
        std::vector<Word> many;
        for (std::uint32_t id = 1; id <= 20'000; ++id) many.push_back(entry(id, "词" + std::to_string(id) + "号"));
        folder.put(std::move(many));
        Desk desk(folder);
        const std::uint64_t first = desk.open().draft, second = desk.open().draft;
        desk.put(first, {entry(1, "象牙")});
        QVERIFY(desk.tryText(first, "象牙").blocked && !desk.tryText(second, "象牙").blocked);  // one's edits are not the other's
        QCOMPARE(desk.words(second).at(0).text, std::string("词1号"));
        QCOMPARE(desk.get<WordsApplied>(ApplyWords{first}).changed, 1u);
        QCOMPARE(desk.words(second).at(0).text, std::string("词1号"));
        QCOMPARE(desk.words(first).at(0).text, std::string("象牙"));
        QCOMPARE(desk.get<WordDiff>(DiffWords{second}).changed, 1u);  // against the newest
    }
    void anOldRevisionComesBackAsANewOne() {
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        folder.put({entry(2, "象牙")});
        Desk desk(folder);
        const auto applied = desk.get<WordsApplied>(RestoreWords{1, "back", "console"});
        QCOMPARE(applied.revision, 3u);
        QVERIFY(applied.added == 1 && applied.removed == 1);
        QVERIFY(desk.blocks("大麻") && !desk.blocks("象牙"));
        QCOMPARE(desk.open().nextWordId, 3u);  // 2 was given once
        QCOMPARE(desk.errorOf(RestoreWords{9}), ErrorCode::revisionUnknown);
    }
    void aFirstRunMakesTheShippedList() {
        WordFolder folder;
        Desk desk(folder);
        QVERIFY(desk.opened().has_value());
        QCOMPARE(folder.store().newest(), 1u);
        QCOMPARE(desk.open().words, std::uint64_t(filter::defaultBook().words.size()));
        QCOMPARE(desk.get<WordRevisionList>(ListWordRevisions{}).revisions.at(0).origin, std::string("first run"));
    }

    // -- what is damaged
    void aDamagedRevisionLeavesTheOneBeforeInForceAndCanBeOvercome() {
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        folder.put({entry(1, "大麻"), entry(2, "象牙")});
        folder.damage(2);
        Desk desk(folder);
        QVERIFY(desk.opened().has_value());
        QCOMPARE((*desk.opened()).rules->revision(), 1u);
        QVERIFY(desk.rejected() && desk.rejected()->revision == 2 && desk.rejected()->error.code == ErrorCode::fileRead);
        const WordDraft draft = desk.open();
        QCOMPARE(draft.baseRevision, 1u);
        QCOMPARE(desk.get<WordDiff>(DiffWords{draft.draft}).changes.size(), 0u);
        desk.put(draft.draft, {entry(3, "犀角")});
        QCOMPARE(desk.get<WordsApplied>(ApplyWords{draft.draft}).revision, 3u);
        QVERIFY(desk.blocks("犀角"));
        QCOMPARE(desk.get<WordsApplied>(RestoreWords{1}).removed, 1u);
    }
    void whenNoneCanBeReadTheErrorSaysWhatToDo() {
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        folder.put({entry(2, "象牙")});
        folder.damage(1);
        folder.damage(2);
        Desk desk(folder);
        QVERIFY(!desk.opened());
        const std::string said = describe(desk.opened().error());
        QVERIFY2(said.find("000002.jsonl.gz") != std::string::npos && said.find("put back a copy") != std::string::npos && said.find("filter.enabled") != std::string::npos, said.c_str());
        QCOMPARE(folder.store().newest(), 2u);  // nothing was put in their place
    }
    void theCompiledFormOfAnotherFileOfTheSameNumberIsNotTaken() {
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        folder.put({entry(1, "大麻"), entry(2, "象牙")});
        {
            Desk desk(folder);
            QVERIFY(desk.blocks("象牙"));
        }
        std::filesystem::remove(folder.store().file(2));
        folder.put({entry(2, "犀角")});
        Desk desk(folder);
        QVERIFY(desk.blocks("犀角") && !desk.blocks("象牙"));
    }
    void aCompiledFormThatIsDamagedIsMadeAnew() {
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        { Desk desk(folder); }
        const auto file = folder.store().compiledFile();
        QVERIFY(std::filesystem::exists(file));
        std::filesystem::resize_file(file, std::filesystem::file_size(file) - 1);
        Desk desk(folder);
        QVERIFY(desk.blocks("大麻"));
        QVERIFY(filter::Ruleset::load(file, 1, kAllFoldSteps).has_value());
    }
    void otherStepsAreCompiled() {
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        { Desk desk(folder); }
        Desk desk(folder, foldBit(FoldStep::width));
        QVERIFY(desk.blocks("大麻") && !desk.blocks("大 麻"));
        const std::uint64_t draft = desk.open().draft;
        QVERIFY(!desk.tryText(draft, "大 麻").blocked);
        QVERIFY(desk.put(draft, {entry(2, "大 麻")}).problems.empty());  // no duplicate without that step
        const auto rules = desk.drafts().ready(1, kAllFoldSteps, {});
        desk.drafts().setPresent(rules->rules);
        QVERIFY(desk.blocks("大 麻"));
        QVERIFY(desk.tryText(draft, "大\xE2\x80\x8B麻").blocked);
        QCOMPARE(desk.put(draft, {entry(3, "大*麻")}).problems.at(0).flaw, WordFlaw::duplicate);
    }
    void editingAHundredThousandWordsTakesNoTime() {
        WordFolder folder;
        std::vector<Word> many;
        for (std::uint32_t id = 1; id <= 100'000; ++id) many.push_back(entry(id, "词" + std::to_string(id)));
        folder.put(std::move(many));
        Desk desk(folder);
        const std::uint64_t draft = desk.open().draft;
        desk.put(draft, {entry(5, "象牙")});  // makes the index
        const auto begun = std::chrono::steady_clock::now();
        for (std::uint32_t i = 0; i < 50; ++i) {
            QCOMPARE(desk.put(draft, {entry(5, "象牙" + std::to_string(i))}).problems.size(), 0u);
        }
        const auto took = std::chrono::steady_clock::now() - begun;
        QVERIFY2(took < std::chrono::milliseconds(500), qPrintable(QString::number(std::chrono::duration<double>(took).count())));
    }
};

MIRROR_TEST(TstWordDrafts, tst_word_drafts)
#include "tst_word_drafts.moc"
