#include "support/run_test.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/file_lock.h"
#include "integration/claims.h"
#include "support/engine_fixture.h"
#include "support/fake_upstream.h"

using namespace mirror;
using namespace mirror::test;

namespace {

const std::string kPhone = "13812345678";
const std::string kPassphrase = "correct horse battery";

/// A mirror whose journal is on, and somebody who reads it.
class Journaled {
public:
    explicit Journaled(FakeUpstream& upstream, Overrides overrides = {}) : mirror({.upstreams = {upstream.url()}, .overrides = std::move(overrides)}) {
        if (auto made = mirror.submit(InitJournal{kPassphrase}); !made) qFatal("%s", describe(made.error()).c_str());
        configure([](JournalConfig& journal) { journal.enabled = true; });
        if (!mirror.waitFor([](const Snapshot& s) { return s.journal.state == JournalState::writing; })) qFatal("the journal is not written");
    }
    template <class Change>
    void configure(Change change) {
        auto document = std::get<ConfigDocument>(mirror.submit(GetConfig{}).value());
        change(document.config.journal);
        auto applied = mirror.submit(ApplyConfig{document.revision, document.config, "test"});
        if (!applied || !std::holds_alternative<Applied>(*applied)) qFatal("the configuration was refused");
    }
    HttpAnswer say(const std::string& content, bool stream = false) {
        return mirror.ask(postRequest("/v1/chat/completions", mirror.key(),
                                      R"({"model":"test-model","messages":[{"role":"user","content":")" + content + "\"}]" + (stream ? ",\"stream\":true}" : "}")));
    }
    bool written(std::uint64_t records) {
        return mirror.waitFor([=](const Snapshot& s) { return s.journal.records >= records; });
    }
    std::string unlock() {
        session = std::get<JournalSession>(mirror.submit(UnlockJournal{kPassphrase}).value()).session;
        return session;
    }
    std::uint64_t openView(OpenJournalView command = {}) {
        command.session = session;
        return std::get<JournalView>(mirror.submit(command).value()).view;
    }
    JournalPage page(std::uint64_t view) { return std::get<JournalPage>(mirror.submit(QueryJournal{session, view, -1'000'000, 1'000}).value()); }
    /// The page once all was looked at.
    JournalPage wholePage(std::uint64_t view) {
        JournalPage last;
        [&] { QTRY_VERIFY((last = page(view)).isComplete); }();
        return last;
    }
    Dialogue read(const JournalEntryRow& row) { return std::get<Dialogue>(mirror.submit(ReadDialogue{session, row.request, row.answer}).value()); }
    std::vector<std::string> audited() {
        std::vector<std::string> actions;
        const auto page = std::get<AuditPage>(mirror.submit(QueryAudit{}).value());
        for (const AuditEntry& entry : page.entries) actions.push_back(entry.action);
        if (page.brokenAt != 0) actions.push_back("BROKEN");
        return actions;
    }

    EngineFixture mirror;
    std::string session;
};

ErrorCode codeOf(const Result<Receipt>& result) { return result ? ErrorCode::internal : result.error().code; }

/// Every byte of every file under `folder`.
bool anyFileHas(const std::filesystem::path& folder, const std::string& text) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string bytes((std::istreambuf_iterator<char>(in)), {});
        if (bytes.find(text) != std::string::npos) return true;
    }
    return false;
}

}  // namespace

/// The journal of a whole engine, by the commands a console has.
class TstJournal : public QObject {
    Q_OBJECT
private slots:
    void adialogueIsWrittenAndReadBack() {
        FakeUpstream upstream(scripts::wellBehaved({"号码是", "1381", "2345678", "。"}));
        Journaled journal(upstream);
        QCOMPARE(journal.say("我的号码是" + kPhone, true).status, 200);
        QVERIFY(journal.written(2));
        journal.unlock();
        const JournalPage page = journal.wholePage(journal.openView());
        QCOMPARE(page.rows.size(), std::size_t(1));
        QVERIFY(page.rows[0].row.isAnswered && page.rows[0].row.stream);
        QCOMPARE(page.rows[0].row.outcome, Outcome::ok);
        QCOMPARE(page.rows[0].row.masked, 2u);
        const Dialogue dialogue = journal.read(page.rows[0]);
        QCOMPARE(dialogue.turns.size(), std::size_t(2));
        QCOMPARE(dialogue.turns[0].text, std::string("我的号码是[PHONE]"));
        QCOMPARE(dialogue.turns[1].text, std::string("号码是[PHONE]。"));
        QCOMPARE(dialogue.turns[1].role, std::string("assistant"));
        QCOMPARE(dialogue.values, (std::vector<MaskedValue>{{"[PHONE]", "phone"}}));
        QCOMPARE(dialogue.tries.size(), std::size_t(1));
    }
    void nothingOfADialogueIsInAnyFileOfTheProfile() {
        FakeUpstream upstream(scripts::wellBehaved({"secret answer"}));
        Journaled journal(upstream);
        journal.say("my secret question, call " + kPhone + " or sk-abcdefghijklmnop1234", true);
        journal.say("my secret question 11010519491231002X");
        QVERIFY(journal.written(4));
        journal.unlock();
        journal.wholePage(journal.openView({.text = "secret question"}));
        const auto root = journal.mirror.profile()->path();
        for (const std::string& clear : {std::string("secret question"), std::string("secret answer"), kPhone, std::string("sk-abcdef"), std::string("11010519491231002X"), journal.mirror.key(), kPassphrase})
            QVERIFY2(!anyFileHas(root, clear), clear.c_str());
        journal.mirror.destroy();
        for (const std::string& clear : {std::string("secret question"), kPhone, kPassphrase}) QVERIFY2(!anyFileHas(root, clear), clear.c_str());
    }
    void aValueIsRevealedWithAReasonOnly() {
        FakeUpstream upstream(scripts::wellBehaved());
        Journaled journal(upstream);
        journal.say(kPhone);
        QVERIFY(journal.written(2));
        journal.unlock();
        const JournalEntryRow row = journal.wholePage(journal.openView()).rows.at(0);
        RevealValue reveal{journal.session, row.request, "[PHONE]", " "};
        QCOMPARE(codeOf(journal.mirror.submit(reveal)), ErrorCode::configValue);
        reveal.reason = "asked by the police, file 12";
        QCOMPARE(std::get<RevealedValue>(journal.mirror.submit(reveal).value()).value, kPhone);
        reveal.name = "[PHONE_2]";
        QCOMPARE(codeOf(journal.mirror.submit(reveal)), ErrorCode::notFound);
        const auto trail = std::get<AuditPage>(journal.mirror.submit(QueryAudit{}).value());
        QCOMPARE(trail.entries.size(), std::size_t(3));  // init, unlock, reveal
        QCOMPARE(trail.entries[2].action, std::string("reveal"));
        QCOMPARE(trail.entries[2].reason, reveal.reason);
        QCOMPARE(trail.entries[2].actor, std::string("console"));
    }
    void withoutTheSessionNothingIsRead() {
        FakeUpstream upstream(scripts::wellBehaved());
        Journaled journal(upstream);
        QCOMPARE(codeOf(journal.mirror.submit(UnlockJournal{"wrong passphrase"})), ErrorCode::journalPassphrase);
        const std::string session = journal.unlock();
        const std::uint64_t view = journal.openView();
        QVERIFY(journal.mirror.waitFor([](const Snapshot& s) { return s.journal.unlocked == 1; }));
        QVERIFY(journal.mirror.submit(LockJournal{session}).has_value());
        const Command locked[] = {OpenJournalView{.session = session}, QueryJournal{session, view}, ReadDialogue{session, {1, 1}, {}}, RevealValue{session, {1, 1}, "[PHONE]", "why"},
                                  VerifyJournal{session}, ExportJournal{session, view}, ShredJournalSegment{session, 1, "why"}, ExportSegmentKey{session, 1, "why"}};
        for (const Command& command : locked) QCOMPARE(codeOf(journal.mirror.submit(command)), ErrorCode::journalLocked);
        QCOMPARE(codeOf(journal.mirror.submit(OpenJournalView{.session = "guessed"})), ErrorCode::journalLocked);
        QCOMPARE(journal.audited(), (std::vector<std::string>{"init", "unlock_failed", "unlock"}));
    }
    void anIdleSessionIsLocked() {
        FakeUpstream upstream(scripts::wellBehaved());
        Journaled journal(upstream);
        journal.configure([](JournalConfig& config) { config.lockAfter = Milliseconds(10'000); });
        QCOMPARE(std::get<JournalSession>(journal.mirror.submit(UnlockJournal{kPassphrase}).value()).lockAfter, Milliseconds(10'000));
        QVERIFY(journal.mirror.waitFor([](const Snapshot& s) { return s.journal.unlocked == 1; }));
        QVERIFY(journal.mirror.waitFor([](const Snapshot& s) { return s.journal.unlocked == 0; }, Milliseconds(15'000)));
    }
    void searchAndFiltersFindWhatTheyShould() {
        FakeUpstream upstream(scripts::wellBehaved({"Banana bread"}));
        Journaled journal(upstream);
        journal.say("about apples");
        journal.say("about PEARS");
        QVERIFY(journal.written(4));
        journal.unlock();
        const auto found = [&](OpenJournalView query) { return journal.wholePage(journal.openView(std::move(query))).rows.size(); };
        QCOMPARE(found({.text = "pears"}), std::size_t(1));
        QCOMPARE(found({.text = "banana"}), std::size_t(2));
        QCOMPARE(found({.text = "cherries"}), std::size_t(0));
        QCOMPARE(found({.model = "test-*"}), std::size_t(2));
        QCOMPARE(found({.model = "other"}), std::size_t(0));
        QCOMPARE(found({.outcomes = {Outcome::ok}}), std::size_t(2));
        QCOMPARE(found({.outcomes = {Outcome::timeout}}), std::size_t(0));
        QCOMPARE(found({.from = std::chrono::system_clock::now() + std::chrono::hours(1)}), std::size_t(0));
        const JournalPage page = journal.wholePage(journal.openView({.text = "pears"}));
        QVERIFY(page.rows[0].passage.find("PEARS") != std::string::npos);
        QCOMPARE(found({.requestId = page.rows[0].row.requestId}), std::size_t(1));
    }
    void newDialoguesAppearInAnOpenView() {
        FakeUpstream upstream(scripts::wellBehaved());
        Journaled journal(upstream);
        journal.say("one");
        QVERIFY(journal.written(2));
        journal.unlock();
        const std::uint64_t view = journal.openView();
        QCOMPARE(journal.wholePage(view).rows.size(), std::size_t(1));
        journal.say("two");
        JournalPage page;
        QTRY_COMPARE((page = journal.page(view)).rows.size(), std::size_t(2));
        QCOMPARE(page.rows[0].position, -1);
        QTRY_VERIFY(journal.page(view).rows[0].row.isAnswered);
    }
    void exportsAreMaskedInEveryForm_data() {
        QTest::addColumn<int>("format");
        QTest::addColumn<QByteArray>("has");
        QTest::newRow("jsonl") << static_cast<int>(JournalExportFormat::jsonLines) << QByteArray(R"("content":"=1+1 [PHONE] <b>")");
        QTest::newRow("csv") << static_cast<int>(JournalExportFormat::csv) << QByteArray("\"user: =1+1 [PHONE] <b>\"");
        QTest::newRow("html") << static_cast<int>(JournalExportFormat::html) << QByteArray("=1+1 [PHONE] &lt;b&gt;");
    }
    void exportsAreMaskedInEveryForm() {
        QFETCH(int, format);
        QFETCH(QByteArray, has);
        FakeUpstream upstream(scripts::wellBehaved());
        Journaled journal(upstream);
        journal.say("=1+1 " + kPhone + " <b>");
        QVERIFY(journal.written(2));
        journal.unlock();
        const std::uint64_t view = journal.openView();
        journal.wholePage(view);
        const auto exported = std::get<JournalExport>(journal.mirror.submit(ExportJournal{journal.session, view, {}, static_cast<JournalExportFormat>(format)}).value());
        QCOMPARE(exported.dialogues, 1u);
        QVERIFY2(QByteArray::fromStdString(exported.content).contains(has), exported.content.c_str());
        QVERIFY(exported.content.find(kPhone) == std::string::npos);
        QCOMPARE(journal.audited().back(), std::string("export"));
        QCOMPARE(codeOf(journal.mirror.submit(ExportJournal{journal.session, view, {99}})), ErrorCode::notFound);
    }
    void aWholeJournalIsVerifiedAndAChangedOneIsNot() {
        FakeUpstream upstream(scripts::wellBehaved());
        Journaled journal(upstream);
        for (int i = 0; i < 5; ++i) journal.say("number " + std::to_string(i));
        QVERIFY(journal.written(10));
        journal.unlock();
        auto report = std::get<JournalReport>(journal.mirror.submit(VerifyJournal{journal.session}).value());
        QVERIFY(report.isComplete);
        QCOMPARE(report.problemCount, 0u);
        QVERIFY(report.records >= 10);
        // one letter of the fourth record
        for (const auto& entry : std::filesystem::directory_iterator(journal.mirror.profile()->path() / "journal")) {
            if (entry.path().extension() != ".journal") continue;
            std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
            std::string line;
            for (int i = 0; i < 5; ++i) std::getline(file, line);
            const auto at = file.tellg();
            file.seekg(at + std::streamoff(40));
            const char letter = static_cast<char>(file.peek() == 'A' ? 'B' : 'A');
            file.seekp(at + std::streamoff(40));
            file.put(letter);
        }
        report = std::get<JournalReport>(journal.mirror.submit(VerifyJournal{journal.session}).value());
        QVERIFY(report.problemCount > 0);
        QCOMPARE(report.problems[0].flaw, JournalFlaw::unreadable);
        QCOMPARE(report.problems[0].record, 4u);
    }
    void aSegmentThatIsShreddedIsGoneAndSaidToBe() {
        FakeUpstream upstream(scripts::wellBehaved());
        Journaled journal(upstream);
        journal.say("to be forgotten");
        QVERIFY(journal.written(2));
        QVERIFY(journal.mirror.submit(RotateJournalKey{kPassphrase}).has_value());
        // the next record under the new key begins another segment
        QTRY_VERIFY((journal.say("again"), journal.mirror.engine().snapshot()->journal.segment > 1));
        journal.unlock();
        const auto key = journal.mirror.submit(ExportSegmentKey{journal.session, 1, "for the auditor"});
        QCOMPARE(std::get<JournalSegmentKey>(key.value()).key.size(), std::size_t(44));
        QCOMPARE(codeOf(journal.mirror.submit(ShredJournalSegment{journal.session, 1, ""})), ErrorCode::configValue);
        QVERIFY(journal.mirror.submit(ShredJournalSegment{journal.session, 1, "the law wants it"}).has_value());
        const auto segments = std::get<JournalSegments>(journal.mirror.submit(ListJournalSegments{}).value()).segments;
        QVERIFY(segments.back().isShredded && !segments.front().isShredded && segments.front().isOpen);
        for (const JournalEntryRow& row : journal.wholePage(journal.openView()).rows) QVERIFY(row.request.segment > 1);
        QCOMPARE(codeOf(journal.mirror.submit(ExportSegmentKey{journal.session, 1, "again"})), ErrorCode::notFound);  // the same session had it open
        const auto report = std::get<JournalReport>(journal.mirror.submit(VerifyJournal{journal.session}).value());
        QCOMPARE(report.problemCount, 0u);
        QCOMPARE(std::get<JournalKeys>(journal.mirror.submit(ListJournalKeys{}).value()).keys.size(), std::size_t(2));
    }
    void thePassphraseCanBeChanged() {
        FakeUpstream upstream(scripts::wellBehaved());
        Journaled journal(upstream);
        QCOMPARE(codeOf(journal.mirror.submit(ChangeJournalPassphrase{"wrong one", "another passphrase"})), ErrorCode::journalPassphrase);
        QCOMPARE(journal.audited(), (std::vector<std::string>{"init", "unlock_failed"}));
        QVERIFY(journal.mirror.submit(ChangeJournalPassphrase{kPassphrase, "another passphrase"}).has_value());
        QCOMPARE(codeOf(journal.mirror.submit(UnlockJournal{kPassphrase})), ErrorCode::journalPassphrase);
        QVERIFY(journal.mirror.submit(UnlockJournal{"another passphrase"}).has_value());
        QCOMPARE(codeOf(journal.mirror.submit(InitJournal{"yet another one"})), ErrorCode::journalExists);
    }
    void aDamagedKeyFileIsNoWrongPassphrase() {
        FakeUpstream upstream(scripts::wellBehaved());
        Journaled journal(upstream);
        const auto file = journal.mirror.profile()->path() / "journal" / "journal.key";
        std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
        bytes.seekp(60);
        bytes.put('#');
        bytes.close();
        QCOMPARE(codeOf(journal.mirror.submit(UnlockJournal{kPassphrase})), ErrorCode::journalDamaged);
        QVERIFY(journal.mirror.waitFor([](const Snapshot& s) { return s.journal.state == JournalState::writing && s.journal.error && s.journal.error->code == ErrorCode::journalDamaged; }));
        QCOMPARE(journal.say("still written under the key it has").status, 200);
        QVERIFY(journal.written(2));
    }
    void withoutAKeyItCannotBeSwitchedOn() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror({.upstreams = {upstream.url()}});
        auto document = std::get<ConfigDocument>(mirror.submit(GetConfig{}).value());
        document.config.journal.enabled = true;
        QCOMPARE(codeOf(mirror.submit(ApplyConfig{document.revision, document.config, ""})), ErrorCode::journalNoKey);
        QCOMPARE(mirror.ask(mirror.chat()).status, 200);
        QCOMPARE(codeOf(mirror.submit(UnlockJournal{kPassphrase})), ErrorCode::journalNoKey);
        QCOMPARE(codeOf(mirror.submit(InitJournal{"short"})), ErrorCode::configValue);
    }
    void aFileThatWantsAJournalWithoutAKeyStopsRequestsAndNothingElse() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror({.upstreams = {upstream.url()}});
        std::stringstream text;
        text << std::ifstream(mirror.profile()->configFile()).rdbuf();
        Config wanted = loadConfig(text.str()).config;
        wanted.journal.enabled = true;
        std::ofstream(mirror.profile()->configFile()) << saveConfig(wanted, false);
        QVERIFY(mirror.waitFor([](const Snapshot& s) { return s.journal.state == JournalState::noKey; }));
        QTRY_COMPARE(mirror.ask(mirror.chat()).status, 503);
        QCOMPARE(mirror.engine().snapshot()->state, EngineState::running);
        QVERIFY(mirror.submit(InitJournal{kPassphrase}).has_value());
        QVERIFY(mirror.waitFor([](const Snapshot& s) { return s.journal.state == JournalState::writing; }));
        QTRY_COMPARE(mirror.ask(mirror.chat()).status, 200);
    }
    void originalsOfEveryTimeItWasOnCanBeRevealed() {
        FakeUpstream upstream(scripts::wellBehaved());
        Journaled journal(upstream, {{"workers.count", "1"}});
        const auto root = journal.mirror.profile()->path() / "journal";
        for (int i = 0; i < 4; ++i) {
            journal.say(kPhone);
            QVERIFY(journal.written(2));
            journal.configure([](JournalConfig& config) { config.enabled = false; });
            // Ended, with nobody left who holds it: then another may write there, and the next one is another writer at perhaps the same address.
            QTRY_VERIFY(base::FileLock::tryAcquire(root / "writer").value().has_value());
            journal.configure([](JournalConfig& config) { config.enabled = true; });
            QVERIFY(journal.mirror.waitFor([](const Snapshot& s) { return s.journal.state == JournalState::writing; }));
        }
        journal.unlock();
        const auto rows = journal.wholePage(journal.openView()).rows;
        QCOMPARE(rows.size(), std::size_t(4));
        for (const JournalEntryRow& row : rows) {
            const auto value = journal.mirror.submit(RevealValue{journal.session, row.request, "[PHONE]", "a test"});
            QVERIFY2(value.has_value(), value ? "" : describe(value.error()).c_str());
            QCOMPARE(std::get<RevealedValue>(*value).value, kPhone);
        }
    }
    void switchedOffNothingIsWrittenAndOnAgainItGoesOn() {
        FakeUpstream upstream(scripts::wellBehaved());
        Journaled journal(upstream);
        journal.say("one");
        QVERIFY(journal.written(2));
        journal.configure([](JournalConfig& config) { config.enabled = false; });
        QVERIFY(journal.mirror.waitFor([](const Snapshot& s) { return s.journal.state == JournalState::off; }));
        journal.say("two");
        journal.configure([](JournalConfig& config) { config.enabled = true; });
        QVERIFY(journal.mirror.waitFor([](const Snapshot& s) { return s.journal.state == JournalState::writing; }));
        journal.say("three");
        journal.unlock();
        std::vector<std::string> said;
        QTRY_COMPARE(journal.wholePage(journal.openView({.outcomes = {Outcome::ok}})).rows.size(), std::size_t(2));
        for (const JournalEntryRow& row : journal.wholePage(journal.openView()).rows) said.push_back(journal.read(row).turns.at(0).text);
        QCOMPARE(said, (std::vector<std::string>{"three", "one"}));
    }
    void anotherMirrorDoesNotWriteIntoTheSameJournal() {
        FakeUpstream upstream(scripts::wellBehaved());
        Journaled journal(upstream);
        EngineFixture other(journal.mirror.profile(), {.upstreams = {upstream.url()}, .startServing = false});
        QVERIFY(other.submit(StartEngine{}).has_value());
        QVERIFY(other.waitFor([](const Snapshot& s) { return s.state == EngineState::failed && s.failure && s.failure->code == ErrorCode::fileWrite; }));
        journal.mirror.destroy();
        QVERIFY(other.waitFor([](const Snapshot& s) { return s.state == EngineState::running && s.journal.state == JournalState::writing; }));
    }
    void aDryRunOfWordsReadsTheUnlockedJournal() {
        FakeUpstream upstream(scripts::wellBehaved());
        Journaled journal(upstream);
        journal.say("where do hedgehogs sleep, and is " + kPhone + " their number?");
        journal.say("what is a porcupine");
        QVERIFY(journal.written(4));
        const auto opened = std::get<WordDraft>(journal.mirror.submit(OpenWords{}).value());
        const std::uint64_t draft = opened.draft;
        Word word;
        word.id = opened.nextWordId;
        word.text = "hedgehogs";
        word.list = opened.lists.at(0).id;
        QVERIFY(journal.mirror.submit(EditWords{draft, {.put = {word}, .remove = {}, .putLists = {}, .removeLists = {}}}).has_value());
        DryRunWords command{.draft = draft, .bundled = false, .folder = {}, .direction = WordScope::input, .session = {}, .journalDays = 7};
        QCOMPARE(codeOf(journal.mirror.submit(command)), ErrorCode::journalLocked);
        command.session = journal.unlock();
        DryRunReport report;
        QTRY_VERIFY((report = std::get<DryRunReport>(journal.mirror.submit(command).value())).documents == 2);  // the index is written within a second
        QCOMPARE(report.newlyBlocked, std::uint64_t{1});
        QVERIFY(report.samples.front().before.starts_with("where do "));
        QVERIFY(report.samples.front().after.find("[PHONE]") != std::string::npos);
    }
    void aRestartGoesOnWithTheNextSegment() {
        FakeUpstream upstream(scripts::wellBehaved());
        std::shared_ptr<TempProfile> profile;
        {
            Journaled journal(upstream);
            journal.say("before");
            profile = journal.mirror.profile();
        }
        EngineFixture mirror(profile, {.upstreams = {upstream.url()}});
        QVERIFY(mirror.waitFor([](const Snapshot& s) { return s.journal.state == JournalState::writing && s.journal.segment == 2; }));
        const std::string session = std::get<JournalSession>(mirror.submit(UnlockJournal{kPassphrase}).value()).session;
        const auto report = std::get<JournalReport>(mirror.submit(VerifyJournal{session}).value());
        QCOMPARE(report.problemCount, 0u);
        QCOMPARE(report.records, 3u);  // both parts and the footer
    }
};

MIRROR_TEST(TstJournal, tst_journal)
#include "tst_journal.moc"
