#include "openai/text_walk.h"

#include <nlohmann/json.hpp>

#include "json_literal.h"
#include "openai/base64_text.h"
#include "support/run_test.h"

using namespace mirror::openai;
using namespace mirror::test;

namespace {

std::string pseudoBase64(std::size_t size) {
    static constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    std::uint32_t state = 12345;
    while (out.size() < size) {
        state = state * 1664525 + 1013904223;
        out += kLetters[state >> 26];
    }
    return out;
}

}  // namespace

class TstTextWalk : public QObject {
    Q_OBJECT
private:
    RequestBodyReader m_reader;
    BodyTexts m_texts;

    bool read(const std::string& body) { return m_reader.parse(body, body.size(), 64, false, &m_texts).has_value(); }
    /// "t:text k:key n:1" and the runs as "[0 2]".
    QString told(const std::string& body) {
        if (!read(body)) return "refused";
        std::string out;
        for (const TextLeaf& leaf : m_texts.leaves) out += std::string(out.empty() ? "" : " ") + "tknc"[static_cast<int>(leaf.kind)] + ":" + std::string(leaf.text);
        for (const TextRun& run : m_texts.runs) {
            out += " [";
            for (std::uint32_t i = 0; i < run.count; ++i) out += (i ? " " : "") + std::string(m_texts.leaves[m_texts.joined[run.first + i]].text);
            out += "]";
        }
        return QString::fromStdString(out);
    }

private slots:
    void init() { m_texts.withNumbers = false; }
    void cleanup() { m_reader.release(); }

    void findsEveryTextInOrder_data() {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const std::string& body, const char* expected) { QTest::newRow(name) << QString::fromStdString(body) << QString(expected); };
        row("messages", "{'model':'m','messages':[{'role':'system','content':'a'},{'role':'user','content':'b c'}]}"_jsonText, "t:a t:b c");
        row("escapes", "{'model':'m','prompt':'\\u5927\\u9ebb\\n\\\"x\\\"'}"_jsonText, "t:大麻\n\"x\"");
        row("tools", "{'model':'m','tools':[{'type':'function','function':{'name':'f','description':'d','parameters':{'type':'object','properties':{'甲':{'type':'string','description':'e'}}}}}]}"_jsonText,
            "t:f t:d k:甲 t:e");
        row("arguments", "{'model':'m','messages':[{'role':'assistant','tool_calls':[{'id':'c1','type':'function','function':{'name':'f','arguments':'{\\\"x\\\":1}'}}]},{'role':'tool','tool_call_id':'c1','content':'r'}]}"_jsonText,
            "t:f t:{\"x\":1} t:r");
        row("unknown members", "{'model':'m','x_vendor':{'y':['a',[['b']]],'role':'敏感'},'metadata':{'k':'v'}}"_jsonText, "k:x_vendor k:y t:a t:b t:敏感 k:k t:v");
        row("empty ones", "{'model':'m','prompt':'','a':{},'b':[],'':'x'}"_jsonText, "k:a k:b t:x");
        row("white space", " { \"model\" : \"m\" , \"prompt\" : [ \"a\" , \"b\" ] , \"n\" : 1 } \n", "t:a t:b");
        row("the caller is its own", "{'model':'大麻','user':'张三','metadata':{'user':'李四','model':'z'}}"_jsonText, "t:李四 t:z");
        row("ids that are none", "{'model':'m','id':'a b','trace_id':'大麻','other_id':'req_1-x'}"_jsonText, "t:a b k:trace_id t:大麻 k:other_id");
        row("words of the protocol that are none", "{'model':'m','type':'drugs','role':'user','object':'text'}"_jsonText, "t:drugs");
    }
    void findsEveryTextInOrder() {
        QFETCH(QString, body);
        QFETCH(QString, expected);
        QCOMPARE(told(body.toStdString()), expected);
    }

    void joinsAdjacentTextParts_data() {
        QTest::addColumn<QString>("content");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const std::string& content, const char* expected) { QTest::newRow(name) << QString::fromStdString(content) << QString(expected); };
        row("text parts", "[{'type':'text','text':'大'},{'type':'text','text':'麻'}]"_jsonText, "t:大 t:麻 [大 麻]");
        row("members the other way round", "[{'text':'大','type':'text'},{'text':'麻','type':'text'}]"_jsonText, "t:大 t:麻 [大 麻]");
        row("input and output texts", "[{'type':'input_text','text':'a'},{'type':'output_text','text':'b'},{'type':'text','text':'c'}]"_jsonText, "t:a t:b t:c [a b c]");
        row("thoughts", "[{'type':'summary_text','text':'a'},{'type':'summary_text','text':'b'}]"_jsonText, "t:a t:b [a b]");
        row("an empty one is no seam", "[{'type':'text','text':'a'},{'type':'text','text':''},{'type':'text','text':'b'}]"_jsonText, "t:a t:b [a b]");
        row("a picture is one", "[{'type':'text','text':'a'},{'type':'image_url','image_url':{'url':'http://x'}},{'type':'text','text':'b'}]"_jsonText, "t:a t:http://x t:b");
        row("strings", "['a','b']"_jsonText, "t:a t:b [a b]");
        row("a tool's parts are their own", "[{'type':'text','text':'a'},{'type':'tool_result','content':[{'type':'text','text':'b'},{'type':'text','text':'c'}]},{'type':'text','text':'d'},{'type':'text','text':'e'}]"_jsonText,
            "t:a t:b t:c t:d t:e [b c] [d e]");
        row("no type", "[{'text':'a'},{'text':'b'}]"_jsonText, "t:a t:b [a b]");
        row("another type", "[{'type':'note','text':'a'},{'type':'note','text':'b'}]"_jsonText, "t:note t:a t:note t:b");
        row("one alone", "[{'type':'text','text':'a'}]"_jsonText, "t:a");
    }
    void joinsAdjacentTextParts() {
        QFETCH(QString, content);
        QFETCH(QString, expected);
        QCOMPARE(told("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":" + content.toStdString() + "}]}"), expected);
    }

    void promptsAreNotJoined() { QCOMPARE(told("{'model':'m','prompt':['a','b'],'input':['c','d']}"_jsonText), QString("t:a t:b t:c t:d")); }

    void numbersAreThereWhenAskedFor() {
        m_texts.withNumbers = true;
        QCOMPARE(told("{'model':'m','n':13800138000,'x':[-1.50000e3, 18446744073709551615, 1234567 ]}"_jsonText), QString("n:13800138000 k:x n:-1.50000e3 n:18446744073709551615"));
        QCOMPARE(told("{'model':'m','user':'a@b.cn','x':{'user':'c'}}"_jsonText), QString("c:a@b.cn k:x t:c"));
    }

    void base64IsLeftOutAndWhatStandsAroundItIsNot() {
        const std::string image = pseudoBase64(400);
        QVERIFY(isPlainlyBase64(image));
        const std::string url = "data:image/png;base64," + image;
        QCOMPARE(told("{\"model\":\"m\",\"prompt\":\"" + url + "\"}"), QString("t:data:image/png;base64,"));
        QCOMPARE(told("{\"model\":\"m\",\"prompt\":\"前" + url + "==\\\") 后 " + url + "尾\"}"), QString("t:前data:image/png;base64, t:\") 后 data:image/png;base64, t:尾"));
        QCOMPARE(told("{\"model\":\"m\",\"data\":\"" + image + "\",\"b64_json\":\"" + image + "\"}"), QString());
        QCOMPARE(told("{\"model\":\"m\",\"content\":\"" + image + "\"}"), QString::fromStdString("t:" + image));
        QCOMPARE(told("{\"model\":\"m\",\"data\":\"" + image + "大麻\"}"), QString::fromStdString("t:" + image + "大麻"));
        const std::string words = "Buy/some/Words/4/here/and/there/and/more/of/them/and/then/some/more/words/X";
        QCOMPARE(told("{\"model\":\"m\",\"data\":\"" + words + "\"}"), QString::fromStdString("t:" + words));
        QCOMPARE(told("{\"model\":\"m\",\"prompt\":\"data:;base64," + words + "\"}"), QString::fromStdString("t:data:;base64," + words));
    }

    void linesOfWordsAreNoBase64() {
        const std::string line = pseudoBase64(64) + "\n";
        QVERIFY(isPlainlyBase64(line + line + "aB3="));
        QVERIFY(!isPlainlyBase64(line + line.substr(1) + line + "aB3="));
        std::string words;
        for (int i = 0; i < 20; ++i) words += "Some\nwords\n" + std::to_string(i) + "\n";
        QVERIFY(!isPlainlyBase64(words));
    }
    void aMillionMarksOfDataUrlsAreReadOnce() {
        std::string marks = "data:" + std::string(1'000'000, 'x');
        for (int i = 0; i < 200'000; ++i) marks += ";base64,";
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!findDataUrl(marks, 0));
        QVERIFY2(timer.elapsed() < 5'000, "looks back at the whole text at every mark");
    }

    void rawSpansAreTheStringsThemselves() {
        m_texts.withNumbers = true;
        const std::string body = "{ 'model' : 'm', 'a\\u0062' : [ 'x\\n' , 12 ,{'deep' :'\\u5927'}] ,'messages':[{'content':['p','q']}]}"_jsonText;
        QVERIFY(read(body));
        QVERIFY(m_texts.leaves.size() >= 6);
        for (const TextLeaf& leaf : m_texts.leaves) {
            const auto raw = nlohmann::json::parse(body.substr(leaf.raw.begin, leaf.raw.end - leaf.raw.begin));
            QCOMPARE(QString::fromStdString(raw.is_string() ? raw.get<std::string>() : raw.dump()), QString::fromUtf8(leaf.whole.data(), static_cast<qsizetype>(leaf.whole.size())));
        }
    }

    void placesAreToldByTheNamesTheApiHas() {
        const std::string body = "{'model':'m','messages':[{'role':'user','content':'a'},{'content':[{'type':'text','text':'b'},{'type':'text','text':'c, \\\"]}'}]}],'大麻':{'content':'d','fuck':['e']}}"_jsonText;
        QVERIFY(read(body));
        QStringList paths;
        for (const TextLeaf& leaf : m_texts.leaves) paths << QString::fromStdString(pathOf(body, leaf.raw));
        QCOMPARE(paths, QStringList({"messages[0].content", "messages[1].content[0].text", "messages[1].content[1].text", "", "*.content", "*", "*.*[0]"}));
    }

    void editsAreMadeInOneGo() {
        const std::string body = "{'model':'m','messages':[{'content':'a'},{'content':'b'}]}"_jsonText;
        const auto parsed = m_reader.parse(body, body.size(), 64, false, &m_texts);
        QVERIFY(parsed.has_value());
        std::vector<JsonEdit> edits{{m_texts.leaves[0].raw, quoted("*\"")}, {m_texts.leaves[1].raw, quoted("[PHONE]")}};
        std::string scratch;
        QCOMPARE(QString::fromStdString(std::string(rewriteBody(body, *parsed, "n", true, scratch, edits))),
                 QString::fromStdString("{'model':'n','messages':[{'content':'*\\\"'},{'content':'[PHONE]'}],'stream_options':{'include_usage':true}}"_jsonText));
        QCOMPARE(QString::fromStdString(std::string(rewriteBody(body, *parsed, "m", false, scratch, edits))),
                 QString::fromStdString("{'model':'m','messages':[{'content':'*\\\"'},{'content':'[PHONE]'}]}"_jsonText));
    }

    void anyObjectCanBeReadAndIsReadAsStrictly() {
        const std::string body = "{'prompt':'a cat'}"_jsonText;
        QVERIFY(m_reader.parseTexts(body, body.size(), 64, m_texts).has_value());
        QCOMPARE(m_texts.leaves.size(), std::size_t(1));
        for (const std::string& bad : {"[]"_jsonText, "{'a':1,'a':2}"_jsonText, "{'a':"_jsonText, std::string("{\"a\":\"\xFF\"}"), std::string("\xEF\xBB\xBF{}")})
            QVERIFY2(!m_reader.parseTexts(bad, bad.size(), 64, m_texts).has_value(), bad.c_str());
    }
};

MIRROR_TEST(TstTextWalk, tst_text_walk)
#include "tst_text_walk.moc"
