#include "pipeline/stream_filter.h"

#include <nlohmann/json.hpp>

#include "pipeline/stream_gate.h"
#include "proxycore/http/arrivals.h"
#include "proxycore/openai/json_literal.h"
#include "proxycore/pipeline/rule_book.h"
#include "support/recorded_client.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;
using nlohmann::json;
using openai::Endpoint;
using pipeline::AnswerRules;
using pipeline::StreamFilter;
using pipeline::StreamGate;

namespace {

std::string sse(const std::string& data, const std::string& name = {}) { return (name.empty() ? "" : "event: " + name + "\n") + "data: " + data + "\n\n"; }
const std::string kHead = "{'id':'c','object':'chat.completion.chunk','created':1,'model':'up','choices':["_jsonText;
std::string delta(const std::string& members, int choice = 0, const std::string& finish = "null") {
    return "{\"index\":" + std::to_string(choice) + ",\"delta\":{" + members + "},\"finish_reason\":" + finish + "}";
}
std::string chunk(const std::string& choices) { return sse(kHead + choices + "]}"); }
std::string says(const std::string& text, int choice = 0) { return chunk(delta("\"content\":" + json(text).dump(), choice)); }
std::string argues(const std::string& text, int call = 0, int choice = 0) {
    return chunk(delta("\"tool_calls\":[{\"index\":" + std::to_string(call) + ",\"function\":{\"arguments\":" + json(text).dump() + "}}]", choice));
}
std::string stops(int choice = 0, const std::string& why = "\"stop\"") { return chunk(delta("", choice, why)); }
const std::string kRole = chunk(delta("\"role\":\"assistant\",\"content\":\"\""));
const std::string kDone = "data: [DONE]\n\n";

/// A stream through gate and filter.
struct Passage {
    std::string sent;
    std::string trouble;
    bool blocked = false, open = false;
    std::string rule;
    std::vector<RuleHit> hits;
    std::int64_t events = 0;
};

struct Bench {
    AnswerRules rules;
    std::shared_ptr<const filter::Ruleset> words;
    std::unique_ptr<mask::Restorer> names;
    Endpoint endpoint = Endpoint::chatCompletions;
    bool keepUsage = false;
    std::size_t choices = 1;

    explicit Bench(std::vector<Word> list = {}, std::vector<mask::Masker::Name> known = {}) {
        if (!list.empty()) words = ruleset(std::move(list));
        if (!known.empty()) names = std::make_unique<mask::Restorer>(std::move(known));
        rules.words = words.get();
        rules.names = names.get();
    }
    Passage pass(const Pieces& pieces) const {
        openai::StreamEventReader reader;
        openai::AnswerTexts texts;
        filter::ScanRoom room;
        metrics::WorkerShard shard{0};
        RecordedExchange caller;
        StreamFilter filter(rules, pipeline::RuleLog(caller.exchange, shard), {room, texts}, endpoint, keepUsage);
        StreamGate gate(reader, endpoint, keepUsage, choices, &filter);
        Passage out;
        for (const std::string_view piece : pieces) {
            const Result<void> taken = gate.take(piece, out.sent);
            if (!taken) out.trouble = errorName(taken.error().code);
            if (!taken || gate.isDone()) break;
        }
        if (!gate.isDone()) gate.flush(out.sent);
        if (gate.isComplete() && out.trouble.empty()) out.sent += gate.closing();
        out.blocked = filter.isBlocked();
        if (out.blocked) out.rule = filter.blockedBy();
        out.open = gate.isOpen();
        out.hits = caller.exchange.rules;
        out.events = gate.eventsPassed();
        return out;
    }
    Passage pass(const std::string& stream) const { return pass(Pieces{stream}); }
};

/// What a client makes of a stream: per choice its texts by field, and how it ended.
QString heard(const std::string& sent) {
    std::map<std::string, std::string> texts;
    std::string ends;
    bool done = false;
    std::string_view rest = sent;
    while (!rest.empty()) {
        const std::size_t end = rest.find("\n\n");
        std::string_view data = rest.substr(0, end);
        rest.remove_prefix(end + 2);
        data.remove_prefix(data.find("data: ") + 6);
        if (data == "[DONE]") {
            done = true;
            continue;
        }
        const json event = json::parse(data);
        for (const json& choice : event.value("choices", json::array())) {
            const std::string key = std::to_string(choice.value("index", 0));
            if (choice.contains("finish_reason") && choice["finish_reason"].is_string()) ends += " " + key + "!" + choice["finish_reason"].get<std::string>();
            const json said = choice.value("delta", json::object());
            for (const char* name : {"content", "reasoning_content", "refusal", "x_vendor"})
                if (said.contains(name) && said[name].is_string()) texts[key + "." + name] += said[name].get<std::string>();
            for (const json& call : said.value("tool_calls", json::array()))
                texts[key + ".tool" + std::to_string(call.value("index", 0))] += call.value("function", json::object()).value("arguments", std::string());
            if (choice.contains("text")) texts[key + ".text"] += choice["text"].get<std::string>();
        }
    }
    std::string out;
    for (const auto& [key, text] : texts)
        if (!text.empty()) out += key + "=" + text + " ";
    return QString::fromStdString(out + "|" + ends + (done ? " done" : ""));
}

/// All ways of putting `text` into one, two or (a character each) many deltas, made by `event`.
template <class Event>
std::vector<std::string> splits(const std::string& text, Event event) {
    std::vector<std::string> streams{event(text)};
    std::vector<std::size_t> borders;
    for (std::size_t i = 1; i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) borders.push_back(i);
    std::string single;
    std::size_t from = 0;
    for (const std::size_t border : borders) {
        streams.push_back(event(text.substr(0, border)) + event(text.substr(border)));
        single += event(text.substr(from, border - from));
        from = border;
    }
    streams.push_back(single + event(text.substr(from)));
    return streams;
}

}  // namespace

class TstStreamFilter : public QObject {
    Q_OBJECT
private slots:
    void innocentStreamsComeThroughByteForByteAndAtOnce() {
        const Bench bench({rule(1, "大麻"), rule(2, "fuck")});
        const std::string vendor = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\\u4f60\"},\"x_vendor\":{\"a\":[1,2]}}],\"sf\":1e-3}\n\n";
        const std::vector<std::string> events{kRole, says("今天天气很好。"), says("大家好"), vendor, argues("{\"a\":1}"), says(" function"), stops()};
        openai::StreamEventReader reader;
        openai::AnswerTexts texts;
        filter::ScanRoom room;
        metrics::WorkerShard shard{0};
        RecordedExchange caller;
        StreamFilter filter(bench.rules, pipeline::RuleLog(caller.exchange, shard), {room, texts}, Endpoint::chatCompletions, false);
        StreamGate gate(reader, Endpoint::chatCompletions, false, 1, &filter);
        std::string expected;
        for (const std::string& event : events) {
            std::string out;
            QVERIFY(gate.take(event, out).has_value());
            expected += event;
            if (&event == &events.front()) continue;  // held by the gate: nothing meaningful yet
            QCOMPARE(bytes(out), bytes(&event == &events[1] ? expected : event));
        }
        QVERIFY(caller.exchange.rules.empty());
    }
    void aWordIsStoppedHoweverItIsSplit_data() {
        QTest::addColumn<int>("kind");
        QTest::newRow("content") << 0;
        QTest::newRow("reasoning") << 1;
        QTest::newRow("tool arguments") << 2;
        QTest::newRow("refusal") << 3;
        QTest::newRow("a vendor's field") << 4;
        QTest::newRow("the second choice") << 5;
        QTest::newRow("the second tool call") << 6;
    }
    void aWordIsStoppedHoweverItIsSplit() {
        QFETCH(int, kind);
        const Bench bench({rule(12, "大麻")});
        const auto event = [&](const std::string& text) {
            switch (kind) {
                case 1: return chunk(delta("\"reasoning_content\":" + json(text).dump()));
                case 2: return argues(text);
                case 3: return chunk(delta("\"refusal\":" + json(text).dump()));
                case 4: return chunk(delta("\"x_vendor\":" + json(text).dump()));
                case 5: return says(text, 1);
                case 6: return argues(text, 1);
                default: return says(text);
            }
        };
        static const char* const kFields[] = {"0.content", "0.reasoning_content", "0.tool0", "0.refusal", "0.x_vendor", "1.content", "0.tool1"};
        const QString expected = QString(kFields[kind]) + "=你有 |" + (kind == 5 ? " 1!content_filter" : " 0!content_filter") + " done";
        for (const std::string& stream : splits("你有大麻吗", event)) {
            const Passage passage = bench.pass(stream + stops(kind == 5 ? 1 : 0) + kDone);
            QVERIFY(passage.blocked && passage.open);
            QCOMPARE(passage.rule, std::string("w12"));
            QCOMPARE(heard(passage.sent), expected);
            QCOMPARE(passage.hits.size(), std::size_t(1));
            QVERIFY(passage.hits[0].output && passage.hits[0].count == 1);
        }
    }
    void starsAreThereHoweverItIsSplit() {
        const Bench bench({rule(3, "大麻", WordAction::mask)});
        for (const std::string& stream : splits("你有大麻吗,大麻", [](const std::string& text) { return says(text); })) {
            const Passage passage = bench.pass(stream + stops() + kDone);
            QVERIFY(!passage.blocked);
            QCOMPARE(heard(passage.sent), QString("0.content=你有**吗,** | 0!stop done"));
            QCOMPARE(passage.hits.at(0).count, 2u);
        }
    }
    void namesGetTheirOriginalsBackHoweverTheyAreSplit() {
        const Bench bench({}, {{"[PHONE]", "138-0013-8000", "13800138000", PiiKind::phone}, {"[PHONE_2]", "139", "139", PiiKind::phone}});
        for (const std::string& stream : splits("打[PHONE]或[PHONE_2],[PHONE", [](const std::string& text) { return says(text); })) {
            const Passage passage = bench.pass(stream + stops() + kDone);
            QCOMPARE(heard(passage.sent), QString("0.content=打138-0013-8000或139,[PHONE | 0!stop done"));
        }
    }
    void wordsAndNamesTogether() {
        const Bench bench({rule(3, "大麻", WordAction::mask)}, {{"[PHONE]", "13800138000", "13800138000", PiiKind::phone}});
        for (const std::string& stream : splits("大麻[PHONE]大麻", [](const std::string& text) { return says(text); }))
            QCOMPARE(heard(bench.pass(stream + stops() + kDone).sent), QString("0.content=**13800138000** | 0!stop done"));
    }
    void whatIsHeldIsReleasedUnchangedWhenItIsNoWord() {
        const Bench bench({rule(1, "大麻烦")});
        const std::string stream = kRole + says("大") + says("麻") + says("雀") + stops() + kDone;
        QCOMPARE(bytes(bench.pass(stream).sent), bytes(stream));
        const std::string end = kRole + says("大麻") + stops() + kDone;
        QCOMPARE(bytes(bench.pass(end).sent), bytes(end));
    }
    void theSameComesOutWhereverTheNetworkCuts() {
        const Bench blocking({rule(1, "大麻"), rule(2, "坏", WordAction::mask)}, {{"[ID]", "11010119900307", "1", PiiKind::id}});
        const std::string stream = kRole + says("坏[I") + argues("大", 0, 1) + says("D]大") + argues("象", 0, 1) + says("麻烦") + stops() + kDone;
        const auto run = [&](const Pieces& pieces) {
            const Passage passage = blocking.pass(pieces);
            return bytes(passage.sent + "|" + passage.rule + "|" + std::to_string(passage.events));
        };
        QCOMPARE(firstDifference(stream, run), QByteArray());
        QCOMPARE(heard(blocking.pass(stream).sent), QString("0.content=*11010119900307 1.tool0=大 | 0!content_filter 1!content_filter done"));
    }
    void choicesAreToldApart() {
        Bench bench({rule(1, "大麻")});
        bench.choices = 2;
        const std::string innocent = says("大", 0) + says("麻", 1) + says("象", 0) + says("烦", 1) + stops(0) + stops(1) + kDone;
        QCOMPARE(bytes(bench.pass(innocent).sent), bytes(innocent));
        const std::string guilty = says("大", 0) + says("大", 1) + says("象", 0) + says("麻", 1) + says("好", 0) + stops(0) + stops(1) + kDone;
        QCOMPARE(heard(bench.pass(guilty).sent), QString("0.content=大 | 0!content_filter 1!content_filter done"));
        const std::string finished = says("好", 0) + stops(0) + says("大麻", 1) + stops(1) + kDone;
        QCOMPARE(heard(bench.pass(finished).sent), QString("0.content=好 | 0!stop 1!content_filter done"));
        const std::string toolCalls = argues("大", 0) + argues("好", 1) + argues("麻", 0) + stops() + kDone;
        QCOMPARE(heard(bench.pass(toolCalls).sent), QString("| 0!content_filter done"));
    }
    void aTextMayComeInPartsAndAsAString() {
        const Bench bench({rule(1, "大麻", WordAction::mask)});
        const auto parts = [](const std::string& text) { return chunk(delta("\"content\":[{\"type\":\"text\",\"text\":" + json(text).dump() + "}]")); };
        const std::string sent = bench.pass(says("有大") + parts("麻大") + says("麻") + parts("好") + stops() + kDone).sent;
        QCOMPARE(bytes(sent), bytes(says("有*") + parts("**") + says("*") + parts("好") + stops() + kDone));
    }
    void messagesInPlaceOfDeltasAreFollowedToo() {
        const Bench bench({rule(1, "大麻")});
        const auto message = [](const std::string& text) { return chunk("{\"index\":0,\"message\":{\"content\":" + json(text).dump() + "}}"); };
        const Passage passage = bench.pass(says("好") + message("大") + message("麻") + stops() + kDone);
        QVERIFY(passage.blocked);
        QVERIFY(passage.sent.find("麻") == std::string::npos);
    }
    void severalChoicesInOneEvent() {
        const Bench bench({rule(1, "大麻")});
        const std::string both = chunk(delta("\"content\":\"甲大麻\"", 0) + "," + delta("\"content\":\"乙\"", 1)) + kDone;
        QCOMPARE(heard(bench.pass(both).sent), QString("0.content=甲 1.content=乙 | 0!content_filter 1!content_filter done"));
    }
    void aThoughtEndsWhereTheAnswerBegins() {
        const Bench bench({rule(1, "大麻")});
        const std::string thought = chunk(delta("\"reasoning_content\":\"影响很大\""));
        std::string out;
        const Passage passage = bench.pass(thought + says("好"));
        QCOMPARE(bytes(passage.sent), bytes(thought + says("好")));
        // and when it goes on all the same, the word is broken off
        const std::string more = chunk(delta("\"reasoning_content\":\"麻\""));
        QCOMPARE(heard(bench.pass(thought + says("好") + more + stops() + kDone).sent), QString("0.content=好 0.reasoning_content=影响很大 | 0!content_filter done"));
        const std::string named = chunk(delta("\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"大\",\"arguments\":\"\"}}]")) + argues("{");
        QCOMPARE(bytes(bench.pass(named).sent), bytes(named));
    }
    void aWordThatEndsWithTheTextIsFoundAtItsEnd() {
        const Bench bench({rule(1, "SM")});
        QCOMPARE(heard(bench.pass(says("a S") + says("M") + stops() + kDone).sent), QString("0.content=a  | 0!content_filter done"));
        QCOMPARE(heard(bench.pass(says("a SM") + says("oking") + stops() + kDone).sent), QString("0.content=a SMoking | 0!stop done"));
        QCOMPARE(heard(bench.pass(says("a SM") + kDone).sent), QString("0.content=a  | 0!content_filter done"));
        const std::string together = chunk(delta("\"content\":\"a SM\"", 0, "\"stop\"")) + kDone;
        QCOMPARE(heard(bench.pass(together).sent), QString("0.content=a  | 0!content_filter done"));
    }
    void aCutStreamGivesWhatItHeld() {
        const Bench bench({rule(1, "大麻烦")});
        const std::string half = says("好") + says("大麻");
        QCOMPARE(bytes(bench.pass(half).sent), bytes(half));
        const Bench words({rule(1, "SM")});
        QCOMPARE(heard(words.pass(says("好") + says(" SM")).sent), QString("0.content=好  | 0!content_filter done"));
    }
    void theEndLooksLikeTheStream() {
        Bench bench({rule(1, "大麻")});
        bench.keepUsage = true;
        const std::string usage = "{'id':'c','object':'chat.completion.chunk','created':1,'model':'up','choices':[{'index':0,'delta':{'content':'a'}}],'usage':{'prompt_tokens':5,'completion_tokens':2}}"_jsonText;
        const Passage passage = bench.pass(sse(usage) + says("大麻"));
        const std::string finish = sse("{'id':'c','object':'chat.completion.chunk','created':1,'model':'up','choices':[{'index':0,'delta':{},'finish_reason':'content_filter'}]}"_jsonText);
        const std::string counted = sse("{'id':'c','object':'chat.completion.chunk','created':1,'model':'up','choices':[],'usage':{'prompt_tokens':5,'completion_tokens':2,'total_tokens':7}}"_jsonText);
        QCOMPARE(bytes(passage.sent), bytes(sse(usage) + says("") + finish + counted + kDone));
        QCOMPARE(passage.events, std::int64_t(4));
    }
    void textCompletions() {
        Bench bench({rule(1, "大麻")});
        bench.endpoint = Endpoint::completions;
        const std::string one = sse("{'id':'c','choices':[{'index':0,'text':'有大','finish_reason':null}]}"_jsonText);
        const std::string two = sse("{'id':'c','choices':[{'index':0,'text':'麻','finish_reason':null}]}"_jsonText);
        QCOMPARE(heard(bench.pass(one + two + kDone).sent), QString("0.text=有 | 0!content_filter done"));
    }
    void aBlockedMessageEndsAsMessagesDo() {
        Bench bench({rule(1, "大麻")});
        bench.endpoint = Endpoint::messages;
        const std::string start = sse("{'type':'message_start','message':{'id':'m','type':'message','role':'assistant','content':[],'usage':{'input_tokens':3,'output_tokens':1}}}"_jsonText, "message_start") +
                                  sse("{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}"_jsonText, "content_block_start");
        const auto text = [](const std::string& said) { return sse("{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":" + json(said).dump() + "}}", "content_block_delta"); };
        const std::string end = sse("{'type':'content_block_stop','index':0}"_jsonText, "content_block_stop") +
                                sse("{'type':'message_delta','delta':{'stop_reason':'refusal','stop_sequence':null},'usage':{'output_tokens':1}}"_jsonText, "message_delta") +
                                sse("{'type':'message_stop'}"_jsonText, "message_stop");
        QCOMPARE(bytes(bench.pass(start + text("有大") + text("麻")).sent), bytes(start + text("有") + end));
        const std::string innocent = start + text("大") + text("象") + sse("{'type':'content_block_stop','index':0}"_jsonText, "content_block_stop") + sse("{'type':'message_stop'}"_jsonText, "message_stop");
        QCOMPARE(bytes(bench.pass(innocent).sent), bytes(innocent));
    }
    void aMessageWhoseBlocksHaveNoNumberIsOneBlock() {
        Bench bench({rule(1, "大麻")});
        bench.endpoint = Endpoint::messages;
        const auto text = [](const std::string& said) { return sse("{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":" + json(said).dump() + "}}", "content_block_delta"); };
        const Passage passage = bench.pass(text("有大") + text("麻"));
        QVERIFY(passage.blocked);
        QVERIFY2(passage.sent.find("麻") == std::string::npos, passage.sent.c_str());
    }
    void aBlockedResponseEndsAsResponsesDo() {
        Bench bench({rule(1, "大麻")});
        bench.endpoint = Endpoint::responses;
        const std::string start = sse("{'type':'response.created','sequence_number':0,'response':{'id':'r','object':'response','status':'in_progress','incomplete_details':null,'output':[]}}"_jsonText, "response.created");
        const auto text = [](const std::string& said, int number) {
            return sse("{\"type\":\"response.output_text.delta\",\"sequence_number\":" + std::to_string(number) + ",\"output_index\":0,\"content_index\":0,\"delta\":" + json(said).dump() + "}", "response.output_text.delta");
        };
        const std::string end = sse("{'type':'response.incomplete','sequence_number':3,'response':{'id':'r','object':'response','status':'incomplete','incomplete_details':{'reason':'content_filter'},'output':[]}}"_jsonText, "response.incomplete");
        QCOMPARE(bytes(bench.pass(start + text("有大", 1) + text("麻", 2)).sent), bytes(start + text("有", 1) + end));
        // one that says all at once in its last event
        const std::string whole = sse("{'type':'response.completed','sequence_number':2,'response':{'id':'r','status':'completed','output':[{'type':'message','content':[{'type':'output_text','text':'大麻'}]}]}}"_jsonText, "response.completed");
        QCOMPARE(bytes(bench.pass(start + text("好", 1) + whole).sent), bytes(start + text("好", 1) + end));
    }
    void logprobsGoWhereATextIsChanged() {
        const Bench bench({rule(1, "大麻", WordAction::mask)});
        const auto probed = [](const std::string& said, const std::string& other) {
            return chunk("{\"index\":0,\"delta\":{\"content\":" + json(said).dump() + "},\"logprobs\":{\"content\":[{\"token\":" + json(said).dump() + ",\"top_logprobs\":[{\"token\":" + json(other).dump() + "}]}]},\"finish_reason\":null}");
        };
        const std::string sent = bench.pass(probed("大麻", "x") + probed("好", "大麻") + probed("好", "x") + stops() + kDone).sent;
        QCOMPARE(heard(sent), QString("0.content=**好好 | 0!stop done"));
        QVERIFY(sent.find("大麻") == std::string::npos);
        QVERIFY(sent.find(probed("好", "x")) != std::string::npos);
    }
    void logprobsOfResponsesGoWhereATextIsChanged() {
        Bench bench({rule(1, "大麻", WordAction::mask)});
        bench.endpoint = Endpoint::responses;
        const auto probed = [](const std::string& said, const std::string& probs) {
            return sse("{\"type\":\"response.output_text.delta\",\"output_index\":0,\"delta\":" + json(said).dump() + ",\"logprobs\":" + probs + "}", "response.output_text.delta");
        };
        const auto token = [](const std::string& said) { return "[{\"token\":" + json(said).dump() + ",\"bytes\":[1]}]"; };
        const std::string innocent = probed("好", token("好"));
        QCOMPARE(bytes(bench.pass(innocent + probed("大", token("大")) + probed("麻", token("麻")) + innocent).sent), bytes(innocent + probed("*", "[]") + probed("*", "[]") + innocent));
    }
    void whatIsOnlyObservedIsOnlyCounted() {
        const Bench bench({rule(4, "大麻", WordAction::observe)});
        const std::string stream = kRole + says("大") + says("麻") + stops() + kDone;
        const Passage passage = bench.pass(stream);
        QCOMPARE(bytes(passage.sent), bytes(stream));
        QCOMPARE(passage.hits.size(), std::size_t(1));
        QCOMPARE(passage.hits[0].where, std::string("choices[0].delta.content"));
    }
    void rulesForRequestsDoNotCountHere() {
        const Bench bench({rule(4, "大麻", WordAction::block, WordScope::input)});
        const std::string stream = says("大麻") + stops() + kDone;
        QCOMPARE(bytes(bench.pass(stream).sent), bytes(stream));
    }
    void tooMuchHeldIsLetGoAndTheWordIsStoppedAllTheSame() {
        const Bench bench({rule(1, "大麻")});
        std::string stream = says("好") + says("大");
        for (int i = 0; i < 300; ++i) stream += says(std::string(1000, 'x'), 1);
        const Passage innocent = bench.pass(stream);
        QVERIFY(!innocent.blocked);
        QCOMPARE(bytes(innocent.sent), bytes(stream));
        const Passage guilty = bench.pass(stream + says("麻"));
        QCOMPARE(guilty.rule, std::string("w1"));
        QVERIFY(guilty.sent.find("麻") == std::string::npos);
    }
    void aLargeEventBehindAnOpenTextEndsNothing() {
        const Bench bench({rule(1, "大麻")});
        std::string picture;
        for (int i = 0; i < 60000; ++i) picture += "aB3dE9+Z";
        const std::string event = chunk(delta("\"images\":[{\"image_url\":{\"url\":\"data:image/png;base64," + picture + "\"}}]"));
        const std::string innocent = says("好大") + event + says("象") + stops() + kDone;
        QCOMPARE(bytes(bench.pass(innocent).sent), bytes(innocent));
        QCOMPARE(heard(bench.pass(says("好大") + event + says("麻") + stops() + kDone).sent), QString("0.content=好大 | 0!content_filter done"));
    }
    void anAnswerInJsonIsReadAsJson() {
        const Bench bench({rule(1, "heroin", WordAction::mask)});
        for (const std::string& stream : splits("{\"q\":\"buy\\nheroin\"}", [](const std::string& text) { return says(text); }))
            QCOMPARE(heard(bench.pass(stream + stops() + kDone).sent), QString("0.content={\"q\":\"buy\\n******\"} | 0!stop done"));
    }
    void aLineEndWithinArgumentsIsABorderHoweverItIsSplit() {
        const Bench bench({rule(1, "heroin", WordAction::mask)});
        for (const std::string& stream : splits("{\"q\":\"buy\\nheroin \\\\nheroin\"}", [](const std::string& text) { return argues(text); }))
            QCOMPARE(heard(bench.pass(stream + stops() + kDone).sent), QString("0.tool0={\"q\":\"buy\\n****** \\\\nheroin\"} | 0!stop done"));
    }
    void tooManyFieldsEndTheStream() {
        const Bench bench({rule(1, "大麻")});
        std::string stream = says("好");
        for (int i = 0; i < 1100; ++i) stream += argues("x", i);
        const Passage passage = bench.pass(stream);
        QVERIFY(passage.blocked && passage.rule.empty());
    }
    void heldTextOpensNoGate() {
        const Bench bench({rule(1, "大麻烦")});
        openai::StreamEventReader reader;
        openai::AnswerTexts texts;
        filter::ScanRoom room;
        metrics::WorkerShard shard{0};
        RecordedExchange caller;
        StreamFilter filter(bench.rules, pipeline::RuleLog(caller.exchange, shard), {room, texts}, Endpoint::chatCompletions, false);
        StreamGate gate(reader, Endpoint::chatCompletions, false, 1, &filter);
        std::string out;
        QVERIFY(gate.take(kRole + says("大麻"), out).has_value());
        QVERIFY(!gate.isOpen() && out.empty());
        QVERIFY(gate.take(says("雀"), out).has_value());
        QVERIFY(gate.isOpen());
        QCOMPARE(bytes(out), bytes(kRole + says("大麻") + says("雀")));
    }
    void keysAndEventNamesHideNothing() {
        const Bench bench({rule(1, "大麻", WordAction::mask)});
        const std::string sent = bench.pass(sse("{'choices':[{'index':0,'delta':{'大麻':{'大麻':1},'content':'x'}}],'大麻':2}"_jsonText, "大麻") + stops() + kDone).sent;
        QVERIFY2(sent.find("大麻") == std::string::npos, sent.c_str());
        QCOMPARE(heard(sent), QString("0.content=x | 0!stop done"));
    }
};

MIRROR_TEST(TstStreamFilter, tst_stream_filter)
#include "tst_stream_filter.moc"
