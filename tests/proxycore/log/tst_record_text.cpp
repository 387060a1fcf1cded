#include "log/record_text.h"

#include <nlohmann/json.hpp>

#include "log/row_json.h"
#include "proxycore/log/journal_fixture.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::log;

namespace {
std::string textOf(const RecordView& record) {
    std::string text;
    appendRecord(text, record);
    return text;
}
const RecordView kRecord{7, "hash=", RecordPart::answer, "{\"id\":\"a\"}", "{\"b\":[\"x\\\"]}\",{\"c\":null}]}", "c2VhbGVk"};
}  // namespace

class TstRecordText : public QObject {
    Q_OBJECT
private slots:
    void isJsonWithItsPartsVerbatim() {
        const std::string text = textOf(kRecord);
        QCOMPARE(text, std::string("{\"v\":1,\"seq\":7,\"prev\":\"hash=\",\"part\":\"answer\",\"row\":{\"id\":\"a\"},\"content\":{\"b\":[\"x\\\"]}\",{\"c\":null}]},\"values\":\"c2VhbGVk\"}"));
        QVERIFY(nlohmann::json::accept(text));
        const auto parsed = parseRecord(text);
        QVERIFY(parsed);
        QCOMPARE(parsed->seq, std::uint64_t{7});
        QVERIFY(parsed->part == RecordPart::answer);
        QCOMPARE(parsed->prev, kRecord.prev);
        QCOMPARE(parsed->row, kRecord.row);
        QCOMPARE(parsed->content, kRecord.content);
        QCOMPARE(parsed->values, kRecord.values);
    }
    void valuesAreLeftOutWhereThereAreNone() {
        RecordView record = kRecord;
        record.values = {};
        const std::string text = textOf(record);
        QVERIFY(text.find("values") == std::string::npos);
        QVERIFY(parseRecord(text)->values.empty());
    }
    void contentMayBeAnyJsonValue() {
        for (const char* content : {"null", "12", "true", "\"text\"", "[]", "{}", "\"a\\\\\"", "[\"}\"]"}) {
            RecordView record = kRecord;
            record.content = content;
            const std::string text = textOf(record);
            QCOMPARE(parseRecord(text)->content, std::string_view(content));
        }
    }
    void everyCutAndEveryAdditionIsRefused() {
        const std::string text = textOf(kRecord);
        for (std::size_t cut = 0; cut < text.size(); ++cut) QVERIFY(!parseRecord(text.substr(0, cut)));
        QVERIFY(!parseRecord(text + " "));
        QVERIFY(!parseRecord(" " + text));
        QVERIFY(!parseRecord("{\"v\":1,\"seq\":07,\"prev\":\"h\",\"part\":\"answer\",\"row\":{},\"content\":{}}"));
        QVERIFY(!parseRecord("{\"v\":1,\"seq\":0,\"prev\":\"h\",\"part\":\"answer\",\"row\":{},\"content\":{}}"));
        QVERIFY(!parseRecord("{\"v\":1,\"seq\":1,\"prev\":\"h\",\"part\":\"other\",\"row\":{},\"content\":{}}"));
        QVERIFY(!parseRecord("{\"v\":2,\"seq\":1,\"prev\":\"h\",\"part\":\"answer\",\"row\":{},\"content\":{}}"));
    }
    void aRowComesBackWhole() {
        JournalRow row = test::rowOf("id \"quoted\" 中文", true, SystemTime(Microseconds(1'700'000'000'000'001)));
        row.outcome = Outcome::filtered;
        row.cache = CacheResult::coalesced;
        row.stream = true;
        row.firstToken = Microseconds(0);
        row.promptTokens = {11};
        row.completionTokens = {22};
        row.attempts = 3;
        row.ruleHits = 4;
        row.masked = 5;
        for (const bool isAlone : {false, true}) {
            std::string text;
            appendRow(text, row, isAlone);
            const auto parsed = parseRow(text);
            QVERIFY(parsed && parsed->row == row);
            QCOMPARE(parsed->isAlone, isAlone);
        }
        std::string empty;
        appendRow(empty, {}, false);
        QCOMPARE(empty, std::string("{}"));
        QVERIFY(parseRow(empty)->row == JournalRow());
    }
    void aRowIsJsonWhateverItsTextsHold() {
        JournalRow row;
        row.keyName = "broken \xff\xc3 \x01 \"";
        std::string text;
        appendRow(text, row, false);
        QVERIFY(nlohmann::json::accept(text));
        QVERIFY(!parseRow("[]") && !parseRow("{") && !parseRow("{\"status\":\"200\"}"));
        QVERIFY(parseRow("{\"later\":[1],\"status\":200}")->row.status == 200);
    }
};

MIRROR_TEST(TstRecordText, tst_record_text)
#include "tst_record_text.moc"
