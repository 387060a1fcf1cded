#include "engine/upstream_status.h"

#include "support/run_test.h"

using namespace mirror;

class TstUpstreamStatus : public QObject {
    Q_OBJECT
private slots:
    void theOrderIsTheConfigurationsAndWhatIsGoneIsNotShown() {
        metrics::Aggregate counted;
        counted.upstreams["a"].attempts = 3;
        counted.upstreams["removed"].attempts = 9;
        const auto shown = engine::upstreamStatus({{.name = "b", .enabled = false, .baseUrl = "https://b/v1"}, {.name = "a", .baseUrl = "https://a/v1"}}, counted);
        QCOMPARE(shown.size(), std::size_t(2));
        QCOMPARE(shown[0].name, std::string("b"));
        QCOMPARE(shown[0].baseUrl, std::string("https://b/v1"));
        QVERIFY(!shown[0].enabled && shown[1].enabled);
        QCOMPARE(shown[0].attempts, std::uint64_t(0));  // nothing counted yet
        QCOMPARE(shown[1].attempts, std::uint64_t(3));
    }
    void gaugesAreTheSumOfTheWorkers() {
        metrics::Aggregate counted;
        auto& upstream = counted.upstreams["a"];
        upstream.failures = 2;
        upstream.gauges = {{1, {4, 1}}, {2, {3, 0}}};
        upstream.lastErrorCode = "upstream_reset";
        const auto shown = engine::upstreamStatus({{.name = "a"}}, counted);
        QCOMPARE(shown.at(0).activeAttempts, std::int64_t(7));
        QCOMPARE(shown.at(0).idleConnections, std::int64_t(1));
        QCOMPARE(shown.at(0).failures, std::uint64_t(2));
        QCOMPARE(shown.at(0).lastErrorCode, std::string("upstream_reset"));
    }
};

MIRROR_TEST(TstUpstreamStatus, tst_upstream_status)
#include "tst_upstream_status.moc"
