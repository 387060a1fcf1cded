#include "filter/dry_run.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "base/text.h"
#include "filter/text_files.h"
#include "filter/word_store.h"
#include "proxycore/filter/word_fixture.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::filter;
using namespace mirror::test;

namespace {

namespace fs = std::filesystem;

std::shared_ptr<const Ruleset> rulesOf(const WordBook& book) { return Ruleset::compile(book, {}).value(); }

class Folder {
public:
    void write(const std::string& name, std::string_view content) const {
        const fs::path file = path() / name;
        fs::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << content;
    }
    fs::path path() const { return m_dir.path().toStdString(); }

private:
    QTemporaryDir m_dir;
};

Result<DryRunReport> runOver(const Folder& folder, const WordBook& draft, const WordBook* present = nullptr, WordScope direction = WordScope::both) {
    const auto rules = rulesOf(draft);
    const auto old = present != nullptr ? rulesOf(*present) : nullptr;
    return dryRun(*rules, draft, old.get(), {.bundled = false, .folder = folder.path().string(), .direction = direction}, {}, {});
}

const DryRunWord* entryOf(const DryRunReport& report, std::string_view text) {
    for (const DryRunWord& entry : report.words)
        if (entry.word.text == text) return &entry;
    return nullptr;
}

}  // namespace

class TstDryRun : public QObject {
    Q_OBJECT
private slots:
    void countsPassagesBeforeAndAfter() {
        const Folder folder;
        folder.write("a.txt", "这里有大麻\r\n\r\n   \n什么也没有\n炸药和大麻\r炸药\n");
        WordBook present = bookWith({"大麻"});
        WordBook draft = bookWith({"大麻", "炸药"});
        const auto report = runOver(folder, draft, &present);
        QVERIFY(report);
        QCOMPARE(report->documents, std::uint64_t{1});
        QCOMPARE(report->passages, std::uint64_t{4});
        QCOMPARE(report->blockedNow, std::uint64_t{2});
        QCOMPARE(report->blockedThen, std::uint64_t{3});
        QCOMPARE(report->newlyBlocked, std::uint64_t{1});
        QCOMPARE(report->samples.size(), std::size_t{1});
        QCOMPARE(report->samples[0].line, std::uint64_t{6});
        QCOMPARE(report->samples[0].hit, std::string("炸药"));
        QCOMPARE(report->samples[0].document, std::string("a.txt"));
        QCOMPARE(report->samples[0].wordId, 2u);
        QVERIFY(!entryOf(*report, "大麻")->isNew && entryOf(*report, "炸药")->isNew);
        QCOMPARE(entryOf(*report, "炸药")->hits, std::uint64_t{2});
    }
    void theWordsThatHitMostComeFirst() {
        const Folder folder;
        folder.write("a.txt", "乙乙 甲甲 乙乙\n乙乙");
        folder.write("b/c.txt", "甲甲\n丙丙");
        const auto report = runOver(folder, bookWith({"甲甲", "乙乙", "丁丁"}));
        QCOMPARE(report->words.size(), std::size_t{2});
        QCOMPARE(report->words[0].word.text, std::string("乙乙"));
        QCOMPARE(report->words[0].hits, std::uint64_t{3});
        QCOMPARE(report->words[0].texts, std::uint64_t{1});
        QCOMPARE(report->words[1].texts, std::uint64_t{2});
        QVERIFY(report->words[0].isNew);
    }
    void whatOnlyCountsIsNoHitAndWhatMasksBlocksNothing() {
        const Folder folder;
        folder.write("a.txt", "大麻 炸药\n");
        WordBook draft = bookWith({"大麻", "炸药"});
        draft.words[0].action = WordAction::observe;
        draft.words[1].action = WordAction::mask;
        const auto report = runOver(folder, draft);
        QCOMPARE(report->words.size(), std::size_t{1});
        QCOMPARE(report->words[0].word.text, std::string("炸药"));
        QCOMPARE(report->blockedThen, std::uint64_t{0});
        QVERIFY(report->samples.empty());
    }
    void expressionsCountToo() {
        const Folder folder;
        folder.write("a.txt", "order 4711-99\n");
        WordBook draft = bookWith({"\\d{4}-\\d+"});
        draft.words[0].kind = WordKind::regex;
        const auto report = runOver(folder, draft);
        QCOMPARE(report->blockedThen, std::uint64_t{1});
        QCOMPARE(report->samples.at(0).hit.substr(0, 6), std::string("4711-9"));
    }
    void aHitOfBothDirectionsCountsOnce() {
        const Folder folder;
        folder.write("a.txt", "大麻 炸药 毒品\n");
        WordBook draft = bookWith({"大麻", "炸药", "毒品"});
        draft.words[1].scope = WordScope::input;
        draft.words[2].scope = WordScope::output;
        const auto both = runOver(folder, draft);
        QCOMPARE(both->words.size(), std::size_t{3});
        for (const DryRunWord& entry : both->words) QCOMPARE(entry.hits, std::uint64_t{1});
        QVERIFY(entryOf(*runOver(folder, draft, nullptr, WordScope::input), "毒品") == nullptr);
        QVERIFY(entryOf(*runOver(folder, draft, nullptr, WordScope::output), "毒品") != nullptr);
    }
    void surroundingsAreCutBetweenCharacters() {
        const Folder folder;
        std::string many;
        for (int i = 0; i < 60; ++i) many += "字";
        folder.write("a.txt", many + "😀大麻😀" + many + "\n炸药");
        const auto report = runOver(folder, bookWith({"大麻", "炸药"}));
        const DryRunSample& sample = report->samples.at(0);
        QVERIFY(base::isUtf8(sample.before) && base::isUtf8(sample.after));
        QCOMPARE(QString::fromStdString(sample.before).toUcs4().size(), 40);
        QCOMPARE(QString::fromStdString(sample.after).toUcs4().size(), 40);
        QVERIFY(QString::fromStdString(sample.before).endsWith(QString::fromUtf8("字😀")));
        QVERIFY(report->samples.at(1).before.empty() && report->samples.at(1).after.empty());
    }
    void samplesAreAtMostThreeAWord() {
        const Folder folder;
        std::string text;
        for (int i = 0; i < 10; ++i) text += "大麻\n炸药\n";
        folder.write("a.txt", text);
        QCOMPARE(runOver(folder, bookWith({"大麻", "炸药"}))->samples.size(), std::size_t{6});
    }
    void whatIsNoTextIsCountedUnreadable() {
        const Folder folder;
        folder.write("binary", std::string_view("a\0b", 3));
        folder.write("noise", "\xFF\xFE\xFF\xFF\xD8\xD8\n");
        folder.write("gb.txt", "\xB6\xBE\xC6\xB7\r\n");  // 毒品
        folder.write("large", std::string(kMaxTextFileBytes + 1, 'a'));
        const auto report = runOver(folder, bookWith({"毒品"}));
        QCOMPARE(report->documents, std::uint64_t{1});
        QCOMPARE(report->unreadable, std::uint64_t{3});
        QCOMPARE(report->blockedThen, std::uint64_t{1});
        QCOMPARE(report->samples.at(0).hit, std::string("毒品"));
    }
    void linksAreNotFollowedAndPipesNotRead() {
        const Folder folder, other;
        other.write("secret.txt", "大麻\n");
        folder.write("own.txt", "炸药\n");
        fs::create_symlink(other.path(), folder.path() / "folder");
        fs::create_symlink(other.path() / "secret.txt", folder.path() / "file.txt");
        fs::create_symlink(folder.path(), folder.path() / "loop");
        QVERIFY(::mkfifo((folder.path() / "pipe").c_str(), 0600) == 0);
        const auto report = runOver(folder, bookWith({"大麻", "炸药"}));
        QCOMPARE(report->documents, std::uint64_t{1});
        QCOMPARE(report->blockedThen, std::uint64_t{1});
    }
    void aFolderThatIsNotThereIsSaidToBe() {
        const WordBook book = bookWith({"大麻"});
        const auto rules = rulesOf(book);
        const auto report = dryRun(*rules, book, nullptr, {.bundled = true, .folder = "/nonexistent/x"}, {}, {});
        QCOMPARE(report.error().code, ErrorCode::fileRead);
        QCOMPARE(report.error().args.at(0), std::string("/nonexistent/x"));
    }
    void whoeverWaitsMayStopItAndIsToldHowFarItIs() {
        const WordBook book = bookWith({"大麻"});
        const auto rules = rulesOf(book);
        std::vector<std::uint32_t> told;
        QVERIFY(dryRun(*rules, book, nullptr, {}, {}, {{}, [&](std::uint32_t permille) { told.push_back(permille); }}));
        QVERIFY(std::is_sorted(told.begin(), told.end()) && told.back() == 1000);
        QCOMPARE(dryRun(*rules, book, nullptr, {}, {}, {[] { return true; }, {}}).error().code, ErrorCode::cancelled);
    }
    void textsFromElsewhereAreReadBehindTheOthers() {
        const WordBook book = bookWith({"独角鲸"});
        const auto rules = rulesOf(book);
        const TextSource source{[](const TextSource::Take& take) -> Result<void> {
            for (std::uint64_t i = 1; i <= 4; ++i)
                if (!take("dialogue " + std::to_string(i), i == 3 ? "早上好\n看见独角鲸吗" : "早上好", i, 4)) return fail(ErrorCode::internal);
            return {};
        }};
        std::vector<std::uint32_t> told;
        const auto report = dryRun(*rules, book, nullptr, {}, source, {{}, [&](std::uint32_t permille) { told.push_back(permille); }});
        QCOMPARE(report->documents, innocentTexts().size() + 4);
        QCOMPARE(report->newlyBlocked, std::uint64_t{1});
        QCOMPARE(report->samples.front().document, std::string("dialogue 3"));
        QCOMPARE(report->samples.front().line, std::uint64_t{2});
        QVERIFY(std::is_sorted(told.begin(), told.end()) && told.back() == 1000);
        QVERIFY(std::find(told.begin(), told.end(), 500u) != told.end());
    }
    void aSourceThatFailsEndsIt() {
        const WordBook book = bookWith({"大麻"});
        const auto rules = rulesOf(book);
        const TextSource locked{[](const TextSource::Take&) -> Result<void> { return fail(ErrorCode::journalLocked); }};
        QCOMPARE(dryRun(*rules, book, nullptr, {}, locked, {}).error().code, ErrorCode::journalLocked);
        int asked = 0;
        const TextSource endless{[](const TextSource::Take& take) -> Result<void> {
            while (take("x", "早上好", 1, 2)) {}
            return {};
        }};
        QCOMPARE(dryRun(*rules, book, nullptr, {.bundled = false}, endless, {[&] { return ++asked > 3; }, {}}).error().code, ErrorCode::cancelled);
    }
    void theBundledTextsAreInnocent() {
        std::size_t bytes = 0;
        for (const InnocentText& text : innocentTexts()) {
            QVERIFY2(base::isUtf8(text.text) && !text.name.empty(), text.name.data());
            bytes += text.text.size();
        }
        QVERIFY(innocentTexts().size() >= 5 && bytes >= 40'000);
        const WordBook book = defaultBook();
        const auto rules = rulesOf(book);
        const auto report = dryRun(*rules, book, nullptr, {}, {}, {});
        for (const DryRunSample& sample : report->samples) qWarning("%s:%d %s", sample.document.c_str(), static_cast<int>(sample.line), sample.hit.c_str());
        QCOMPARE(report->blockedThen, std::uint64_t{0});
        QVERIFY(report->passages > 100);
        QCOMPARE(report->bytes, bytes);
    }
    /// As an engine with its default configuration looks at them: whole, in both directions, whatever the action.
    void theShippedListFindsNothingInThem() {
        const WordBook book = defaultBook();
        const auto rules = *Ruleset::compile(book, {stepsOf(FilterConfig{}), {}, {}});
        QVERIFY(rules->size() > 20 && rules->looksFor(WordScope::input) && rules->looksFor(WordScope::output));
        ScanRoom room;
        std::vector<Hit> hits;
        for (const InnocentText& text : innocentTexts())
            for (const WordScope direction : {WordScope::input, WordScope::output}) rules->scan(text.text, direction, room, hits);
        for (const Hit& hit : hits) qWarning("word %u", rules->rule(hit.rule).id);
        QVERIFY(hits.empty());
        const std::string listed = std::find_if(book.words.begin(), book.words.end(), [](const Word& word) { return word.kind == WordKind::word; })->text;
        rules->scan("看" + listed + "。", WordScope::input, room, hits);
        QVERIFY(!hits.empty());
    }
};

MIRROR_TEST(TstDryRun, tst_dry_run)
#include "tst_dry_run.moc"
