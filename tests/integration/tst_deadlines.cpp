#include <poll.h>

#include "integration/claims.h"
#include "support/engine_fixture.h"
#include "support/fake_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {

Milliseconds since(SteadyTime begun) { return std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now() - begun); }

/// No timer may be longer than the total.
Overrides oneSecondInAll() {
    Overrides all{{"timeouts.total", "1s"}, {"timeouts.headers", "700ms"}};
    for (const char* timer : {"connect", "first_token", "idle", "only_candidate", "non_stream_first_byte"}) all.emplace_back(std::string("timeouts.") + timer, "1s");
    return all;
}

/// Speaks for ever, always before a timer between events runs out.
void neverEnds(UpstreamPeer& peer) {
    if (!peer.request()) return;
    peer.beginStream();
    while (peer.event(contentChunk("x")))
        if (peer.waitClosed(Milliseconds(50))) return;
}

}  // namespace

/// Bounds of a whole request: the client's rate, names that do not exist, the total deadline.
class TstDeadlines : public QObject {
    Q_OBJECT
private slots:
    void aBodyBelowTheMinimumRateIsRefusedAndAFasterOneIsNot() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"http.min_body_rate", "500"}}});
        HttpClient slow = mirror.connect(), steady = mirror.connect();
        const std::string body = chatBody("m", ",\"user\":\"" + std::string(20'000, 'u') + "\"");
        const std::string request = postRequest("/v1/chat/completions", mirror.key(), body);
        const std::size_t head = request.size() - body.size();
        slow.send(request.substr(0, head));
        steady.send(request.substr(0, head));
        const SteadyTime begun = std::chrono::steady_clock::now();
        std::size_t bySlow = head, bySteady = head;
        bool isRefused = false;
        // the window is 5 s: the steady one must outlive it, so its body takes longer
        while (since(begun) < Milliseconds(7'000) && !isRefused) {
            slow.send(request.substr(bySlow++, 1));
            steady.send(request.substr(bySteady, 250));
            bySteady += 250;
            pollfd entry{slow.stream().fd(), POLLIN, 0};
            isRefused = ::poll(&entry, 1, 100) > 0;
        }
        QVERIFY(isRefused);
        QVERIFY2(since(begun) > Milliseconds(4'900), std::to_string(since(begun).count()).c_str());
        const HttpAnswer refused = slow.read();
        QCOMPARE(errorProblem(refused, 408, "timeout_error", "request_timeout"), QString());
        QVERIFY(slow.isClosedByPeer());
        for (const SteadyTime until = begun + Milliseconds(6'000); std::chrono::steady_clock::now() < until && bySteady + 250 < request.size(); bySteady += 250) {
            steady.send(request.substr(bySteady, 250));
            QVERIFY(steady.stream().receive(Milliseconds(100)).got == ByteStream::Got::timeout);
        }
        steady.send(request.substr(bySteady));
        QCOMPARE(steady.read().status, 200);
    }
    /// c-ares itself refuses .onion (RFC 7686), so that no name server is asked; what a server's refusal leads to is tested in net.
    void aNameThatDoesNotExistIsABadGateway() {
        EngineFixture mirror({.upstreams = {"http://nowhere.onion:9/v1"}, .overrides = {{"retry.attempts", "1"}}});
        const SteadyTime begun = std::chrono::steady_clock::now();
        const HttpAnswer answer = mirror.ask(mirror.chat());
        QCOMPARE(errorProblem(answer, 502, "upstream_error", "upstream_unreachable"), QString());
        QVERIFY(since(begun) < Milliseconds(3'000));
        const TrafficRecord record = mirror.traffic().front();
        QCOMPARE(record.errorCode, std::string("dns_failure"));
        QVERIFY(record.outcome == Outcome::upstreamError);
        QVERIFY2(answer.body.find("nowhere.onion") == std::string::npos, answer.body.c_str());  // the inside of our configuration
    }
    void theNextCandidateAnswersForANameThatDoesNotExist() {
        FakeUpstream next(scripts::wellBehaved({"next"}));
        EngineFixture mirror({.upstreams = {"http://nowhere.onion:9/v1", next.url()}});
        const HttpAnswer answer = mirror.ask(mirror.streamChat());
        QCOMPARE(streamProblem(answer, "next"), QString());
        QCOMPARE(answer.field("x-mirror-upstream"), std::string("up1"));
        QCOMPARE(answer.field("x-mirror-attempts"), std::string("2"));
    }
    void aStreamThatNeverEndsIsCutAtTheTotalDeadline() {
        FakeUpstream upstream(neverEnds);
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = oneSecondInAll()});
        const SteadyTime begun = std::chrono::steady_clock::now();
        const HttpAnswer answer = mirror.ask(mirror.streamChat());
        const Milliseconds took = since(begun);
        QVERIFY2(took > Milliseconds(900) && took < Milliseconds(3'000), std::to_string(took.count()).c_str());
        QCOMPARE(inBandProblem(answer, "upstream_timeout_total"), QString());
        QVERIFY(answer.events().size() > 3);
        QVERIFY(mirror.traffic().front().outcome == Outcome::cut);
    }
    void retriesEndAtTheTotalDeadline() {
        FakeUpstream silent([](UpstreamPeer& peer) {
            if (peer.request()) peer.waitClosed(Milliseconds(5'000));
        });
        EngineFixture mirror({.upstreams = {silent.url(), silent.url(), silent.url()}, .overrides = oneSecondInAll()});
        const SteadyTime begun = std::chrono::steady_clock::now();
        const HttpAnswer answer = mirror.ask(mirror.streamChat());
        const Milliseconds took = since(begun);
        QVERIFY2(took > Milliseconds(900) && took < Milliseconds(2'000), std::to_string(took.count()).c_str());
        QCOMPARE(answer.status, 504);
        QCOMPARE(answer.field("content-type"), std::string("application/json"));
        QCOMPARE(mirror.traffic().front().attempts.size(), std::size_t(2));  // the third would have no time at all
    }
    void anAnswerThatIsNotAStreamHasTheTotalDeadlineToo() {
        FakeUpstream silent([](UpstreamPeer& peer) {
            if (peer.request()) peer.waitClosed(Milliseconds(5'000));
        });
        EngineFixture mirror({.upstreams = {silent.url()}, .overrides = oneSecondInAll()});
        const HttpAnswer answer = mirror.ask(mirror.chat());
        QCOMPARE(answer.status, 504);
        QCOMPARE(answer.json()["error"]["type"], "timeout_error");
        QVERIFY(mirror.traffic().front().outcome == Outcome::timeout);
    }
};

MIRROR_TEST(TstDeadlines, tst_deadlines)
#include "tst_deadlines.moc"
