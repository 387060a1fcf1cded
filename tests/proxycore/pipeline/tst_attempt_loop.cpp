#include "support/engine_fixture.h"
#include "support/fake_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

/// The loop over candidates in a whole engine: what only its memory between requests shows.
class TstAttemptLoop : public QObject {
    Q_OBJECT
private slots:
    /// An upstream whose failures are never retried must not use up what others need.
    void onlyRetriesThatAreMadeCostTheBudget() {
        FakeUpstream locked(scripts::status(401, R"({"error":{"message":"bad key"}})"));
        FakeUpstream flaky([](UpstreamPeer& peer) {
            if (peer.index() == 0) {
                peer.request();
                peer.reset();
                return;
            }
            scripts::wellBehaved()(peer);
        });
        FixtureOptions options;
        options.upstreams = {locked.url(), flaky.url()};
        options.overrides = {{"workers.count", "1"},          {"upstreams[0].models", "locked"}, {"upstreams[1].models", "flaky"},
                             {"retry.budget_percent", "0"},   {"retry.budget_minimum", "0"}};
        EngineFixture mirror(options);
        for (int i = 0; i < 20; ++i) QCOMPARE(mirror.ask(mirror.chat("locked")).status, 502);
        QCOMPARE(mirror.ask(mirror.chat("flaky")).status, 200);
    }
};

MIRROR_TEST(TstAttemptLoop, tst_attempt_loop)
#include "tst_attempt_loop.moc"
