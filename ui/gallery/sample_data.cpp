#include "ui/gallery/sample_data.h"

#include <algorithm>
#include <cmath>
#include <random>

#include "ui/gallery/sample_words.h"

namespace mirror::ui::sample {

namespace {

constexpr std::int64_t kHour = 3600;
constexpr std::int64_t kHoleBegin = 1500;
constexpr std::int64_t kHoleEnd = 1590;

/// Where in the hour providers were slow: a gentle hill, so that the charts have a shape.
double strain(std::int64_t second) {
    const double x = (static_cast<double>(second) - 2500) / 260;
    return std::exp(-x * x);
}

Microseconds drawLatency(std::mt19937& random, double strained) {
    std::lognormal_distribution<double> shape(0, 0.55);
    return Microseconds(static_cast<std::int64_t>(shape(random) * (900'000 + 1'500'000 * strained)));
}

SecondSample secondOf(std::int64_t now, std::int64_t offset, std::mt19937& random) {
    SecondSample sample;
    sample.second = now - kHour + offset;
    const double strained = strain(offset);
    const double mean = 14 + 6 * std::sin(static_cast<double>(offset) / 420) - 4 * strained;
    std::poisson_distribution<int> requests(std::max(1.0, mean));
    std::uniform_real_distribution<double> chance(0, 1);
    Histogram latency;
    Histogram firstToken;
    for (int i = requests(random); i > 0; --i) {
        const double dice = chance(random);
        const Outcome outcome = dice < 0.006 + 0.07 * strained ? Outcome::timeout
                                : dice < 0.012 + 0.10 * strained ? Outcome::upstreamError
                                : dice < 0.03                    ? Outcome::clientError
                                : dice < 0.045                   ? Outcome::cancelled
                                                                 : Outcome::ok;
        ++sample.outcomes.at(static_cast<std::size_t>(outcome));
        if (outcome == Outcome::cancelled) continue;
        const Microseconds total = drawLatency(random, strained);
        latency.record(total);
        firstToken.record(total / 4);
        sample.promptTokens += 320;
        sample.completionTokens += 180;
        sample.events += 90;
        if (chance(random) < 0.02 + 0.03 * strained) ++sample.ruleHits.at(chance(random) < 0.3 ? 0 : chance(random) < 0.3 ? 1 : 2);
        if (chance(random) < 0.03) ++sample.masked;
        ++(chance(random) < 0.31 ? sample.cacheHits : sample.cacheMisses);
    }
    sample.latency = latency.sparse();
    sample.firstToken = firstToken.sparse();
    sample.activeRequests = static_cast<std::uint32_t>(mean * (1 + strained));
    sample.activeStreams = sample.activeRequests * 3 / 4;
    sample.workers = 4;
    sample.queued = strained > 0.5 ? 3 : 0;
    sample.cpuPercent = static_cast<float>(11 + mean / 2 + 5 * chance(random));
    return sample;
}

struct Provider {
    const char* name;
    const char* model;
    const char* url;
};
constexpr Provider kProviders[] = {{"deepseek", "deepseek-chat", "https://api.deepseek.com/v1"},
                                   {"qwen", "qwen-plus", "https://dashscope.aliyuncs.com/compatible-mode/v1"},
                                   {"zhipu", "glm-4-flash", "https://open.bigmodel.cn/api/paas/v4"}};

void spanStages(TrafficRecord& record) {
    const std::int64_t total = record.total.count();
    std::int64_t at = 0;
    const auto span = [&](StageId stage, std::int64_t length) {
        record.stages.at(static_cast<std::size_t>(stage)) = {Microseconds(at), Microseconds(length)};
        at += length;
    };
    span(StageId::receive, 180);
    span(StageId::auth, 12);
    span(StageId::parse, 65);
    span(StageId::filter, 24);
    if (record.outcome == Outcome::filtered) return;
    span(StageId::cache, 30);
    if (record.cache == CacheResult::hit || record.upstream.empty()) {
        span(StageId::transfer, std::max<std::int64_t>(total - at, 50));
        return;
    }
    span(StageId::route, 20);
    span(StageId::connect, record.attempts.back().reusedConnection ? 60 : 41'000);
    span(StageId::upstreamHead, total / 6);
    span(StageId::firstToken, total / 8);
    span(StageId::transfer, std::max<std::int64_t>(total - at, 100));
}

void fail(TrafficRecord& record, int dice) {
    const std::string other = kProviders[dice % 3].name;
    record.attempts.front().status = 503;
    record.attempts.front().errorCode = "upstream_status";
    if (dice % 2 == 0) {  // moved on and went well
        record.attempts.push_back({other, 200, "", Microseconds(record.total.count() / 3), Microseconds(record.total.count() / 2), true});
        record.upstream = other;
        return;
    }
    record.status = dice % 3 == 0 ? 504 : 502;
    record.outcome = dice % 3 == 0 ? Outcome::timeout : Outcome::upstreamError;
    record.errorCode = dice % 3 == 0 ? "upstream_timeout_first_token" : "upstream_reset";
}

void forbid(TrafficRecord& record) {
    record.status = 403;
    record.outcome = Outcome::filtered;
    record.errorCode = "content_not_allowed";
    record.upstream.clear();
    record.modelAnswered.clear();
    record.attempts.clear();
    record.cache = CacheResult::none;
    record.total = Microseconds(430);
    record.firstToken = Microseconds(-1);
    record.completionTokens = {0};
    record.events = 0;
}

TrafficRecord recordOf(std::int64_t now, int index, int count, std::mt19937& random) {
    const auto dice = static_cast<int>(random() % 100);
    const Provider& provider = kProviders[random() % 3];
    TrafficRecord record;
    record.id = static_cast<std::uint64_t>(index) + 1;
    record.requestId = "req_" + std::to_string(7'340'000 + index * 37);
    record.time = SystemTime(std::chrono::seconds(now)) - Milliseconds((count - index) * 730);
    record.method = "POST";
    record.path = dice < 88 ? "/v1/chat/completions" : "/v1/embeddings";
    record.clientAddress = "10.20." + std::to_string(dice % 5) + "." + std::to_string(17 + dice);
    record.listener = "tls";
    record.keyName = dice % 3 == 0 ? "客服中心" : dice % 3 == 1 ? "研发-ide" : "data-team";
    record.userAgent = dice % 2 == 0 ? "OpenAI/Python 1.51.0" : "OpenAI/JS 4.67.3";
    record.status = 200;
    record.modelAsked = dice < 40 ? "gpt-3.5-turbo" : provider.model;
    record.modelAnswered = provider.model;
    record.upstream = provider.name;
    record.stream = dice < 70;
    record.cache = dice % 3 == 0 ? CacheResult::hit : CacheResult::miss;
    record.total = drawLatency(random, 0.2);
    if (record.cache == CacheResult::hit) record.total = Microseconds(1400 + dice * 9);
    record.firstToken = record.stream ? record.total / 4 : Microseconds(-1);
    record.bytesIn = {600 + dice * 31};
    record.bytesOut = {2200 + dice * 140};
    record.promptTokens = {120 + dice * 6};
    record.completionTokens = {60 + dice * 4};
    record.events = record.stream ? 40 + dice : 0;
    record.workerId = dice % 4;
    record.attempts.push_back({record.upstream, 200, "", Microseconds(400), record.total, dice % 4 != 0});
    if (record.cache == CacheResult::hit) record.attempts.clear(), record.upstream.clear();
    if (record.cache != CacheResult::hit && dice > 91) fail(record, dice);
    record.rules = sample::rulesOf(index);
    record.wordsRevision = 12;
    if (!record.rules.empty() && record.rules.front().action == WordAction::block) forbid(record);
    spanStages(record);
    return record;
}

}  // namespace

std::vector<SecondSample> hour(std::int64_t now) {
    std::mt19937 random(7);
    std::vector<SecondSample> samples;
    for (std::int64_t offset = 0; offset < kHour; ++offset)
        if (offset < kHoleBegin || offset >= kHoleEnd) samples.push_back(secondOf(now, offset, random));
    return samples;
}

std::vector<TrafficRecord> traffic(std::int64_t now, int count) {
    std::mt19937 random(11);
    std::vector<TrafficRecord> records;
    for (int i = 0; i < count; ++i) records.push_back(recordOf(now, i, count, random));
    // Requests come into the list when they finish.
    std::stable_sort(records.begin(), records.end(), [](const TrafficRecord& one, const TrafficRecord& other) { return one.time + one.total < other.time + other.total; });
    std::uint64_t id = 0;
    for (TrafficRecord& record : records) record.id = ++id;
    return records;
}

Config config() {
    Config config = defaultConfig();
    for (const Provider& provider : kProviders) {
        UpstreamConfig upstream;
        upstream.name = provider.name;
        upstream.baseUrl = provider.url;
        upstream.apiKeys = {"env:" + std::string(provider.name) + "_KEY"};
        upstream.models = {std::string(provider.model)};
        config.upstreams.push_back(upstream);
    }
    config.upstreams.front().apiKeys.push_back("***");
    config.aliases = {{"gpt-3.5-turbo", "deepseek-chat"}};
    return config;
}

Snapshot running(std::int64_t now, const std::vector<SecondSample>& samples) {
    Snapshot snapshot;
    snapshot.sequence = 2;
    snapshot.time = SystemTime(std::chrono::seconds(now));
    snapshot.state = EngineState::running;
    snapshot.version = "0.1.0";
    snapshot.profile = "/home/ops/.config/mirrordesk";
    snapshot.startedAt = snapshot.time - std::chrono::hours(3);
    snapshot.configRevision = 4;
    snapshot.adminUrl = "http://127.0.0.1:8081";
    snapshot.listeners = {{"plain", "http://127.0.0.1:8080", false, false, {}, {}},
                          {"tls", "https://127.0.0.1:8443", true, true, snapshot.time + std::chrono::hours(24 * 820), {}}};
    for (int id = 0; id < 4; ++id)
        snapshot.workers.push_back({id, WorkerState::running, 21 + id * 3, 4 + id, 3 + id, 41'200u + static_cast<std::uint64_t>(id) * 977, 4.5 + id * 1.3,
                                    Microseconds(640 + id * 90), Milliseconds(12)});
    for (const Provider& provider : kProviders)
        snapshot.upstreams.push_back({provider.name, provider.url, true, 6, 12, 51'034, 212, "upstream_status", snapshot.time, Microseconds(412'000)});
    for (const SecondSample& sample : samples)
        for (std::size_t i = 0; i < kOutcomes; ++i) snapshot.totals.outcomes.at(i) += sample.outcomes.at(i);
    snapshot.connections = 98;
    snapshot.activeRequests = 22;
    snapshot.activeStreams = 18;
    snapshot.residentMemory = 46_MiB;
    const auto count = static_cast<std::ptrdiff_t>(std::min<std::size_t>(samples.size(), 15));
    snapshot.recent.assign(samples.end() - count, samples.end());
    return snapshot;
}

}  // namespace mirror::ui::sample
