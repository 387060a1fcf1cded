#include "simulator/stream_plan.h"

#include <nlohmann/json.hpp>

#include "http/sse_decoder.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::simulator;
using nlohmann::json;

namespace {

struct Played {
    std::vector<std::string> events;
    std::vector<Microseconds> times;
    std::string bytes;
    BodyEnd end{};
};

Answer answerOf(std::vector<std::string> tokens, bool complete = true) { return {.tokens = std::move(tokens), .complete = complete}; }

StreamPlan::Source sourceOf(std::vector<Answer> answers, bool includeUsage = false, bool chat = true) {
    return {.head = {.id = "chatcmpl-1", .created = 1, .model = "m", .chat = chat}, .answers = std::move(answers), .promptTokens = 5, .includeUsage = includeUsage};
}

Played play(StreamPlan plan) {
    Played played;
    while (auto step = plan.next()) {
        played.times.push_back(step->at);
        played.bytes += step->bytes;
    }
    played.end = plan.end();
    http::SseDecoder decoder(1 << 20);
    std::string_view rest = played.bytes;
    while (true) {
        const auto item = decoder.next(rest);
        if (!item || item->kind == http::SseDecoder::Kind::needMore) break;
        if (item->kind == http::SseDecoder::Kind::event) played.events.emplace_back(item->data);
        rest.remove_prefix(item->consumed);
    }
    return played;
}

Played playFault(Fault fault, std::vector<std::string> tokens = {"a", "b", "c", "d"}) {
    return play(StreamPlan(sourceOf({answerOf(std::move(tokens))}), {.firstToken = Microseconds(1600), .tokensPerSecond = 10}, fault));
}

std::string textOf(const Played& played) {
    std::string text;
    for (const std::string& event : played.events) {
        const json chunk = json::parse(event, nullptr, false);
        if (chunk.is_object() && chunk.contains("choices") && !chunk["choices"].empty()) text += chunk["choices"][0].value("/delta/content"_json_pointer, "");
    }
    return text;
}

bool saysDone(const Played& played) { return !played.events.empty() && played.events.back() == "[DONE]"; }

}  // namespace

class TstStreamPlan : public QObject {
    Q_OBJECT
private slots:
    void aGoodStreamHasRoleTokensFinishAndDone() {
        const Played played = playFault(Fault::none);
        QCOMPARE(played.events.size(), std::size_t(7));
        QCOMPARE(json::parse(played.events[0])["choices"][0]["delta"]["role"], "assistant");
        QCOMPARE(textOf(played), std::string("abcd"));
        const json finish = json::parse(played.events[5]);
        QCOMPARE(finish["choices"][0]["finish_reason"], "stop");
        QVERIFY(finish["choices"][0]["delta"].is_object() && finish["choices"][0]["delta"].empty());
        QCOMPARE(finish["object"], "chat.completion.chunk");
        QVERIFY(!finish.contains("usage"));
        QVERIFY(saysDone(played));
        QVERIFY(played.end == BodyEnd::finish);
    }
    void tokensComeOnAnAbsoluteSchedule() {
        const Played played = playFault(Fault::none, {"a", "b", "c"});
        QCOMPARE(played.times[0], Microseconds(1600));  // role
        QCOMPARE(played.times[1], Microseconds(1600));
        QCOMPARE(played.times[2], Microseconds(101'600));
        QCOMPARE(played.times[3], Microseconds(201'600));
        QCOMPARE(Pace({.firstToken = Microseconds(5), .tokensPerSecond = 60}).at(6'000'000), Microseconds(100'000'000'005));
        QCOMPARE(Pace({.firstToken = Microseconds(5), .tokensPerSecond = 0}).at(1000), Microseconds(5));
    }
    void usageComesWithoutChoicesAndOnlyWhenAsked() {
        const Played played = play(StreamPlan(sourceOf({answerOf({"a", "b"})}, true), {}, Fault::none));
        const json usage = json::parse(played.events[played.events.size() - 2]);
        QVERIFY(usage["choices"].empty());
        QCOMPARE(usage["usage"]["prompt_tokens"], 5);
        QCOMPARE(usage["usage"]["completion_tokens"], 2);
        QCOMPARE(usage["usage"]["total_tokens"], 7);
        QVERIFY(json::parse(played.events[0])["usage"].is_null());
    }
    void everyChoiceHasItsTextAndItsFinish() {
        const Played played = play(StreamPlan(sourceOf({answerOf({"a", "b", "c"}), answerOf({"x"}, false)}), {}, Fault::none));
        std::map<int, std::string> text, finish;
        for (const std::string& event : played.events) {
            if (event == "[DONE]") continue;
            const json choice = json::parse(event)["choices"][0];
            const int index = choice["index"];
            text[index] += choice.value("/delta/content"_json_pointer, "");
            if (choice["finish_reason"].is_string()) finish[index] = choice["finish_reason"];
        }
        QCOMPARE(text, (std::map<int, std::string>{{0, "abc"}, {1, "x"}}));
        QCOMPARE(finish, (std::map<int, std::string>{{0, "stop"}, {1, "length"}}));
    }
    void textCompletionsHaveTextInsteadOfDeltas() {
        const Played played = play(StreamPlan(sourceOf({answerOf({"a"})}, false, false), {}, Fault::none));
        const json first = json::parse(played.events[0]);
        QCOMPARE(first["object"], "text_completion");
        QCOMPARE(first["choices"][0]["text"], "a");
        QVERIFY(!first["choices"][0].contains("delta"));
    }
    void aCutEndsInTheMiddleOfAnEvent() {
        const Played played = playFault(Fault::cut);
        QVERIFY(played.end == BodyEnd::abort);
        QCOMPARE(textOf(played), std::string("ab"));
        QVERIFY(!played.bytes.ends_with("\n\n"));
        QVERIFY(!saysDone(played));
    }
    void aStallHangsInTheMiddle() {
        const Played played = playFault(Fault::stall);
        QVERIFY(played.end == BodyEnd::hang);
        QCOMPARE(textOf(played), std::string("ab"));
    }
    void malformedEventsDoNotDisturbTheRest() {
        for (const auto& [fault, count] : {std::pair(Fault::malformedEvent, 1), std::pair(Fault::manyMalformed, 5)}) {
            const Played played = playFault(fault);
            const auto broken = std::count_if(played.events.begin(), played.events.end(),
                                              [](const std::string& event) { return event != "[DONE]" && json::parse(event, nullptr, false).is_discarded(); });
            QCOMPARE(static_cast<int>(broken), count);
            QCOMPARE(textOf(played), std::string("abcd"));
            QVERIFY(saysDone(played));
        }
    }
    void missingDoneIsOtherwiseComplete() {
        const Played played = playFault(Fault::missingDone);
        QCOMPARE(textOf(played), std::string("abcd"));
        QCOMPARE(json::parse(played.events.back())["choices"][0]["finish_reason"], "stop");
        QVERIFY(played.end == BodyEnd::finish);
    }
    void anErrorEventIsTheLast() {
        const Played played = playFault(Fault::errorEvent);
        QVERIFY(json::parse(played.events.back())["error"]["message"].is_string());
        QVERIFY(played.end == BodyEnd::finish);
        QCOMPARE(textOf(played), std::string("ab"));
    }
    void aSlowFirstTokenIsAnnouncedByComments() {
        const Played played = playFault(Fault::slowFirstToken);
        QVERIFY(played.bytes.starts_with(": keep-alive\n\n: keep-alive\n\n"));
        QCOMPARE(played.times[0], Microseconds(0));
        QVERIFY(std::is_sorted(played.times.begin(), played.times.end()));
        QCOMPARE(textOf(played), std::string("abcd"));
    }
    void aVeryShortAnswerStillBreaks() {
        for (Fault fault : {Fault::cut, Fault::stall, Fault::errorEvent, Fault::malformedEvent, Fault::manyMalformed}) {
            const Played played = playFault(fault, {"a"});
            QCOMPARE(textOf(played), std::string("a"));
            QVERIFY(played.bytes.size() > playFault(Fault::none, {}).bytes.size());
        }
        QVERIFY(!saysDone(playFault(Fault::cut, {"a"})));
    }
};

MIRROR_TEST(TstStreamPlan, tst_stream_plan)
#include "tst_stream_plan.moc"
