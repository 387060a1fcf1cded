#include <nlohmann/json.hpp>

#include "daemon/journal_text.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::app;

namespace {

using Json = nlohmann::json;

FoundDialogue someDialogue() {
    FoundDialogue dialogue;
    JournalRow& row = dialogue.row.row;
    row.time = SystemTime(std::chrono::seconds(1'700'000'000));
    row.requestId = "0123456789abcdef";
    row.keyName = "sales\x1b[2J";
    row.modelAsked = "gpt-4o";
    row.isAnswered = true;
    row.status = 200;
    dialogue.row.request = {3, 17};
    dialogue.request = R"({"text":"大家好"})";
    return dialogue;
}

}  // namespace

class TstJournalText : public QObject {
    Q_OBJECT
private slots:
    void aRowIsALineThatDoesNotSteerTheTerminal() {
        QCOMPARE(rowText(someDialogue().row), std::string("2023-11-14 22:13 UTC\t0123456789abcdef\tsales?[2J\tgpt-4o\t\t200\tok\n"));
        FoundDialogue open = someDialogue();
        open.row.row.isAnswered = false;
        open.row.passage = "say \xc2\x9b it";
        QCOMPARE(rowText(open.row), std::string("2023-11-14 22:13 UTC\t0123456789abcdef\tsales?[2J\tgpt-4o\t\t-\tno answer\n    say ? it\n"));
    }
    void aDialogueIsItsRowAndWhatThereIsOfIt() {
        const std::string text = dialogueText(someDialogue());
        QVERIFY(text.ends_with("\n    request: {\"text\":\"大家好\"}\n"));
        QVERIFY(text.find("answer:") == std::string::npos);
    }
    void asJsonItIsOneObjectOnALine() {
        const std::string text = dialogueJson(someDialogue());
        QCOMPARE(std::count(text.begin(), text.end(), '\n'), 1);
        const Json json = Json::parse(text);
        QCOMPARE(json["request"]["record"].get<int>(), 17);
        QCOMPARE(json["row"]["model_asked"].get<std::string>(), std::string("gpt-4o"));
        QCOMPARE(json["contents"]["request"]["text"].get<std::string>(), std::string("大家好"));
        QVERIFY(json["contents"]["answer"].is_null());
        FoundDialogue forged = someDialogue();
        forged.request = "}, no JSON";
        QVERIFY(Json::parse(dialogueJson(forged))["contents"]["request"].is_null());
        QCOMPARE(Json::parse(rowJson(forged.row))["row"]["status"].get<int>(), 200);
    }
    void noTextTurnsTheOrderOfReadingAroundOrSteersTheTerminal() {
        const std::string hidden = "a\xe2\x80\xae" "b\xc2\x9b" "c\xe2\x81\xa6" "d\xe2\x80\x8f" "e€ 　\xc2\xa0";  // override, CSI, isolate, mark; the rest is harmless
        FoundDialogue dialogue = someDialogue();
        dialogue.row.passage = hidden;
        dialogue.request = "{\"text\":\"" + hidden + "\"}";
        const std::string shown = "a\\u202eb\\u009bc\\u2066d\\u200fe€ 　\xc2\xa0";
        QVERIFY(dialogueText(dialogue).ends_with("\n    a\\u202eb?c\\u2066d\\u200fe€ 　\xc2\xa0\n    request: {\"text\":\"" + shown + "\"}\n"));
        for (const std::string& json : {dialogueJson(dialogue), rowJson(dialogue.row)}) {
            QVERIFY2(json.find(shown) != std::string::npos, json.c_str());
            QVERIFY(json.find("\xe2\x80\xae") == std::string::npos);
            QCOMPARE(Json::parse(json)["passage"].get<std::string>(), hidden);
        }
        QCOMPARE(Json::parse(dialogueJson(dialogue))["contents"]["request"]["text"].get<std::string>(), hidden);
    }
    void aReportSaysWhatItCannotSee() {
        JournalReport report;
        report.segments = 2;
        report.records = 400;
        report.isComplete = true;
        QVERIFY(reportText(report).find("400 records in 2 segments") != std::string::npos);
        QVERIFY(reportText(report).find("no problem found\nThere is no anchor") != std::string::npos);
        report.problems = {{JournalFlaw::chain, 2, 17, "hash"}};
        report.problemCount = 5;
        report.lastAnchor = {2, 100};
        const std::string text = reportText(report);
        QVERIFY2(text.starts_with("segment 2, record 17: chain (hash)\nand 4 more\n"), text.c_str());
        QVERIFY(text.find("5 problems\nThe last anchor is of segment 2, record 100") != std::string::npos);
    }
    void whatIsLeftOutIsSaid() {
        JournalReading reading;
        QCOMPARE(readingText(reading), std::string());
        reading.dialogues = 10;
        reading.isLimited = true;
        reading.problems = {{JournalFlaw::noKey, 4, 0, ""}};
        QCOMPARE(readingText(reading), std::string("segment 4: no_key\nThere may be more than these 10.\n"));
    }
};

MIRROR_TEST(TstJournalText, tst_journal_text)
#include "tst_journal_text.moc"
