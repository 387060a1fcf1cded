#include "integration/claims.h"
#include "support/certificate_files.h"
#include "support/engine_fixture.h"
#include "support/fake_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {

/// A well-behaved upstream behind TLS that counts the requests it understood.
struct TlsUpstream {
    explicit TlsUpstream(const std::vector<std::string>& names)
        : files(writeCertificate(folder.path(), "upstream", names)),
          server(
              [this](UpstreamPeer& peer) {
                  while (const auto request = peer.request()) {
                      ++requests;
                      const bool isStream = request->body.find("\"stream\":true") != std::string::npos;
                      if (isStream) {
                          peer.beginStream();
                          peer.event(contentChunk("over tls"));
                          peer.event(finishChunk());
                          peer.event("[DONE]");
                          peer.end();
                      } else {
                          peer.answerJson(200, wholeAnswer("over tls"));
                      }
                  }
              },
              files) {}
    TempProfile folder;
    TlsFiles files;
    std::atomic<int> requests = 0;
    FakeUpstream server;  // last: its threads use the rest
};

}  // namespace

/// Upstreams behind TLS are verified, always.
class TstUpstreamTls : public QObject {
    Q_OBJECT
private slots:
    void aCertificateNobodyVouchesForIsRefusedBeforeAnythingIsSent() {
        TlsUpstream upstream({"127.0.0.1", "localhost"});
        EngineFixture mirror({.upstreams = {upstream.server.url()}});
        const HttpAnswer answer = mirror.ask(mirror.chat());
        QCOMPARE(errorProblem(answer, 502, "upstream_error", "upstream_unreachable"), QString());
        QCOMPARE(answer.field("x-should-retry"), std::string("false"));  // only an operator can mend it
        const TrafficRecord record = mirror.traffic().front();
        QCOMPARE(record.errorCode, std::string("tls_verification"));
        QCOMPARE(record.attempts.size(), std::size_t(1));
        QVERIFY(upstream.server.connections() >= 1);
        QCOMPARE(upstream.requests.load(), 0);
        QVERIFY(answer.body.find(upstream.files.certificate) == std::string::npos);
        const HttpAnswer stream = mirror.ask(mirror.streamChat());
        QCOMPARE(errorProblem(stream, 502, "upstream_error", "upstream_unreachable"), QString());
        QCOMPARE(upstream.requests.load(), 0);
    }
    void aCaFileMakesItTrusted() {
        TlsUpstream upstream({"127.0.0.1"});
        EngineFixture mirror({.upstreams = {upstream.server.url()}, .overrides = {{"upstreams[0].ca_file", upstream.files.certificate}}});
        const HttpAnswer answer = mirror.ask(mirror.chat());
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.body.find("over tls") != std::string::npos);
        QCOMPARE(streamProblem(mirror.ask(mirror.streamChat()), "over tls"), QString());
        QCOMPARE(upstream.requests.load(), 2);
    }
    void aCertificateOfAnotherNameIsRefusedThoughItsAuthorityIsTrusted() {
        TlsUpstream upstream({"other.example"});
        EngineFixture mirror({.upstreams = {upstream.server.url()}, .overrides = {{"upstreams[0].ca_file", upstream.files.certificate}}});
        QCOMPARE(errorProblem(mirror.ask(mirror.chat()), 502, "upstream_error", "upstream_unreachable"), QString());
        QCOMPARE(mirror.traffic().front().errorCode, std::string("tls_verification"));
        QCOMPARE(upstream.requests.load(), 0);
    }
    void anotherUpstreamsCaFileVouchesForThatOneOnly() {
        TlsUpstream trusted({"127.0.0.1"}), stranger({"127.0.0.1"});
        EngineFixture mirror({.upstreams = {stranger.server.url(), trusted.server.url()},
                              .overrides = {{"upstreams[1].ca_file", trusted.files.certificate}, {"retry.attempts", "1"}}});
        QCOMPARE(errorProblem(mirror.ask(mirror.chat()), 502, "upstream_error", "upstream_unreachable"), QString());
        QCOMPARE(stranger.requests.load(), 0);
    }
    void theNextCandidateAnswersForOneThatCannotProveItself() {
        TlsUpstream stranger({"127.0.0.1"});
        FakeUpstream next(scripts::wellBehaved({"next"}));
        EngineFixture mirror({.upstreams = {stranger.server.url(), next.url()}});
        const HttpAnswer answer = mirror.ask(mirror.chat());
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.field("x-mirror-upstream"), std::string("up1"));
        QCOMPARE(stranger.requests.load(), 0);
    }
    void aCaFileThatCannotBeReadIsToldAndTheUpstreamIsNotUsed() {
        TlsUpstream upstream({"127.0.0.1"});
        EngineFixture mirror({.upstreams = {upstream.server.url()}, .overrides = {{"upstreams[0].ca_file", upstream.files.certificate + ".absent"}}});
        const HttpAnswer answer = mirror.ask(mirror.chat());
        QVERIFY2(answer.status == 502 || answer.status == 503, answer.body.c_str());
        QCOMPARE(upstream.server.connections(), std::size_t(0));
        const Result<Receipt> receipt = mirror.submit(QueryEvents{.afterId = 0, .limit = 500});
        const auto events = std::get<EventPage>(receipt.value()).events;
        QVERIFY(std::any_of(events.begin(), events.end(), [](const Event& event) {
            return event.kind == EventKind::configRejected && !event.errors.empty() && event.errors.front().code == ErrorCode::certificateInvalid;
        }));
    }
};

MIRROR_TEST(TstUpstreamTls, tst_upstream_tls)
#include "tst_upstream_tls.moc"
