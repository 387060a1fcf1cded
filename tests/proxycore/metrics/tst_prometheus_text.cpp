#include <QProcess>
#include <map>

#include "base/text.h"
#include "metrics/exposition.h"
#include "metrics/prometheus_text.h"
#include "records.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::metrics;

namespace {

Snapshot sampleSnapshot() {
    Snapshot snapshot;
    snapshot.state = EngineState::running;
    snapshot.version = "0.1.0";
    snapshot.configRevision = 7;
    snapshot.connections = 12;
    snapshot.activeRequests = 5;
    snapshot.activeStreams = 4;
    snapshot.workers.resize(2);
    ListenerStatus tls;
    tls.name = "tls";
    tls.tls = true;
    tls.certificateExpiry = SystemTime(std::chrono::seconds(1'900'000'000));
    ListenerStatus plain;
    plain.name = "plain";
    snapshot.listeners = {plain, tls};
    UpstreamStatus upstream;
    upstream.name = "dashscope";
    UpstreamStatus idle;
    idle.name = "never used \"yet\"\\\n";
    snapshot.upstreams = {upstream, idle};
    snapshot.journal.state = JournalState::failing;
    snapshot.journal.records = 400;
    snapshot.journal.dropped = 3;
    snapshot.journal.refused = 2;
    snapshot.journal.queued = Bytes{4096};
    snapshot.journal.bytes = Bytes{70'000'000};
    return snapshot;
}

Aggregate sampleAggregate() {
    Aggregate aggregate;
    WorkerShard shard(0);
    for (int i = 0; i < 200; ++i) {
        TrafficRecord record = i % 3 == 0 ? plainRecord() : streamRecord();
        record.total = Microseconds(1'000 * (i + 1) * (i + 1));
        if (i % 10 == 0) record.outcome = Outcome::upstreamError;
        shard.finish(std::move(record));
        shard.attempt("dashscope", "qwen-turbo", i % 10 == 0 ? "upstream_reset" : "ok");
        shard.addedDelay(Microseconds(i));
    }
    TrafficRecord refused = plainRecord(Outcome::unauthorised);
    refused.route.clear();
    shard.finish(std::move(refused));
    aggregate.merge(shard.take());
    return aggregate;
}

/// Samples by everything before the value.
std::map<std::string, double> samples(const std::string& text) {
    std::map<std::string, double> out;
    for (const std::string_view line : base::split(text, '\n')) {
        if (line.empty() || line.starts_with('#')) continue;
        const auto blank = line.rfind(' ');
        bool isNumber = false;
        const double value = QByteArray(line.data() + blank + 1, static_cast<qsizetype>(line.size() - blank - 1)).toDouble(&isNumber);
        if (!isNumber) qFatal("not a number: %s", std::string(line).c_str());
        if (!out.emplace(line.substr(0, blank), value).second) qFatal("twice: %s", std::string(line).c_str());
    }
    return out;
}

}  // namespace

class TstPrometheusText : public QObject {
    Q_OBJECT
private slots:
    void namesWhatTheWireContractNames() {
        const auto all = samples(prometheusText(sampleAggregate(), sampleSnapshot()));
        const std::map<std::string, double> expected{
            {R"(mirror_requests_total{route="default",outcome="ok"})", 180},
            {R"(mirror_requests_total{route="default",outcome="upstream_error"})", 20},
            {R"(mirror_requests_total{route="default",outcome="timeout"})", 0},
            {R"(mirror_requests_total{route="other",outcome="unauthorised"})", 1},
            {"gen_ai_server_request_duration_seconds_count", 200},  // what was refused before it had a route has no duration worth knowing
            {R"(gen_ai_client_token_usage_sum{gen_ai_token_type="input"})", 201 * 120},
            {R"(gen_ai_client_token_usage_bucket{gen_ai_token_type="output",le="64"})", 201},
            {R"(gen_ai_client_token_usage_bucket{gen_ai_token_type="output",le="16"})", 0},
            {R"(mirror_overhead_seconds_count{stage="auth"})", 201},
            {"mirror_stream_added_delay_seconds_count", 200},
            {R"(mirror_upstream_attempts_total{upstream="dashscope",model="qwen-turbo",class="ok"})", 180},
            {R"(mirror_upstream_attempts_total{upstream="dashscope",model="qwen-turbo",class="upstream_reset"})", 20},
            {"mirror_log_records_total", 400},
            {"mirror_log_dropped_total", 3},
            {"mirror_log_refused_total", 2},
            {"mirror_log_failing", 1},
            {"mirror_log_queue_bytes", 4096},
            {"mirror_log_bytes", 70'000'000},
            {"mirror_workers", 2},
            {"mirror_connections", 12},
            {"mirror_active_requests", 5},
            {"mirror_active_streams", 4},
            {"mirror_config_revision", 7},
            {R"(mirror_tls_cert_expiry_seconds{listener="tls"})", 1'900'000'000},
            {R"(mirror_build_info{version="0.1.0"})", 1},
            {"mirror_up", 1},
        };
        for (const auto& [name, value] : expected) {
            QVERIFY2(all.contains(name), name.c_str());
            QCOMPARE(all.at(name), value);
        }
        for (const char* name : {"process_cpu_seconds_total", "process_resident_memory_bytes", "process_open_fds", "process_start_time_seconds"})
            QVERIFY2(all.contains(name) && all.at(name) > 0, name);
        QVERIFY(!all.contains(R"(mirror_tls_cert_expiry_seconds{listener="plain"})"));
    }
    void hasCumulativeBucketsThatEndAtTheCount() {
        const std::string text = prometheusText(sampleAggregate(), sampleSnapshot());
        const auto all = samples(text);
        std::string series;
        double previous = 0;
        int histograms = 0;
        for (const std::string_view line : base::split(text, '\n')) {
            const auto bound = line.find("le=\"");
            if (line.starts_with('#') || bound == std::string_view::npos) continue;
            const std::string here(line.substr(0, bound));
            if (here != series) previous = 0;
            series = here;
            const double value = QByteArray::fromStdString(std::string(line.substr(line.rfind(' ') + 1))).toDouble();
            QVERIFY2(value >= previous, std::string(line).c_str());
            previous = value;
            if (line.find("le=\"+Inf\"") == std::string_view::npos) continue;
            ++histograms;
            std::string count = series;
            count.replace(count.find("_bucket"), 7, "_count");
            if (count.back() == '{') count.pop_back();
            else count.back() = '}';
            QVERIFY2(all.contains(count), count.c_str());
            QCOMPARE(all.at(count), value);
        }
        QCOMPARE(histograms, 3 + 2 + 6 + 1);  // outcomes, routes, stages, the loop
    }
    void countsEachBucketAsTheValuesSay() {
        Histogram histogram;
        for (const int milliseconds : {5, 15, 15, 30, 5000, 200'000}) histogram.record(Milliseconds(milliseconds));
        Exposition out;
        out.family("x_seconds", Exposition::Type::histogram, "x");
        const double bounds[] = {0.01, 0.02, 0.04, 81.92};
        out.histogram(histogram, bounds, {{"a", "b"}});
        QCOMPARE(out.take(), std::string("# HELP x_seconds x\n# TYPE x_seconds histogram\n"
                                         "x_seconds_bucket{a=\"b\",le=\"0.01\"} 1\nx_seconds_bucket{a=\"b\",le=\"0.02\"} 3\n"
                                         "x_seconds_bucket{a=\"b\",le=\"0.04\"} 4\nx_seconds_bucket{a=\"b\",le=\"81.92\"} 5\n"
                                         "x_seconds_bucket{a=\"b\",le=\"+Inf\"} 6\nx_seconds_sum{a=\"b\"} 205.065\nx_seconds_count{a=\"b\"} 6\n"));
    }
    void escapesLabelValues() {
        Exposition out;
        out.family("x", Exposition::Type::gauge, "x");
        out.sample(std::int64_t{-3}, {{"a", "q\"b\\c\nd 镜"}, {"b", "\xFF"}});
        QCOMPARE(out.take(), std::string("# HELP x x\n# TYPE x gauge\nx{a=\"q\\\"b\\\\c\\nd 镜\",b=\"other\"} -3\n"));
    }
    void existsWithZeroBeforeAnythingHappened() {
        Aggregate aggregate;
        aggregate.requests["default"];
        Snapshot snapshot = sampleSnapshot();
        snapshot.state = EngineState::stopped;
        const auto all = samples(prometheusText(aggregate, snapshot));
        QCOMPARE(all.at(R"(mirror_requests_total{route="default",outcome="ok"})"), 0.0);
        QCOMPARE(all.at(R"(mirror_upstream_attempts_total{upstream="dashscope",model="other",class="ok"})"), 0.0);
        QCOMPARE(all.at("gen_ai_server_request_duration_seconds_count"), 0.0);
        QCOMPARE(all.at(R"(gen_ai_server_request_duration_seconds_bucket{le="+Inf"})"), 0.0);
        QCOMPARE(all.at("mirror_up"), 0.0);
    }
    void passesPromtoolWithoutAComplaint() {
        if (QStandardPaths::findExecutable("promtool").isEmpty()) QSKIP("promtool (package prometheus) is not installed");
        for (const std::string& text : {prometheusText(sampleAggregate(), sampleSnapshot()), prometheusText(Aggregate(), Snapshot())}) {
            QProcess promtool;
            promtool.setProcessChannelMode(QProcess::MergedChannels);
            promtool.start("promtool", {"check", "metrics"});
            QVERIFY(promtool.waitForStarted());
            promtool.write(text.data(), static_cast<qint64>(text.size()));
            promtool.closeWriteChannel();
            QVERIFY(promtool.waitForFinished());
            QCOMPARE(promtool.readAll(), QByteArray());
            QCOMPARE(promtool.exitCode(), 0);
        }
    }
};

MIRROR_TEST(TstPrometheusText, tst_prometheus_text)
#include "tst_prometheus_text.moc"
