#include <nlohmann/json.hpp>

#include "daemon/word_text.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::app;

namespace {

using Json = nlohmann::json;

WordTest testOf(std::string text) {
    WordTest test{.text = std::move(text)};
    test.trial.hits = {{.begin = 13, .end = 22, .word = {.id = 12, .text = "大麻", .category = "毒品"}, .steps = foldBit(FoldStep::width)}};
    test.trial.hitCount = 1;
    test.trial.blocked = true;
    return test;
}

}  // namespace

class TstWordText : public QObject {
    Q_OBJECT
private slots:
    void aHitIsALineWithItsPlace() {
        // "\n这里有" are ten octets, then three more for a letter; the hit is at the fifth character of line 2
        const std::string text = trialText(testOf("\n这里有个大 麻吗"));
        QCOMPARE(text.substr(0, 5), std::string("2:5: "));
        QVERIFY2(text.find("block '大 麻' by word 12 '大麻' (毒品), seen by folding width\n") == std::string::npos, text.c_str());
        QVERIFY2(text.find("by word 12 '大麻' (毒品), seen by folding width\n") != std::string::npos, text.c_str());
        QVERIFY(text.ends_with("blocked\n"));
    }
    void whatWasSavedIsSaidToBeNone() {
        WordTest test = testOf("\n这里有个大麻烦");
        test.trial.blocked = false;
        test.trial.hits[0].savedBy = 3;
        test.trial.hits[0].savedByText = "大麻烦";
        test.isFilterEnabled = false;
        const std::string text = trialText(test);
        QVERIFY2(text.starts_with("2:5: none ") && text.find("saved by exception 3 '大麻烦'\nnot blocked\n") != std::string::npos, text.c_str());
        QVERIFY(text.find("filter.enabled") != std::string::npos);
    }
    void nothingInAFileSteersTheTerminal() {
        WordImport report{.lines = 1, .refused = 1, .encoding = "UTF-8", .problems = {{1, WordFlaw::badText, "a\x1B[31m\x7F\xC2\x9B", ""}}, .problemCount = 3};
        const std::string text = importText(report, "f\n.txt");
        QVERIFY2(text.starts_with("f?.txt:1: bad_text: 'a?[31m?\?'\n... and 2 more\n"), text.c_str());
        QVERIFY(text.ends_with("1 line of txt in UTF-8: 0 new, 0 duplicates, 1 refused\n"));
    }
    void jsonHasTheWireFormAndMore() {
        const Json trial = Json::parse(trialJson(testOf("x")));
        QVERIFY(trial["receipt"] == "word_trial" && trial["blocked"] == true && trial["text"] == "x" && trial["filter_enabled"] == true && trial["hits"][0]["word"]["id"] == 12);
        const Json imported = Json::parse(importJson({.report = {.added = 2}, .revision = 7}, "l"));
        QVERIFY(imported["receipt"] == "word_import" && imported["added"] == 2 && imported["revision"] == 7 && imported["list"] == "l");
        const WordListing listing{.revision = 3, .lists = {{.list = {.id = 1, .name = "a"}, .words = 4, .exceptions = 1}}, .revisions = {{.revision = 3, .words = 5}}};
        const Json list = Json::parse(listingJson(listing));
        QVERIFY(list["revision"] == 3 && list["lists"][0]["name"] == "a" && list["lists"][0]["words"] == 4 && list["lists"][0]["regexes"] == 0 && list["revisions"][0]["words"] == 5);
        const Json run = Json::parse(dryRunJson({.report = {.newlyBlocked = 2}, .candidates = {{.added = 1}}}, {"c.txt"}));
        QVERIFY(run["newly_blocked"] == 2 && run["candidates"][0]["file"] == "c.txt" && run["candidates"][0]["added"] == 1);
        QVERIFY(Json::parse(exportJson({.content = "c", .words = 1}))["content"] == "c");
    }
    void aDryRunIsTables() {
        DryRunReport report{.documents = 1, .bytes = 10, .passages = 2, .blockedThen = 1, .newlyBlocked = 1, .unreadable = 1};
        report.words = {{.word = {.id = 9, .text = "大麻"}, .hits = 2, .texts = 1, .isNew = true}};
        report.samples = {{.document = "d", .line = 4, .before = "a", .hit = "大麻", .after = "b", .wordId = 9}};
        QCOMPARE(dryRunText(report), std::string("2 passages of 1 text (10 bytes): 0 blocked now, 1 then, 1 newly\n1 file is no text or too large\n\nHITS\tTEXTS\tNEW\tID\tWORD\tCATEGORY\n"
                                                 "2\t1\tnew\t9\t大麻\t\n\nNewly blocked:\nd:4: a[大麻]b\n"));
    }
    void aProfileWithoutRevisionsSaysSo() {
        QVERIFY(listingText({}).find("No revision yet") != std::string::npos);
        const std::string text = listingText({.revision = 1, .revisions = {{.revision = 1, .time = SystemTime(std::chrono::hours(24)), .note = "n\tx", .origin = "console"}}});
        QVERIFY2(text.ends_with("1\t1970-01-02 00:00 UTC\tconsole\t0\t0\t0\t0\tn?x\n"), text.c_str());
    }
};

MIRROR_TEST(TstWordText, tst_word_text)
#include "tst_word_text.moc"
