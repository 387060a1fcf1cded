#include "support/run_test.h"  // first: moc 6.4 does not parse <concepts> when it comes upon it before Qt

#include <nlohmann/json.hpp>

#include "proxycore/openai/json_literal.h"
#include "proxycore/pipeline/whole_way.h"

using namespace mirror;
using namespace mirror::test;

class TstFilteredExchange : public QObject {
    Q_OBJECT
private slots:
    void aForbiddenRequestReachesNoUpstream() {
        FakeUpstream upstream(scripts::wellBehaved());
        WholeWay way(upstream, {rule(12, "大麻")});
        way.chat("有大麻吗");
        QCOMPARE(way.caller.client.status, 403);
        QCOMPARE(way.caller.client.field("x-mirror-rule-id"), std::string("w12"));
        QCOMPARE(way.outcome, Outcome::filtered);
        QCOMPARE(way.caller.exchange.wordsRevision, std::uint64_t(7));
        QVERIFY(way.caller.exchange.stages[static_cast<std::size_t>(StageId::filter)].duration.count() >= 0);
        QCOMPARE(upstream.connections(), std::size_t(0));
        QVERIFY(way.body().find("大麻") == std::string::npos);
    }
    void withoutRulesNothingIsTimedOrCounted() {
        FakeUpstream upstream(scripts::wellBehaved());
        WholeWay way(upstream);
        way.chat("有大麻吗");
        QCOMPARE(way.caller.client.status, 200);
        QVERIFY(way.caller.exchange.stages[static_cast<std::size_t>(StageId::filter)].duration.count() < 0);
        QCOMPARE(way.caller.exchange.wordsRevision, std::uint64_t(0));
    }
    void maskedWordsAndPersonalDataGoUpMaskedAndTheAnswerGetsTheOriginals() {
        std::string got;
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            while (const auto request = peer.request()) {
                got = request->body;
                peer.answerJson(200, wholeAnswer("你的号码是[PHONE]"));
            }
        });
        WholeWay way(upstream, {rule(3, "大麻", WordAction::mask)});
        way.config.mask.beforeUpstream = true;
        way.chat("大麻, 13800138000");
        QVERIFY2(got.find("\"**, [PHONE]\"") != std::string::npos, got.c_str());
        QVERIFY2(way.body().find("你的号码是13800138000") != std::string::npos, way.body().c_str());
        QCOMPARE(way.outcome, Outcome::ok);
        QCOMPARE(way.caller.exchange.rules.size(), std::size_t(2));
    }
    void originalsComeBackInStreamsToo() {
        FakeUpstream upstream(scripts::wellBehaved({"号码[PH", "ONE", "]。"}));
        WholeWay way(upstream);
        way.config.mask.beforeUpstream = true;
        way.chat("13800138000", true);
        QVERIFY2(way.body().find("13800138000") != std::string::npos && way.body().find("PH") == std::string::npos, way.body().c_str());
        QVERIFY(way.body().ends_with("data: [DONE]\n\n"));
    }
    void aBlockedStreamEndsAndItsUpstreamIsLetGo() {
        Signal closed;
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            if (!peer.request()) return;
            peer.beginStream();
            peer.event(roleChunk());
            peer.event(contentChunk("你有大"));
            peer.event(contentChunk("麻"));
            peer.event(contentChunk("后话"));
            if (peer.waitClosed()) closed.raise();
        });
        WholeWay way(upstream, {rule(12, "大麻")});
        way.chat("你好", true);
        QCOMPARE(way.caller.client.status, 200);
        QVERIFY(way.caller.client.finished && !way.caller.client.aborted);
        QVERIFY2(way.body().find("你有") != std::string::npos && way.body().find("后话") == std::string::npos && way.body().find("麻") == std::string::npos && way.body().find("大") == std::string::npos, way.body().c_str());
        QVERIFY(way.body().ends_with("\"finish_reason\":\"content_filter\"}]}\n\ndata: [DONE]\n\n"));
        QCOMPARE(way.outcome, Outcome::filtered);
        way.loop.settle();
        QVERIFY(closed.wait());
    }
    void aStreamThatIsBlockedAtOnceIsStillAnAnswer() {
        FakeUpstream upstream(scripts::wellBehaved({"大", "麻"}));
        WholeWay way(upstream, {rule(12, "大麻")});
        way.chat("你好", true);
        QCOMPARE(way.caller.client.status, 200);
        QVERIFY(way.body().find("content_filter") != std::string::npos && way.body().ends_with("data: [DONE]\n\n"));
        QCOMPARE(way.caller.exchange.attempts.size(), std::size_t(1));
    }
    void anInnocentStreamIsTheUpstreamsOwn() {
        FakeUpstream upstream(scripts::wellBehaved({"大", "家", "好"}));
        WholeWay with(upstream, {rule(12, "大麻")});
        with.chat("你好", true);
        WholeWay without(upstream);
        without.chat("你好", true);
        QCOMPARE(QByteArray::fromStdString(with.body()), QByteArray::fromStdString(without.body()));
        QCOMPARE(with.caller.exchange.events, without.caller.exchange.events);
        QCOMPARE(with.outcome, Outcome::ok);
    }
    void aCutStreamShowsWhatItHeldAndIsNoSuccess() {
        FakeUpstream upstream([](UpstreamPeer& peer) {
            if (!peer.request()) return;
            peer.beginStream();
            peer.event(contentChunk("好"));
            peer.event(contentChunk("大"));
            peer.close();
        });
        WholeWay way(upstream, {rule(12, "大麻")});
        way.chat("你好", true);
        QVERIFY(way.caller.client.aborted);
        QVERIFY2(way.body().find("\"大\"") != std::string::npos && way.body().find("[DONE]") == std::string::npos && way.body().find("\"error\"") != std::string::npos, way.body().c_str());
        QCOMPARE(way.outcome, Outcome::cut);
    }
    void aStreamWhoseTextIsAllHeldMayBeAskedForAgain() {
        std::atomic<int> asked = 0;
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            while (peer.request()) {
                const bool first = asked++ == 0;
                peer.beginStream();
                peer.event(contentChunk("大"));
                if (first) return peer.close();
                peer.event(contentChunk("家"));
                peer.event(finishChunk());
                peer.event("[DONE]");
                peer.end();
            }
        });
        WholeWay way(upstream, {rule(12, "大麻")});
        way.config.retry.backoffBase = Milliseconds(1);
        way.chat("你好", true);
        QCOMPARE(way.outcome, Outcome::ok);
        QCOMPARE(asked.load(), 2);
    }
    void aBlockedAnswerSaysSo() {
        FakeUpstream upstream(scripts::wellBehaved({"你有大麻吗"}));
        WholeWay way(upstream, {rule(12, "大麻", WordAction::block, WordScope::output)});
        way.chat("大麻");
        QCOMPARE(way.caller.client.status, 200);
        const auto answer = nlohmann::json::parse(way.body());
        QCOMPARE(answer["choices"][0]["message"]["content"].get<std::string>(), std::string("你有"));
        QCOMPARE(answer["choices"][0]["finish_reason"].get<std::string>(), std::string("content_filter"));
        QCOMPARE(way.outcome, Outcome::filtered);
        QCOMPARE(way.caller.client.announced, way.body().size());
        QCOMPARE(way.caller.exchange.usage.completion.value, 3);
    }
    void anAnswerTooLargeToBeLookedThroughIsRefused() {
        FakeUpstream upstream([](UpstreamPeer& peer) {
            while (peer.request()) peer.answerJson(200, R"({"choices":[{"message":{"content":")" + std::string(17 << 20, 'x') + R"("}}]})");
        });
        WholeWay way(upstream, {rule(12, "大麻")});
        way.chat("你好");
        QCOMPARE(way.caller.client.status, 502);
        QCOMPARE(way.caller.exchange.attempts.size(), std::size_t(1));
    }
    void anUpstreamsRefusalDoesNotRepeatTheWord() {
        FakeUpstream upstream(scripts::status(400, "{'error':{'message':'bad word: 大麻','type':'invalid_request_error','param':null,'code':null}}"_jsonText));
        WholeWay way(upstream, {rule(12, "大麻", WordAction::block, WordScope::output)});
        way.chat("你好");
        QCOMPARE(way.caller.client.status, 400);
        QVERIFY2(way.body().find("大麻") == std::string::npos, way.body().c_str());
    }
    void aForbiddenFieldOfAFormEndsTheUploadWith403() {
        std::string got;
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            if (!peer.requestHead()) return;
            for (std::string more = peer.receive(); !more.empty(); more = peer.receive()) got += more;
        });
        {
            WholeWay way(upstream, {rule(12, "大麻")});
            const std::string form = "--b0\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.png\"\r\n\r\npixels\r\n--b0\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\n大麻\r\n--b0--\r\n";
            way.send("/v1/images/edits", form, "Content-Type: multipart/form-data; boundary=b0\r\n");
            QCOMPARE(way.caller.client.status, 403);
            QCOMPARE(way.caller.client.field("x-mirror-rule-id"), std::string("w12"));
            QCOMPARE(way.outcome, Outcome::filtered);
            QVERIFY(way.body().find("大麻") == std::string::npos);
        }
        QVERIFY(got.find("大麻") == std::string::npos && got.find("prompt") == std::string::npos);
    }
    void jsonOfAPassThroughEndpointIsLookedThrough() {
        FakeUpstream upstream(scripts::wellBehaved());
        WholeWay way(upstream, {rule(12, "大麻")});
        way.send("/v1/images/generations", "{'model':'x','prompt':'大\\u200b麻'}"_jsonText, "Content-Type: application/json\r\n");
        QCOMPARE(way.caller.client.status, 403);
        QCOMPARE(upstream.connections(), std::size_t(0));
    }
};

MIRROR_TEST(TstFilteredExchange, tst_filtered_exchange)
#include "tst_filtered_exchange.moc"
