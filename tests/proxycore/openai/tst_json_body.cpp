#include "json_literal.h"
#include "openai/json_body.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::openai;
using namespace mirror::test;

namespace {

constexpr std::size_t kDepth = 64;

QByteArray parse(RequestBodyReader& reader, std::string_view body, bool chat = true, std::size_t depth = kDepth) {
    const auto parsed = reader.parse(body, body.size(), depth, chat);
    if (parsed) return "ok";
    if (parsed.error().code != ErrorCode::badJson) return "wrong code";
    return QByteArray::fromStdString("[" + parsed.error().args.at(0) + "] " + parsed.error().cause);
}

std::string at(std::string_view body, const ValueSpan& span) { return std::string(body.substr(span.begin, span.end - span.begin)); }

/// An 8 MiB body whose bulk is made by `part`, again and again.
std::string bigBody(const std::function<void(std::string&, std::size_t)>& part) {
    std::string body = "{'model':'m','messages':[],'bulk':"_jsonText;
    std::size_t i = 0;
    while (body.size() < 8 * 1024 * 1024 - 64) part(body, i++);
    return body;
}

double millisecondsToParse(RequestBodyReader& reader, const std::string& body) {
    QElapsedTimer timer;
    timer.start();
    const QByteArray verdict = parse(reader, body);
    const double taken = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    if (verdict != "ok") qWarning() << verdict;
    return verdict == "ok" ? taken : 1e9;
}

}  // namespace

class TstJsonBody : public QObject {
    Q_OBJECT
private slots:
    void tellsWhatThePipelineNeeds() {
        RequestBodyReader reader;
        const std::string body = " {\"messages\" : [ {\"role\":\"user\",\"content\":\"a \\\"model\\\": {[\"}, {} ], \"model\" :\t\"gpt\\u002d4o\" , "
                                 "\"stream\":true,\"stream_options\": {\"x\":[1,{\"include_usage\":false}] , \"include_usage\" : true } ,\"tools\":[{}]}\n";
        const auto parsed = reader.parse(body, body.size(), kDepth, true).value();
        QCOMPARE(parsed.model, std::string_view("gpt-4o"));
        QCOMPARE(at(body, parsed.modelValue), std::string("\"gpt\\u002d4o\""));
        QCOMPARE(at(body, parsed.streamOptionsValue), std::string("{'x':[1,{'include_usage':false}] , 'include_usage' : true }"_jsonText));
        QCOMPARE(at(body, parsed.includeUsageValue), std::string("true"));
        QVERIFY(parsed.stream && parsed.includeUsage && parsed.hasTools);
        QCOMPARE(parsed.messageCount, std::size_t{2});
        QCOMPARE(parsed.topLevelEnd, body.size() - 2);
    }
    /// How many choices a stream must finish before it is whole without [DONE].
    void countsTheChoicesAskedFor_data() {
        QTest::addColumn<QString>("more");
        QTest::addColumn<bool>("chat");
        QTest::addColumn<int>("choices");
        const auto row = [](const char* more, bool chat, int choices) { QTest::newRow(more) << more << chat << choices; };
        row("", true, 1);
        row(R"(,"n":2)", true, 2);
        row(R"(,"n":1)", false, 1);
        for (const char* odd : {R"(,"n":0)", R"(,"n":-3)", R"(,"n":null)", R"(,"n":"2")", R"(,"n":1.5)"}) row(odd, true, 1);
        row(R"(,"prompt":"a")", false, 1);
        row(R"(,"prompt":[])", false, 1);
        row(R"(,"prompt":[1,2,3],"n":2)", false, 2);
        row(R"(,"prompt":["a","b","c"])", false, 3);
        row(R"(,"n":2,"prompt":["a","b","c"])", false, 6);
        row(R"(,"prompt":[[1,2],[3]])", false, 2);
        row(R"(,"prompt":{"id":"p"})", false, 1);
        row(R"(,"prompt":["a","b"])", true, 1);
        row(R"(,"n":18446744073709551615,"prompt":["a","b"])", false, 131072);
    }
    void countsTheChoicesAskedFor() {
        QFETCH(QString, more);
        QFETCH(bool, chat);
        QFETCH(int, choices);
        RequestBodyReader reader;
        const std::string body = R"({"model":"m","messages":[])" + more.toStdString() + "}";
        const auto parsed = reader.parse(body, body.size(), 64, chat);
        QVERIFY(parsed.has_value());
        QCOMPARE(parsed->choices, static_cast<std::size_t>(choices));
    }
    void takesTheRestAsAbsent() {
        RequestBodyReader reader;
        const std::string body = "{'model':'m','input':'x','tools':[],'stream':null,'stream_options':null}"_jsonText;
        const auto parsed = reader.parse(body, body.size(), kDepth, false).value();
        QVERIFY(!parsed.stream && !parsed.includeUsage && !parsed.hasTools && !parsed.includeUsageValue.present());
        QCOMPARE(at(body, parsed.streamOptionsValue), std::string("null"));
    }
    void readsInPlaceWhereThereIsRoom() {
        RequestBodyReader reader;
        std::string body = "{'model':'m','messages':[]}"_jsonText;
        const std::size_t size = body.size();
        body.append(64, '\xFF');  // what lies behind is not read as JSON
        QCOMPARE(reader.parse(std::string_view(body).substr(0, size), body.size(), kDepth, true)->model, std::string_view("m"));
    }
    void acceptsOrRefuses_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("expected");
        const auto whole = [](const char* name, const std::string& body, const char* expected) {
            QTest::newRow(name) << QByteArray::fromStdString(body) << QByteArray(expected);
        };
        const auto row = [&](const char* name, const std::string& rest, const char* expected) {
            whole(name, "{'model':'m','messages':[],"_jsonText + rest + "}", expected);
        };
        // product.md "Strict"
        row("invalidUtf8", "\"a\":\"\xC0\xAF\"", "[] invalid UTF-8");
        row("invalidUtf8InKey", "\"\xFF\":1", "[] invalid UTF-8");
        row("encodedSurrogate", "\"a\":\"\xED\xA0\x80\"", "[] invalid UTF-8");
        row("cutUtf8", "\"a\":\"\xE9\x95\"", "[] invalid UTF-8");
        row("repeatedKey", "'a':1,'a':1"_jsonText, "[a] repeated key");
        row("repeatedModel", "'model':'n'"_jsonText, "[model] repeated key");
        row("repeatedByEscape", "'\\u006dodel':'n'"_jsonText, "[model] repeated key");
        row("repeatedDeepInside", "'a':[0,{'b':{'c':1,'d':2,'c':3}}]"_jsonText, "[a[1].b.c] repeated key");
        row("repeatedOddKey", "'a b':1,'a b':2"_jsonText, "[*] repeated key");
        row("repeatedEmptyKey", "'':1,'':2"_jsonText, "[*] repeated key");
        row("sameKeyInSiblings", "'a':{'x':1},'b':{'x':1}"_jsonText, "ok");
        row("keysThatDifferInCase", "'a':1,'A':2"_jsonText, "ok");
        whole("byteOrderMark", "\xEF\xBB\xBF{\"model\":\"m\",\"messages\":[]}", "[] byte order mark");
        row("loneHighSurrogate", "'a':'\\ud800'"_jsonText, "[] malformed escape or lone surrogate");
        row("loneLowSurrogate", "'a':'\\udc00'"_jsonText, "[] malformed escape or lone surrogate");
        row("loneLowSurrogateLast", "'a':'\\uDFFF'"_jsonText, "[] malformed escape or lone surrogate");
        row("highThenLetter", "'a':'\\ud800x'"_jsonText, "[] malformed escape or lone surrogate");
        row("highThenEscape", "'a':'\\ud800\\n'"_jsonText, "[] malformed escape or lone surrogate");
        row("highThenOrdinary", "'a':'\\ud800\\u0041'"_jsonText, "[] malformed escape or lone surrogate");
        row("highThenHigh", "'a':'\\ud800\\ud800'"_jsonText, "[] malformed escape or lone surrogate");
        row("wrongOrder", "'a':'\\udc00\\ud800'"_jsonText, "[] malformed escape or lone surrogate");
        row("loneSurrogateInKey", "'\\ud800':1"_jsonText, "[] malformed escape or lone surrogate");
        row("loneLowSurrogateInKey", "'\\udc00':1"_jsonText, "[] malformed escape or lone surrogate");
        row("pair", "'a':'\\ud83d\\ude00'"_jsonText, "ok");
        row("pairInKey", "'\\ud83d\\ude00':1"_jsonText, "ok");
        row("escapedNul", "'a':'\\u0000'"_jsonText, "ok");
        // the rest of JSON
        row("trailingComma", "'a':1,"_jsonText, "[] malformed");
        row("comment", "'a':1/**/"_jsonText, "[] malformed number, or one beyond 64 bits");
        row("singleQuotes", "'a':1", "[] malformed");
        row("bareKey", "a:1", "[] malformed");
        row("missingColon", "'a' 1"_jsonText, "[] malformed");
        row("nan", "'a':NaN"_jsonText, "[] malformed");
        row("leadingZero", "'a':01"_jsonText, "[] malformed number, or one beyond 64 bits");
        row("leadingPlus", "'a':+1"_jsonText, "[] malformed");
        row("beyond64Bits", "'a':123456789012345678901234567890"_jsonText, "[] malformed number, or one beyond 64 bits");
        row("badEscape", "'a':'\\x41'"_jsonText, "[] malformed escape or lone surrogate");
        row("controlInString", "\"a\":\"\x01\"", "[] control character in a string");
        row("newlineInString", "\"a\":\"\n\"", "[] control character in a string");
        row("deleteInString", "\"a\":\"\x7F\"", "ok");
        whole("textBehind", "{'model':'m','messages':[]} x"_jsonText, "[] malformed");
        whole("secondObject", "{'model':'m','messages':[]}{}"_jsonText, "[] malformed");
        whole("spaceAround", " \t\r\n{\"model\":\"m\",\"messages\":[]} \t\r\n", "ok");
        whole("formFeedAround", "\f{\"model\":\"m\",\"messages\":[]}", "[] malformed");
        whole("nulBehind", std::string("{\"model\":\"m\",\"messages\":[]}\0", 28), "[] malformed");
        whole("nothing", "", "[] empty body");
        whole("onlySpace", "  ", "[] empty body");
        whole("array", "[]", "[] the top level is no object");
        whole("text", "\"a\"", "[] the top level is no object");
        whole("emptyObject", "{}", "[model] model is missing");
        // what the pipeline needs
        whole("modelMissing", "{'messages':[]}"_jsonText, "[model] model is missing");
        whole("modelNull", "{'model':null,'messages':[]}"_jsonText, "[model] model is no string");
        whole("modelNumber", "{'model':4,'messages':[]}"_jsonText, "[model] model is no string");
        whole("messagesMissing", "{'model':'m'}"_jsonText, "[messages] messages is missing");
        whole("messagesText", "{'model':'m','messages':'hi'}"_jsonText, "[messages] messages is no array");
        whole("messagesNull", "{'model':'m','messages':null}"_jsonText, "[messages] messages is no array");
        row("streamText", "'stream':'true'"_jsonText, "[stream] stream is no boolean");
        row("streamNumber", "'stream':1"_jsonText, "[stream] stream is no boolean");
        row("streamOptionsText", "'stream_options':'x'"_jsonText, "[stream_options] stream_options is no object");
        row("streamOptionsList", "'stream_options':[]"_jsonText, "[stream_options] stream_options is no object");
        row("includeUsageText", "'stream_options':{'include_usage':'yes'}"_jsonText, "[stream_options.include_usage] include_usage is no boolean");
        row("includeUsageNull", "'stream_options':{'include_usage':null}"_jsonText, "ok");
    }
    void acceptsOrRefuses() {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, expected);
        RequestBodyReader reader;
        QCOMPARE(parse(reader, {body.constData(), static_cast<std::size_t>(body.size())}), expected);
        QCOMPARE(parse(reader, "{'model':'m','messages':[]}"_jsonText), QByteArray("ok"));  // a refusal leaves nothing behind
    }
    void countsNestingExactly() {
        RequestBodyReader reader;
        const auto nested = [](std::size_t depth) {  // the top-level object is the first level
            std::string value;
            for (std::size_t i = 2; i <= depth; ++i) value += i % 2 == 0 ? "[" : "{\"k\":";
            std::string tail;
            if (depth % 2 == 1) value += "0";
            for (std::size_t i = depth; i >= 2; --i) tail += i % 2 == 0 ? "]" : "}";
            return "{'model':'m','messages':[],'n':"_jsonText + (value.empty() ? "0" : value + tail) + "}";
        };
        for (const std::size_t limit : {2u, 3u, 63u, 64u, 200u}) {
            QCOMPARE(parse(reader, nested(limit), true, limit), QByteArray("ok"));
            QVERIFY(parse(reader, nested(limit + 1), true, limit).endsWith("nested too deeply"));
        }
        QVERIFY(parse(reader, nested(100'000), true, 1'000'000).endsWith("nested too deeply"));
        QVERIFY(parse(reader, nested(1'010), true, 1'000'000).endsWith("nested too deeply"));
    }
    void refusesEveryCutOfABody() {
        RequestBodyReader reader;
        const std::string body = "{'model':'m','messages':[{'role':'user','content':'镜\\n\\ud83d\\ude00'}],'t':-1.5e3,'s':true,'n':null}"_jsonText;
        QCOMPARE(parse(reader, body), QByteArray("ok"));
        for (std::size_t size = 0; size < body.size(); ++size) QVERIFY2(parse(reader, body.substr(0, size)) != "ok", body.substr(0, size).c_str());
    }
    /// Objects on both sides of the border between the two ways of looking for repeated keys.
    void findsARepeatedKeyAmongAnyNumber() {
        RequestBodyReader reader;
        for (const int count : {1, 2, 14, 15, 16, 17, 18, 100, 5000}) {
            std::string members;
            for (int i = 0; i < count; ++i) members += ",\"key" + std::to_string(i) + "\":" + std::to_string(i);
            const std::string head = "{'model':'m','messages':[]"_jsonText;
            QCOMPARE(parse(reader, head + members + "}"), QByteArray("ok"));
            QCOMPARE(parse(reader, head + members + ",\"key" + std::to_string(count / 2) + "\":0}"),
                     "[key" + QByteArray::number(count / 2) + "] repeated key");
        }
    }
    /// Bounds are generous against noise of shared machines; what is quadratic takes minutes.
    void parsesEightMebibytesQuickly() {
        RequestBodyReader reader;
        const std::string keys = bigBody([](std::string& body, std::size_t i) {
            body += (i == 0 ? "{\"" : ",\"") + std::to_string(i) + "\":1";
        }) + "}}";
        const std::string text = bigBody([](std::string& body, std::size_t i) { body += i == 0 ? "\"" : "镜台 mirror \\n"; }) + "\"}";
        const std::string arrays = bigBody([](std::string& body, std::size_t i) { body += i == 0 ? "[[]" : ",[]"; }) + "]}";
        const std::string objects = bigBody([](std::string& body, std::size_t i) { body += i == 0 ? "[{\"a\":1}" : ",{\"a\":1,\"b\":\"c\"}"; }) + "]}";
        for (const auto& [name, body] : {std::pair{"keys", &keys}, {"text", &text}, {"arrays", &arrays}, {"objects", &objects}}) {
            const double taken = millisecondsToParse(reader, *body);
            qInfo("%s: %.1f MB in %.1f ms", name, static_cast<double>(body->size()) / 1e6, taken);
            QVERIFY2(taken < 3'000, name);
        }
    }
    void keepsTheModelAfterGivingBackMemory() {
        RequestBodyReader reader;
        const std::string body = "{'model':'a-model-with-a-long-name','messages':[],'x':'"_jsonText + std::string(2'000'000, 'x') + "\"}";
        QCOMPARE(reader.parse(body, body.size(), kDepth, true)->model, std::string_view("a-model-with-a-long-name"));
    }
};

MIRROR_TEST(TstJsonBody, tst_json_body)
#include "tst_json_body.moc"
