#include "integration/claims.h"
#include "support/engine_fixture.h"
#include "support/fake_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {

/// A stream that says "ab" and then does `ending`.
FakeUpstream::Script broken(std::function<void(UpstreamPeer&)> ending) {
    return [ending](UpstreamPeer& peer) {
        peer.request();
        peer.beginStream();
        peer.event(roleChunk());
        peer.event(contentChunk("ab"));
        ending(peer);
    };
}

HttpAnswer askBroken(std::function<void(UpstreamPeer&)> ending, Overrides overrides = {}) {
    FakeUpstream upstream(broken(std::move(ending)));
    EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = std::move(overrides)});
    return mirror.ask(mirror.streamChat());
}

FakeUpstream::Script waitsThen(std::function<void(UpstreamPeer&)> rest) {
    return [rest](UpstreamPeer& peer) {
        peer.request();
        rest(peer);
        peer.waitClosed(Milliseconds(5000));
    };
}

}  // namespace

/// What happens to a stream before and after the commit gate (wire.md section 3).
class TstBrokenStreams : public QObject {
    Q_OBJECT
private slots:
    void aCutStreamEndsWithAnErrorAndNoDone() {
        const HttpAnswer answer = askBroken([](UpstreamPeer& peer) { peer.close(); });
        QCOMPARE(inBandProblem(answer, "upstream_bad_response"), QString());
        QCOMPARE(answer.text(), std::string("ab"));
    }
    void aResetStreamEndsWithAnErrorAndNoDone() {
        const HttpAnswer answer = askBroken([](UpstreamPeer& peer) { peer.reset(); });
        QCOMPARE(answer.saysDone(), false);
        QVERIFY(!answer.isComplete());
        QVERIFY(answer.events().back().data.find("\"error\"") != std::string::npos);
    }
    void aStreamCutInsideAnEventShowsNoPartOfIt() {
        const HttpAnswer answer = askBroken([](UpstreamPeer& peer) {
            peer.chunk("data: " + contentChunk("half").substr(0, 120));
            peer.close();
        });
        QCOMPARE(inBandProblem(answer, "upstream_bad_response"), QString());
        QVERIFY(answer.body.find("half") == std::string::npos);
        QCOMPARE(answer.events().size(), std::size_t(3));
    }
    void aStreamThatEndsWithoutFinishOrDoneIsACut() {
        QCOMPARE(inBandProblem(askBroken([](UpstreamPeer& peer) { peer.end(); }), "upstream_bad_response"), QString());
    }
    void aStalledStreamEndsWithAnError() {
        const HttpAnswer answer = askBroken([](UpstreamPeer& peer) { peer.waitClosed(Milliseconds(4000)); }, {{"timeouts.idle", "400ms"}});
        QCOMPARE(inBandProblem(answer, "upstream_timeout_idle"), QString());
    }
    void keepAliveCommentsInMidStreamAreProofOfLife() {
        const auto livelyPause = [](UpstreamPeer& peer) {
            for (int i = 0; i < 16; ++i) {  // longer than the idle timer of 1 s
                peer.chunk(": keep-alive\n\n");
                if (peer.waitClosed(Milliseconds(100))) return;
            }
            peer.event(contentChunk("c"));
            peer.event(finishChunk());
            peer.event("[DONE]");
            peer.end();
        };
        QCOMPARE(streamProblem(askBroken(livelyPause, {{"timeouts.idle", "1s"}}), "abc"), QString());
    }
    void anErrorInsideTheStreamIsPassedOnAndEndsIt() {
        const HttpAnswer answer = askBroken([](UpstreamPeer& peer) {
            peer.event(R"({"error":{"message":"overloaded","type":"server_error","param":null,"code":"overloaded"}})");
            peer.end();
        });
        QVERIFY(!answer.saysDone());
        QVERIFY(!answer.isComplete());
        QVERIFY(answer.events().back().data.find("\"error\"") != std::string::npos);
    }
    void moreThanThreeMalformedEventsEndIt() {
        const HttpAnswer answer = askBroken([](UpstreamPeer& peer) {
            for (int i = 0; i < 5; ++i) peer.event("{\"choices\":");
            peer.event(finishChunk());
            peer.event("[DONE]");
            peer.end();
        });
        QCOMPARE(inBandProblem(answer, "upstream_bad_response"), QString());
    }
    void failuresBeforeTheFirstTokenGoToTheNextUpstream_data() {
        QTest::addColumn<int>("kind");
        const char* names[] = {"close before head", "reset before head", "head then close", "role then close", "comments then close", "error event first", "503", "silent", "html", "role then stall"};
        for (int i = 0; i < 10; ++i) QTest::newRow(names[i]) << i;
    }
    void failuresBeforeTheFirstTokenGoToTheNextUpstream() {
        QFETCH(int, kind);
        FakeUpstream first([kind](UpstreamPeer& peer) {
            while (peer.request()) {
                if (kind == 0) return peer.close();
                if (kind == 1) return peer.reset();
                if (kind == 6) {
                    peer.answerJson(503, R"({"error":{"message":"m","type":"t"}})");
                    continue;
                }
                if (kind == 8) {
                    peer.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>");
                    continue;
                }
                if (kind != 7) peer.beginStream();
                if (kind == 3 || kind == 9) peer.event(roleChunk());
                if (kind == 4) peer.chunk(": keep-alive\n\n\n\n");
                if (kind == 5) peer.event(R"({"error":{"message":"m","type":"t","param":null,"code":"c"}})");
                if (kind == 7 || kind == 9) peer.waitClosed(Milliseconds(5000));
                return peer.close();
            }
        });
        FakeUpstream second(scripts::wellBehaved({"second"}));
        EngineFixture mirror({.upstreams = {first.url(), second.url()}, .impatient = true});
        const HttpAnswer answer = mirror.ask(mirror.streamChat());
        QCOMPARE(streamProblem(answer, "second"), QString());
        QCOMPARE(answer.field("x-mirror-upstream"), std::string("up1"));
        QVERIFY(answer.field("x-mirror-attempts") >= "2");
    }
    void roleAndCommentsNeitherCommitNorStopTheTimer() {
        FakeUpstream first([](UpstreamPeer& peer) {
            peer.request();
            peer.beginStream();
            peer.event(roleChunk());
            while (peer.chunk(": keep-alive\n\n\n\n") && !peer.waitClosed(Milliseconds(50))) {
            }
        });
        FakeUpstream second(scripts::wellBehaved({"second"}));
        EngineFixture mirror({.upstreams = {first.url(), second.url()}, .impatient = true});
        const SteadyTime begun = std::chrono::steady_clock::now();
        QCOMPARE(streamProblem(mirror.ask(mirror.streamChat()), "second"), QString());
        const auto took = std::chrono::steady_clock::now() - begun;
        QVERIFY(took > Milliseconds(350) && took < Milliseconds(4000));  // first_token is 400 ms
    }
    void theHeadWaitsForTheFirstMeaningfulEvent() {
        Signal speak;
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            peer.request();
            peer.beginStream();
            peer.event(roleChunk());
            peer.event(R"({"choices":[{"index":0,"delta":{}}]})");
            speak.wait();
            peer.event(contentChunk("x"));
            peer.event(finishChunk());
            peer.event("[DONE]");
            peer.end();
        });
        EngineFixture mirror({.upstreams = {upstream.url()}});
        HttpClient client = mirror.connect();
        client.send(mirror.streamChat());
        QVERIFY(client.stream().receive(Milliseconds(150)).got == ByteStream::Got::timeout);
        speak.raise();
        QCOMPARE(streamProblem(client.read(), "x"), QString());
    }
    void eachKindOfMeaningOpensTheGate_data() {
        QTest::addColumn<QByteArray>("event");
        QTest::newRow("content") << QByteArray(R"({"choices":[{"index":0,"delta":{"content":"x"}}]})");
        QTest::newRow("reasoning") << QByteArray(R"({"choices":[{"index":0,"delta":{"reasoning_content":"x"}}]})");
        QTest::newRow("tool call") << QByteArray(R"({"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":""}}]}}]})");
        QTest::newRow("refusal") << QByteArray(R"({"choices":[{"index":0,"delta":{"refusal":"no"}}]})");
        QTest::newRow("finish") << QByteArray(R"({"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})");
    }
    void eachKindOfMeaningOpensTheGate() {
        QFETCH(QByteArray, event);
        FakeUpstream upstream(waitsThen([&](UpstreamPeer& peer) {
            peer.beginStream();
            peer.event(event.toStdString());
        }));
        EngineFixture mirror({.upstreams = {upstream.url()}});
        HttpClient client = mirror.connect();
        client.send(mirror.streamChat());
        HttpAnswer answer = client.readHead();
        QCOMPARE(answer.status, 200);
        QVERIFY(client.readEvents(answer, 1));
    }
    void aLargeAnswerWithoutLengthThatIsCutIsAnError() {
        FakeUpstream upstream([](UpstreamPeer& peer) {
            peer.request();
            peer.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"choices\":[{\"message\":{\"content\":\"" + std::string(5u << 20, 'x'));
            peer.close();
        });
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"retry.attempts", "1"}}});
        QCOMPARE(errorProblem(mirror.ask(mirror.chat()), 502, "upstream_error", "upstream_bad_response"), QString());
    }
    /// Some upstreams neither say [DONE] nor close: what is complete must not end in an error.
    void aFinishedStreamWhoseUpstreamStaysSilentEndsWell() {
        const HttpAnswer answer = askBroken(
            [](UpstreamPeer& peer) {
                peer.event(finishChunk());
                peer.waitClosed(Milliseconds(4000));
            },
            {{"timeouts.idle", "400ms"}});
        QCOMPARE(streamProblem(answer, "ab"), QString());
    }
    /// The idle timer (10 s here) is for answers that go on; behind the last finish_reason only usage and [DONE] can come.
    void afterTheLastFinishReasonOnlyAGraceIsWaited() {
        FakeUpstream upstream([](UpstreamPeer& peer) {
            peer.request();
            peer.beginStream();
            peer.event(contentChunk("ab"));
            peer.event(finishChunk());
            if (peer.waitClosed(Milliseconds(300))) return;
            peer.event(usageChunk(7, 2));
            while (peer.chunk(": keep-alive\n\n") && !peer.waitClosed(Milliseconds(100))) {
            }
        });
        EngineFixture mirror({.upstreams = {upstream.url()}});
        const SteadyTime begun = std::chrono::steady_clock::now();
        const HttpAnswer answer = mirror.ask(mirror.chat("m", R"(,"stream":true,"stream_options":{"include_usage":true})"));
        const auto took = std::chrono::steady_clock::now() - begun;
        QCOMPARE(streamProblem(answer, "ab"), QString());
        QVERIFY(answer.body.find("\"usage\"") != std::string::npos);  // it came within the grace
        QVERIFY2(took >= Milliseconds(1800) && took < Milliseconds(4000), std::to_string(took.count()).c_str());
        QCOMPARE(mirror.traffic().front().promptTokens.value, 7);
    }
    /// /v1/messages and /v1/responses have a last event of their own; nobody waits for more.
    void theLastEventOfAProtocolWithoutDoneEndsTheStream_data() {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("speech");
        QTest::addColumn<QByteArray>("last");
        QTest::newRow("messages") << QByteArray("/v1/messages") << QByteArray(R"({"model":"m","messages":[],"stream":true})")
                                  << QByteArray(R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a"}})") << QByteArray(R"({"type":"message_stop"})");
        QTest::newRow("responses") << QByteArray("/v1/responses") << QByteArray(R"({"model":"m","input":"x","stream":true})")
                                   << QByteArray(R"({"type":"response.output_text.delta","delta":"a"})") << QByteArray(R"({"type":"response.completed","response":{"model":"m"}})");
    }
    void theLastEventOfAProtocolWithoutDoneEndsTheStream() {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, speech);
        QFETCH(QByteArray, last);
        FakeUpstream upstream(waitsThen([&](UpstreamPeer& peer) {
            peer.beginStream();
            peer.event(speech.toStdString());
            peer.event(last.toStdString());
        }));
        EngineFixture mirror({.upstreams = {upstream.url()}});  // the idle timer is 10 s
        const HttpAnswer answer = mirror.ask(postRequest(path.toStdString(), mirror.key(), body.toStdString()), Milliseconds(4000));
        QVERIFY(answer.isComplete());
        QVERIFY(!answer.saysDone());
        QCOMPARE(answer.events().size(), std::size_t(2));
        QCOMPARE(QByteArray::fromStdString(answer.events().back().data), last);
    }
    /// A choice that never spoke is missing, not finished.
    void ofSeveralChoicesAskedForAllMustFinish_data() {
        QTest::addColumn<int>("finished");
        QTest::addColumn<bool>("whole");
        QTest::newRow("one of two") << 1 << false;
        QTest::newRow("both") << 2 << true;
    }
    void ofSeveralChoicesAskedForAllMustFinish() {
        QFETCH(int, finished);
        QFETCH(bool, whole);
        FakeUpstream upstream([finished](UpstreamPeer& peer) {
            peer.request();
            peer.beginStream();
            for (int i = 0; i < finished; ++i) {
                const std::string index = R"({"choices":[{"index":)" + std::to_string(i);
                peer.event(index + R"(,"delta":{"content":"a"}}]})");
                peer.event(index + R"(,"delta":{},"finish_reason":"stop"}]})");
            }
            peer.end();
        });
        EngineFixture mirror({.upstreams = {upstream.url()}});
        const HttpAnswer answer = mirror.ask(mirror.chat("m", ",\"stream\":true,\"n\":2"));
        if (whole)
            QCOMPARE(streamProblem(answer, "aa"), QString());
        else
            QCOMPARE(inBandProblem(answer, "upstream_bad_response"), QString());
    }
    /// The status line waits for a meaning; [DONE] alone has none, so another upstream is asked.
    void doneWithoutAWordIsNoAnswer() {
        FakeUpstream first([](UpstreamPeer& peer) {
            while (peer.request()) {
                peer.beginStream();
                peer.event(roleChunk());
                peer.event("[DONE]");
                peer.end();
            }
        });
        FakeUpstream second(scripts::wellBehaved({"second"}));
        EngineFixture mirror({.upstreams = {first.url(), second.url()}});
        QCOMPARE(streamProblem(mirror.ask(mirror.streamChat()), "second"), QString());
    }
    void aBrokenAnswerWithoutStreamIsAnError() {
        FakeUpstream upstream([](UpstreamPeer& peer) {
            peer.request();
            peer.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"id\":");
            peer.close();
        });
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"retry.attempts", "1"}}});
        const HttpAnswer answer = mirror.ask(mirror.chat());
        QCOMPARE(answer.status, 502);
        QVERIFY(answer.json()["error"]["code"].is_string());
    }
};

MIRROR_TEST(TstBrokenStreams, tst_broken_streams)
#include "tst_broken_streams.moc"
