#include "integration/claims.h"
#include "support/engine_fixture.h"
#include "support/fake_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {

FakeUpstream::Script inTwoParts(Signal& goOn) {
    return [&goOn](UpstreamPeer& peer) {
        while (peer.request()) {
            peer.beginStream();
            peer.event(contentChunk("a"));
            if (!goOn.wait(Milliseconds(5000))) return;
            peer.event(contentChunk("b"));
            peer.event(finishChunk());
            peer.event("[DONE]");
            peer.end();
        }
    };
}

bool isState(const Snapshot& now, EngineState state) { return now.state == state; }

}  // namespace

/// Start, drain, stop, restart.
class TstLife : public QObject {
    Q_OBJECT
private slots:
    void theFirstRunMakesWhatIsNeededAndSaysSo() {
        EngineFixture mirror;
        QVERIFY(mirror.firstRun().happened);
        QVERIFY(mirror.key().starts_with("sk-mirror-"));
        QVERIFY(std::filesystem::exists(mirror.profile()->configFile()));
        const auto now = mirror.engine().snapshot();
        QCOMPARE(now->listeners.size(), std::size_t(2));
        for (const ListenerStatus& listener : now->listeners) QVERIFY(!listener.error && listener.selfSigned == listener.tls);
        std::error_code error;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(mirror.profile()->path(), error)) {
            if (!entry.is_regular_file()) continue;
            const auto others = entry.status().permissions() & (std::filesystem::perms::group_all | std::filesystem::perms::others_all);
            QVERIFY2(others == std::filesystem::perms::none || entry.path().filename() == "certificate.pem", entry.path().c_str());
        }
    }
    void theSecondRunKeepsEverything() {
        auto first = std::make_unique<EngineFixture>();
        const std::string key = first->key();
        const auto profile = first->profile();
        first.reset();
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture second(profile, {.upstreams = {upstream.url()}});
        QVERIFY(!second.firstRun().happened);
        QVERIFY(second.key().empty());
        QCOMPARE(second.ask(postRequest("/v1/chat/completions", key, chatBody())).status, 200);
    }
    void keysAreNotKeptInClear() {
        EngineFixture mirror;
        std::error_code error;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(mirror.profile()->path(), error)) {
            if (!entry.is_regular_file()) continue;
            QFile file(QString::fromStdString(entry.path().string()));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains(mirror.key().c_str()), entry.path().c_str());
        }
    }
    void drainingFinishesStreamsAndTakesNoNewRequests() {
        Signal goOn;
        FakeUpstream upstream(inTwoParts(goOn));
        EngineFixture mirror({.upstreams = {upstream.url()}});
        HttpClient busy = mirror.connect(), idle = mirror.connect();
        idle.send(getRequest("/health"));
        QCOMPARE(idle.read("GET").status, 200);
        busy.send(mirror.streamChat());
        HttpAnswer answer = busy.readHead();
        QVERIFY(busy.readEvents(answer, 1));
        mirror.engine().submit(DrainEngine{}, [](const Result<Receipt>&) {});
        QVERIFY(mirror.waitFor([](const Snapshot& now) { return isState(now, EngineState::draining); }));
        QVERIFY(idle.isClosedByPeer());
        HttpClient late = mirror.connect();
        if (late.isConnected()) {
            late.send(mirror.chat());
            const HttpAnswer refused = late.read();
            QVERIFY(refused.status == 0 || refused.status == 503);
        }
        goOn.raise();
        busy.finish(answer);
        QCOMPARE(answer.text(), std::string("ab"));
        QVERIFY(answer.saysDone() && answer.isComplete());
        QVERIFY(mirror.waitFor([](const Snapshot& now) { return isState(now, EngineState::stopped); }));
        QVERIFY(!mirror.connect().isConnected());
    }
    void whatComesDuringADrainIsRefusedWithDraining() {
        Signal goOn;
        FakeUpstream upstream(inTwoParts(goOn));
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"workers.count", "1"}}});
        HttpClient busy = mirror.connect(), halfway = mirror.connect();
        busy.send(mirror.streamChat());
        HttpAnswer answer = busy.readHead();
        QVERIFY(busy.readEvents(answer, 1));
        // kept from an earlier request, and in the middle of the next one
        halfway.send(getRequest("/health"));
        QCOMPARE(halfway.read("GET").status, 200);
        const std::string request = mirror.chat();
        halfway.send(request.substr(0, 40));
        QCOMPARE(mirror.ask(getRequest("/health")).status, 200);  // so the one worker has seen those 40 bytes
        mirror.engine().submit(DrainEngine{}, [](const Result<Receipt>&) {});
        // the state is published before the worker has been told: its own answer says when it has
        QVERIFY(QTest::qWaitFor([&] { return mirror.ask(getRequest("/health")).status == 503; }));
        halfway.send(request.substr(40));
        const HttpAnswer refused = halfway.read();
        QCOMPARE(errorProblem(refused, 503, "service_unavailable_error", "draining"), QString());
        const int wait = std::stoi("0" + refused.field("retry-after"));
        QVERIFY2(wait >= 1 && wait <= 60, refused.field("retry-after").c_str());
        QCOMPARE(refused.field("connection"), std::string("close"));
        QVERIFY(halfway.isClosedByPeer());
        HttpClient late = mirror.connect();
        QVERIFY(late.isConnected());
        late.send(mirror.chat());
        QCOMPARE(errorProblem(late.read(), 503, "service_unavailable_error", "draining"), QString());
        QCOMPARE(mirror.ask(getRequest("/health")).status, 503);
        goOn.raise();
        busy.finish(answer);
        QCOMPARE(streamProblem(answer, "ab"), QString());
    }
    void aDrainEndsAtItsBoundWithTheStreamCut() {
        Signal never;
        FakeUpstream upstream(inTwoParts(never));
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"timeouts.idle", "30s"}, {"workers.drain_timeout", "1s"}}});
        HttpClient client = mirror.connect();
        client.send(mirror.streamChat());
        HttpAnswer answer = client.readHead();
        mirror.engine().submit(DrainEngine{}, [](const Result<Receipt>&) {});
        QVERIFY(mirror.waitFor([](const Snapshot& now) { return isState(now, EngineState::stopped); }, Milliseconds(3000)));
        client.finish(answer);
        never.raise();  // the upstream's thread need not wait any longer
        QCOMPARE(inBandProblem(answer, "draining"), QString());
        // what a worker counted while it ended is not lost with it
        QCOMPARE(mirror.engine().snapshot()->totals.outcomes[static_cast<std::size_t>(Outcome::cut)], std::uint64_t(1));
        const auto records = mirror.traffic();
        QCOMPARE(records.size(), std::size_t(1));
        QVERIFY(records[0].outcome == Outcome::cut);
        QCOMPARE(records[0].errorCode, std::string("draining"));
    }
    void aStreamOfHttp10IsResetWhenTheEngineCutsIt() {
        Signal never;
        FakeUpstream upstream(inTwoParts(never));
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"workers.drain_timeout", "100ms"}}});
        HttpClient client = mirror.connect();
        std::string request = mirror.streamChat();
        request.replace(request.find("HTTP/1.1"), 8, "HTTP/1.0");
        client.send(request);
        HttpAnswer answer = client.readHead();
        QVERIFY(client.readEvents(answer, 1));
        mirror.engine().submit(DrainEngine{}, [](const Result<Receipt>&) {});
        client.finish(answer);
        never.raise();
        QVERIFY(answer.end == HttpAnswer::End::reset);  // an orderly end of the connection would be the end of the answer
    }
    void whoHasNoAnswerYetIsToldThatTheEngineGoes() {
        Signal asked;
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            peer.request();
            asked.raise();
            peer.waitClosed();
        });
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"workers.drain_timeout", "100ms"}}});
        HttpClient client = mirror.connect(), passing = mirror.connect(), uploading = mirror.connect();
        client.send(mirror.chat());
        QVERIFY(asked.wait());
        passing.send(getRequest("/v1/files", mirror.key()));
        const std::string half = mirror.chat();
        uploading.send(half.substr(0, half.size() - 1));
        QVERIFY(mirror.waitFor([](const Snapshot& now) { return now.activeRequests == 3; }));
        mirror.engine().submit(DrainEngine{}, [](const Result<Receipt>&) {});
        for (HttpClient* waiting : {&client, &passing, &uploading})
            QCOMPARE(errorProblem(waiting->read(), 503, "service_unavailable_error", "draining"), QString());
    }
    void stopsAndStartsAgainOnTheSamePorts() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror({.upstreams = {upstream.url()}});
        QVERIFY(mirror.submit(StopEngine{}).has_value());
        QVERIFY(mirror.waitFor([](const Snapshot& now) { return isState(now, EngineState::stopped); }));
        QVERIFY(!mirror.connect().isConnected());
        QVERIFY(mirror.submit(StartEngine{}).has_value());
        QVERIFY(mirror.waitFor([](const Snapshot& now) { return isState(now, EngineState::running); }));
        const auto now = mirror.engine().snapshot();
        HttpClient client(connectPlain(portOf(now->listeners[0].url)));
        client.send(mirror.chat());
        QCOMPARE(client.read().status, 200);
    }
    void twoEnginesOnOnePortTellAddressInUse() {
        EngineFixture first;
        EngineFixture second({.overrides = {{"listeners[0].port", std::to_string(first.port())}}});
        const auto now = second.engine().snapshot();
        QVERIFY(now->state == EngineState::failed || now->listeners[0].error.has_value());
        const Error error = now->failure ? *now->failure : *now->listeners[0].error;
        QVERIFY(error.code == ErrorCode::addressInUse);
        QVERIFY2(describe(error).find(std::to_string(first.port())) != std::string::npos, describe(error).c_str());
        QCOMPARE(first.ask(getRequest("/health")).status, 200);
    }
    void anEngineMayBeMadeStopped() {
        EngineFixture mirror({.startServing = false});
        QVERIFY(isState(*mirror.engine().snapshot(), EngineState::stopped));
        QVERIFY(mirror.submit(StartEngine{}).has_value());
        QVERIFY(mirror.waitFor([](const Snapshot& now) { return isState(now, EngineState::running); }));
    }
    void destroyingTheEngineFinishesStreams() {
        Signal goOn;
        FakeUpstream upstream(inTwoParts(goOn));
        EngineFixture mirror({.upstreams = {upstream.url()}});
        HttpClient client = mirror.connect();
        client.send(mirror.streamChat());
        HttpAnswer answer = client.readHead();
        QVERIFY(client.readEvents(answer, 1));
        std::thread destroyer([&] { mirror.destroy(); });
        goOn.raise();
        client.finish(answer);
        destroyer.join();
        QCOMPARE(answer.text(), std::string("ab"));
        QVERIFY(answer.saysDone() && answer.isComplete());
    }
    void theSnapshotMovesWithTheTraffic() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror({.upstreams = {upstream.url()}});
        for (int i = 0; i < 3; ++i) QCOMPARE(mirror.ask(mirror.streamChat()).status, 200);
        QVERIFY(mirror.waitFor([](const Snapshot& now) { return now.totals.outcomes[0] == 3; }));
        const auto now = mirror.engine().snapshot();
        QCOMPARE(now->upstreams.size(), std::size_t(1));
        QCOMPARE(now->upstreams[0].attempts, std::uint64_t(3));
        QCOMPARE(now->workers.size(), std::size_t(2));
        QVERIFY(now->totals.completionTokens >= 9);
        QVERIFY(mirror.waitFor([](const Snapshot& later) {
            std::uint32_t ok = 0;
            for (const SecondSample& sample : later.recent) ok += sample.outcomes[0];
            return ok == 3;
        }));
    }
    void aTrafficRecordTellsTheWholeStory() {
        FakeUpstream upstream(scripts::wellBehaved({"a", "b"}));
        EngineFixture mirror({.upstreams = {upstream.url()}});
        const HttpAnswer answer = mirror.ask(mirror.streamChat("qwen-max", "User-Agent: test/1\r\n"));
        const TrafficRecord record = mirror.traffic().front();
        QCOMPARE(record.requestId, answer.field("x-request-id"));
        QCOMPARE(record.method, std::string("POST"));
        QCOMPARE(record.path, std::string("/v1/chat/completions"));
        QCOMPARE(record.clientAddress, std::string("127.0.0.1"));
        QCOMPARE(record.userAgent, std::string("test/1"));
        QCOMPARE(record.status, 200);
        QVERIFY(record.outcome == Outcome::ok && record.stream && record.errorCode.empty());
        QCOMPARE(record.modelAsked, std::string("qwen-max"));
        QCOMPARE(record.modelAnswered, std::string("up"));
        QCOMPARE(record.upstream, std::string("up0"));
        QVERIFY(record.events >= 3 && record.bytesOut.value > 0 && record.bytesIn.value > 0);
        QVERIFY(record.firstToken.count() > 0 && record.firstToken <= record.total);
        QVERIFY(record.stages[static_cast<std::size_t>(StageId::upstreamHead)].duration.count() >= 0);
        QVERIFY(!record.keyName.empty());
    }
};

MIRROR_TEST(TstLife, tst_life)
#include "tst_life.moc"
