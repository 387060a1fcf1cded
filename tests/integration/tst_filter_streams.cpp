#include "integration/claims.h"
#include "integration/words_profile.h"
#include "support/fake_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

/// Words of the lists in streams, through a whole engine.
class TstFilterStreams : public QObject {
    Q_OBJECT
private slots:
    void aWordSplitOverDeltasEndsTheStreamAndLetsTheUpstreamGo() {
        Signal closed;
        std::optional<SteadyTime> spoken, gone;
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            if (!peer.request()) return;
            peer.beginStream();
            peer.event(roleChunk());
            for (const char* text : {"你", "有大", "麻", "吗"}) peer.event(contentChunk(text));
            spoken = std::chrono::steady_clock::now();
            gone = peer.waitClosed();
            closed.raise();
        });
        EngineFixture mirror(profileWith({listed(12, "大麻")}), {.upstreams = {upstream.url()}});
        const HttpAnswer answer = mirror.ask(mirror.streamChat());
        QCOMPARE(streamProblem(answer, "你有"), QString());
        const auto events = answer.events();
        QCOMPARE(nlohmann::json::parse(events[events.size() - 2].data)["choices"][0]["finish_reason"].get<std::string>(), std::string("content_filter"));
        QVERIFY(closed.wait());
        QVERIFY(gone.has_value());
        QVERIFY2(*gone - *spoken < Milliseconds(1000), "the upstream was kept busy");
        const auto records = mirror.traffic();
        QCOMPARE(records[0].outcome, Outcome::filtered);
        QCOMPARE(records[0].status, 200);
        QCOMPARE(records[0].events, static_cast<std::int64_t>(events.size()) - 1);
        QVERIFY(records[0].rules.at(0).output);
    }
    void anInnocentEventIsNotHeldBack() {
        Signal seen;
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            if (!peer.request()) return;
            peer.beginStream();
            peer.event(contentChunk("大家好"));
            if (!seen.wait()) return;  // the caller has it while the upstream is silent
            peer.event(finishChunk());
            peer.event("[DONE]");
            peer.end();
        });
        EngineFixture mirror(profileWith({listed(12, "大麻")}), {.upstreams = {upstream.url()}});
        HttpClient client = mirror.connect();
        client.send(mirror.streamChat());
        HttpAnswer answer = client.readHead();
        QVERIFY(client.readEvents(answer, 1, Milliseconds(2000)));
        seen.raise();
        client.finish(answer);
        QCOMPARE(streamProblem(answer, "大家好"), QString());
    }
    void heldTextDoesNotCommitSoAnotherUpstreamMayAnswer() {
        FakeUpstream cut([](UpstreamPeer& peer) {
            if (!peer.request()) return;
            peer.beginStream();
            peer.event(contentChunk("大"));
            peer.close();
        });
        FakeUpstream good(scripts::wellBehaved({"好"}));
        EngineFixture mirror(profileWith({listed(12, "大麻")}), {.upstreams = {cut.url(), good.url()}, .overrides = {{"retry.backoff_base", "1ms"}}});
        QCOMPARE(streamProblem(mirror.ask(mirror.streamChat()), "好"), QString());
    }
    void aCutStreamIsNoSuccessWhateverWasHeld() {
        FakeUpstream upstream([](UpstreamPeer& peer) {
            if (!peer.request()) return;
            peer.beginStream();
            peer.event(contentChunk("好"));
            peer.event(contentChunk("大"));
            peer.close();
        });
        EngineFixture mirror(profileWith({listed(12, "大麻")}), {.upstreams = {upstream.url()}});
        const HttpAnswer answer = mirror.ask(mirror.streamChat());
        QCOMPARE(inBandProblem(answer, "upstream_bad_response"), QString());
        QVERIFY(answer.body.find("\"大\"") != std::string::npos);
    }
    void starsAndOriginalsInOneStream() {
        FakeUpstream upstream(scripts::wellBehaved({"大", "麻,", "[PHO", "NE]", "!"}));
        EngineFixture mirror(profileWith({listed(12, "大麻", WordAction::mask, WordScope::output)}), {.upstreams = {upstream.url()}, .overrides = {{"mask.before_upstream", "true"}}});
        const HttpAnswer answer = mirror.ask(postRequest("/v1/chat/completions", mirror.key(), R"({"model":"m","stream":true,"messages":[{"role":"user","content":"13800138000"}]})"));
        QCOMPARE(streamProblem(answer, "**,13800138000!"), QString());
    }
    void aBlockedStreamIsReadByASlowClientToo() {
        FakeUpstream upstream([](UpstreamPeer& peer) {
            if (!peer.request()) return;
            peer.beginStream();
            for (int i = 0; i < 2000; ++i)
                if (!peer.event(contentChunk(std::string(1000, 'x')))) return;
            peer.event(contentChunk("大"));
            peer.event(contentChunk("麻"));
            peer.waitClosed();
        });
        EngineFixture mirror(profileWith({listed(12, "大麻")}), {.upstreams = {upstream.url()}});
        HttpClient client = mirror.connect({.receiveBuffer = 8192});
        client.send(mirror.streamChat());
        const HttpAnswer answer = client.read("POST", Milliseconds(20'000));
        QCOMPARE(streamProblem(answer, std::string(2'000'000, 'x')), QString());
    }
};

MIRROR_TEST(TstFilterStreams, tst_filter_streams)
#include "tst_filter_streams.moc"
