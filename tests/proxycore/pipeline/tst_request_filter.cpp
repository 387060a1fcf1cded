#include "support/run_test.h"  // first: moc 6.4 does not parse <concepts> when it comes upon it before Qt

#include "exchange/local_reply.h"
#include "pipeline/request_filter.h"
#include "proxycore/openai/json_literal.h"
#include "proxycore/pipeline/rule_book.h"
#include "proxycore/pipeline/stage_bench.h"

using namespace mirror;
using namespace mirror::test;

namespace {

/// One request that is looked through.
struct Request : StageBench {
    /// What goes upstream, or the id of the rule that forbids it.
    QString screened(const std::string& body, std::vector<Word> words, bool masks = false, bool asksUsage = false) {
        config.mask.beforeUpstream = masks;
        pipeline::Runtime runtime{1, std::make_shared<const Config>(config), route::RouteTable(config), {}, words.empty() ? nullptr : ruleset(std::move(words)), {}};
        openai::BodyTexts texts;
        texts.withNumbers = pipeline::screensPersonalData(runtime);
        const auto parsed = context.bodyReader.parse(body, body.size(), 64, false, &texts);
        if (!parsed) return "malformed";
        caller.exchange.rules.clear();
        screening = {};
        verdict = pipeline::screenRequest(context, runtime, caller.exchange, body, texts, screening);
        context.bodyReader.release();
        if (!verdict) return QString::fromStdString("403 " + verdict.error().args.at(0));
        std::string scratch;
        return QString::fromStdString(std::string(openai::rewriteBody(body, *parsed, parsed->model, asksUsage, scratch, screening.edits)));
    }
    QString hits() const {
        std::string out;
        for (const RuleHit& hit : caller.exchange.rules) out += hit.rule + "/" + std::string(wordActionName(hit.action)) + "@" + hit.where + "x" + std::to_string(hit.count) + " ";
        return QString::fromStdString(out);
    }
    pipeline::Screening screening;
    Result<void> verdict;
};

QString text(const std::string& json) { return QString::fromStdString(json); }

}  // namespace

class TstRequestFilter : public QObject {
    Q_OBJECT
private slots:
    void aWordThatBlocksIsFoundWhereverItStands_data() {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("where");
        const auto row = [](const char* name, const std::string& body, const char* where) { QTest::newRow(name) << QString::fromStdString(body) << QString(where); };
        row("content", "{'model':'m','messages':[{'role':'user','content':'有大麻吗'}]}"_jsonText, "messages[0].content");
        row("escaped", "{'model':'m','messages':[{'role':'user','content':'\\u5927\\u9ebb'}]}"_jsonText, "messages[0].content");
        row("escaped twice, in arguments", "{'model':'m','messages':[{'tool_calls':[{'function':{'arguments':'{\\\"q\\\":\\\"\\\\u5927\\\\u9ebb\\\"}'}}]}]}"_jsonText, "messages[0].tool_calls[0].function.arguments");
        row("system", "{'model':'m','messages':[{'role':'system','content':'大麻'}]}"_jsonText, "messages[0].content");
        row("a part", "{'model':'m','messages':[{'content':[{'type':'text','text':'x'},{'type':'text','text':'大麻'}]}]}"_jsonText, "messages[0].content[1].text");
        row("over parts", "{'model':'m','messages':[{'content':[{'type':'text','text':'有大'},{'type':'text','text':'麻'}]}]}"_jsonText, "messages[0].content[0].text");
        row("over three parts", "{'model':'m','messages':[{'content':['大',' ','麻']}]}"_jsonText, "messages[0].content[0]");
        row("a key", "{'model':'m','metadata':{'大麻':1}}"_jsonText, "metadata");
        row("a tool's description", "{'model':'m','tools':[{'type':'function','function':{'name':'f','description':'大麻'}}]}"_jsonText, "tools[0].function.description");
        row("prompt", "{'model':'m','prompt':['a','大麻']}"_jsonText, "prompt[1]");
        row("an unknown member", "{'model':'m','x':{'y':'大麻'}}"_jsonText, "*.*");
        row("traditional, with zero-width", "{'model':'m','input':'大\\u200b麻'}"_jsonText, "input");
    }
    void aWordThatBlocksIsFoundWhereverItStands() {
        QFETCH(QString, body);
        QFETCH(QString, where);
        Request request;
        QCOMPARE(request.screened(body.toStdString(), {rule(12, "大麻")}), QString("403 w12"));
        QCOMPARE(request.hits(), "w12/block@" + where + "x1 ");
        QCOMPARE(request.shard.take().wordHits.at(12), std::uint64_t(1));
    }
    void theRefusalSaysExactlyWhatTheContractSays() {
        Request request;
        request.screened("{'model':'m','prompt':'大麻'}"_jsonText, {rule(12, "大麻")});
        exchange::replyError(request.caller.exchange, request.verdict.error());
        const RecordedClient& client = request.caller.client;
        QCOMPARE(client.status, 403);
        QCOMPARE(text(client.body), text("{'error':{'message':'Content not allowed','type':'content_policy_violation','param':null,'code':'content_filter'}}"_jsonText));
        QCOMPARE(client.field("x-should-retry"), std::string("false"));
        QCOMPARE(client.field("x-mirror-rule-id"), std::string("w12"));
    }
    void innocentRequestsGoAsTheyCame() {
        Request request;
        const std::string body = "{'model':'m','messages':[{'role':'user','content':[{'type':'text','text':'大'},{'type':'image_url','image_url':{'url':'http://x'}},{'type':'text','text':'麻'}]},{'content':'大'},{'content':'麻'}],'user':'大麻'}"_jsonText;
        QCOMPARE(request.screened(body, {rule(12, "大麻")}), text(body));
        QVERIFY(request.screening.edits.empty() && request.caller.exchange.rules.empty());
    }
    void starsStandInPlace() {
        Request request;
        QCOMPARE(request.screened("{'model':'m','messages':[{'content':'大麻和大麻'},{'content':[{'type':'text','text':'有大'},{'type':'text','text':'麻吗'}]}]}"_jsonText, {rule(3, "大麻", WordAction::mask)}),
                 text("{'model':'m','messages':[{'content':'**和**'},{'content':[{'type':'text','text':'有*'},{'type':'text','text':'*吗'}]}]}"_jsonText));
        QCOMPARE(request.hits(), QString("w3/mask@messages[0].contentx2 w3/mask@messages[1].content[0].textx1 "));
    }
    void aKeyThatWouldBeMaskedBlocks() {
        Request request;
        QCOMPARE(request.screened("{'model':'m','metadata':{'大麻':1}}"_jsonText, {rule(3, "大麻", WordAction::mask)}), QString("403 w3"));
        QCOMPARE(request.hits(), QString("w3/block@metadatax1 "));
    }
    void observedWordsAreOnlyCounted() {
        Request request;
        const std::string body = "{'model':'m','prompt':'大麻'}"_jsonText;
        QCOMPARE(request.screened(body, {rule(3, "大麻", WordAction::observe)}), text(body));
        QCOMPARE(request.hits(), QString("w3/observe@promptx1 "));
    }
    void rulesForAnswersDoNotCountHere() {
        Request request;
        const std::string body = "{'model':'m','prompt':'大麻'}"_jsonText;
        QCOMPARE(request.screened(body, {rule(3, "大麻", WordAction::block, WordScope::output)}), text(body));
    }
    void regexRulesHaveNamesOfTheirOwn() {
        Request request;
        QCOMPARE(request.screened("{'model':'m','prompt':'key-1234'}"_jsonText, {rule(5, "key-[0-9]+", WordAction::block, WordScope::both, WordKind::regex)}), QString("403 r5"));
    }
    void noMoreHitsAreKeptThanTheRecordHasRoomFor() {
        Request request;
        std::string prompts;
        for (int i = 0; i < 40; ++i) prompts += std::string(i ? "," : "") + "\"大麻\"";
        request.screened("{\"model\":\"m\",\"prompt\":[" + prompts + "]}", {rule(3, "大麻", WordAction::observe)});
        QCOMPARE(request.caller.exchange.rules.size(), kMaxRuleHits);
        QCOMPARE(request.shard.take().wordHits.at(3), std::uint64_t(40));
    }
    void aTextMayHoldEveryWordThereIs() {
        Request request;
        std::vector<Word> words;
        std::string text;
        for (std::uint32_t i = 0; i < 5000; ++i) {
            const std::string word = "word" + std::string(1, static_cast<char>('a' + i % 26)) + std::to_string(i);
            words.push_back(rule(i + 1, word, WordAction::observe));
            text += word + " " + word + " ";
        }
        request.screened("{\"model\":\"m\",\"prompt\":\"" + text + text + "\"}", words);
        const auto counted = request.shard.take().wordHits;
        QCOMPARE(counted.size(), std::size_t(5000));
        QVERIFY(std::all_of(counted.begin(), counted.end(), [](const auto& entry) { return entry.second == 4; }));
        QCOMPARE(request.caller.exchange.rules.size(), kMaxRuleHits);
    }
    void personalDataGetsNames() {
        Request request;
        QCOMPARE(request.screened("{'model':'m','messages':[{'content':'打13800138000'},{'content':'13900139000或13800138000'}],'x':13800138000,'y':1700000000000}"_jsonText, {}, true),
                 text("{'model':'m','messages':[{'content':'打[PHONE]'},{'content':'[PHONE_2]或[PHONE]'}],'x':0,'y':1700000000000}"_jsonText));
        QVERIFY(!request.screening.restorer.empty());
        QCOMPARE(request.shard.take().masked[static_cast<std::size_t>(PiiKind::phone)], std::uint64_t(4));
        QVERIFY2(request.hits().startsWith("pii-phone/mask@messages[0].contentx1 "), qPrintable(request.hits()));
    }
    void argumentsStayJson() {
        Request request;
        QCOMPARE(request.screened("{'model':'m','messages':[{'tool_calls':[{'function':{'arguments':'{\\\"a\\\":13800138000,\\\"b\\\":\\\"13800138000\\\"}'}}]}]}"_jsonText, {}, true),
                 text("{'model':'m','messages':[{'tool_calls':[{'function':{'arguments':'{\\\"a\\\":0,\\\"b\\\":\\\"[PHONE]\\\"}'}}]}]}"_jsonText));
    }
    void theCallerIsNamedToNobodyAndBlockedByNothing() {
        Request request;
        const std::string body = "{'model':'a@b.cn','user':'a@b.cn','prompt':'x'}"_jsonText;
        QCOMPARE(request.screened(body, {rule(1, "cn")}, true), text("{'model':'a@b.cn','user':'[EMAIL]','prompt':'x'}"_jsonText));
        QCOMPARE(request.screened(body, {rule(1, "cn")}), text(body));
    }
    void aTextThatOnlyBeginsLikeJsonGetsNames() {
        Request request;
        QCOMPARE(request.screened("{'model':'m','messages':[{'content':'[急] 打13800138000'},{'content':'{{name}} 13800138000'},{'content':' [13800138000, 1]'}]}"_jsonText, {}, true),
                 text("{'model':'m','messages':[{'content':'[急] 打[PHONE]'},{'content':'{{name}} [PHONE]'},{'content':' [0, 1]'}]}"_jsonText));
    }
    void escapesOfJsonWithinATextAreBorders() {
        Request request;
        const auto arguments = [](const std::string& text) { return "{'model':'m','messages':[{'tool_calls':[{'function':{'arguments':'"_jsonText + text + "'}}]}]}"_jsonText; };
        QCOMPARE(request.screened(arguments("{\\\"q\\\":\\\"buy\\\\nheroin\\\"}"), {rule(1, "heroin")}), QString("403 w1"));
        QCOMPARE(request.screened("{'model':'m','messages':[{'role':'tool','content':'{\\\"q\\\":\\\"\\\\theroin\\\"}'}]}"_jsonText, {rule(1, "heroin")}), QString("403 w1"));
        QCOMPARE(request.screened(arguments("{\\\"q\\\":\\\"a\\\\nheroin heroin\\\"}"), {rule(1, "heroin", WordAction::mask)}), text(arguments("{\\\"q\\\":\\\"a\\\\n****** ******\\\"}")));
        // a path in a prose text, a formula
        QCOMPARE(request.screened("{'model':'m','prompt':'C:\\\\nheroin'}"_jsonText, {rule(1, "heroin")}), text("{'model':'m','prompt':'C:\\\\nheroin'}"_jsonText));
        QCOMPARE(request.screened("{'model':'m','prompt':'C:\\\\narc'}"_jsonText, {rule(1, "narc")}), QString("403 w1"));
        QCOMPARE(request.screened(arguments("{\\\"q\\\":\\\"C:\\\\\\\\narc\\\"}"), {rule(1, "narc")}), QString("403 w1"));
        QCOMPARE(request.screened(arguments("{\\\"q\\\":\\\"C:\\\\\\\\narc\\\"}"), {rule(1, "arc")}), text(arguments("{\\\"q\\\":\\\"C:\\\\\\\\narc\\\"}")));
    }
    void membersOfStreamOptionsAreEditedToo() {
        Request request;
        QCOMPARE(request.screened("{'model':'m','prompt':'a','stream_options':{'13800138000':1}}"_jsonText, {}, true, true), text("{'model':'m','prompt':'a','stream_options':{'include_usage':true,'[PHONE]':1}}"_jsonText));
    }
    void aPlainTextDocumentIsText() {
        Request request;
        const std::string plain = "Tell1\\nme\\nhow\\nto\\nmake\\nheroin\\nat\\nhome\\nwith\\nTools\\nfrom\\nthe\\nKitchen\\nnow2";
        const auto document = [&](const std::string& type) { return "{'model':'m','messages':[{'content':[{'type':'document','source':{'type':'"_jsonText + type + "','media_type':'text/plain','data':'"_jsonText + plain + "'}}]}]}"_jsonText; };
        QCOMPARE(request.screened(document("text"), {rule(1, "heroin")}), QString("403 w1"));
        QCOMPARE(request.screened(document("base64"), {rule(1, "heroin")}), QString("403 w1"));
    }
    void wordsAndPersonalDataInOneGo() {
        Request request;
        QCOMPARE(request.screened("{'model':'m','prompt':'大麻13800138000'}"_jsonText, {rule(3, "大麻", WordAction::mask)}, true), text("{'model':'m','prompt':'**[PHONE]'}"_jsonText));
        QCOMPARE(request.screened("{'model':'m','prompt':'大麻13800138000'}"_jsonText, {rule(3, "大麻")}, true), QString("403 w3"));
    }
    void nothingIsMaskedUnlessAskedFor() {
        Request request;
        const std::string body = "{'model':'m','prompt':'13800138000'}"_jsonText;
        QCOMPARE(request.screened(body, {rule(3, "大麻")}), text(body));
        QVERIFY(request.screening.restorer.empty());
    }
    void whatSurroundsBase64IsChangedAndBase64IsNot() {
        Request request;
        std::string image;
        for (int i = 0; i < 40; ++i) image += "aB3dE9+Z";
        const std::string url = "data:image/png;base64," + image;
        QCOMPARE(request.screened("{\"model\":\"m\",\"prompt\":\"大麻" + url + "大麻" + url + "\"}", {rule(3, "大麻", WordAction::mask)}),
                 text("{\"model\":\"m\",\"prompt\":\"**" + url + "**" + url + "\"}"));
    }
};

MIRROR_TEST(TstRequestFilter, tst_request_filter)
#include "tst_request_filter.moc"
