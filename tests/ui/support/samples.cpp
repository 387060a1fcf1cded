#include "ui/support/samples.h"

#include <cmath>
#include <random>

namespace mirror::test {

namespace {

void count(SecondSample& sample, Outcome outcome, double number) {
    sample.outcomes[static_cast<std::size_t>(outcome)] = static_cast<std::uint32_t>(std::lround(std::max(0.0, number)));
}

void setStages(TrafficRecord& r, std::mt19937& random) {
    const auto some = [&random](int low, int high) { return Microseconds(std::uniform_int_distribution<int>(low, high)(random)); };
    Microseconds at{0};
    const auto stage = [&](StageId id, Microseconds length) {
        r.stages[static_cast<std::size_t>(id)] = {at, length};
        at += length;
    };
    stage(StageId::receive, some(200, 4000));
    stage(StageId::auth, some(5, 30));
    stage(StageId::parse, some(20, 200));
    if (r.outcome == Outcome::unauthorised || r.outcome == Outcome::filtered || r.outcome == Outcome::clientError) {
        r.total = at;
        return;
    }
    stage(StageId::route, some(3, 20));
    stage(StageId::connect, some(50, 30'000));
    stage(StageId::upstreamHead, some(60'000, 400'000));
    if (r.stream && r.outcome != Outcome::timeout) {
        stage(StageId::firstToken, some(20'000, 500'000));
        r.firstToken = at;
    }
    if (r.outcome != Outcome::timeout) stage(StageId::transfer, some(100'000, 3'000'000));
    r.total = at;
}

struct Kind {
    Outcome outcome;
    int status;
    const char* error;
};
constexpr std::array<Kind, 17> kKinds{{{Outcome::ok, 200, ""}, {Outcome::ok, 200, ""}, {Outcome::ok, 200, ""},
    {Outcome::upstreamError, 502, "upstream_reset"}, {Outcome::ok, 200, ""}, {Outcome::ok, 200, ""},
    {Outcome::unauthorised, 401, "invalid_api_key"}, {Outcome::ok, 200, ""}, {Outcome::timeout, 504, "upstream_timeout_first_token"},
    {Outcome::ok, 200, ""}, {Outcome::cancelled, 200, "client_gone"}, {Outcome::ok, 200, ""}, {Outcome::clientError, 400, "bad_json"},
    {Outcome::cut, 200, "upstream_cut"}, {Outcome::overloaded, 503, "no_healthy_upstream"}, {Outcome::internal, 500, "internal"},
    {Outcome::filtered, 403, "content_not_allowed"}}};

}  // namespace

SecondSample secondOf(std::int64_t second, std::vector<std::int64_t> latenciesMs, std::uint32_t failed) {
    SecondSample sample;
    sample.second = second;
    Histogram latency;
    for (const std::int64_t ms : latenciesMs) latency.record(Milliseconds(ms));
    sample.latency = latency.sparse();
    sample.workers = 2;
    count(sample, Outcome::ok, static_cast<double>(latenciesMs.size()) - failed);
    count(sample, Outcome::upstreamError, failed);
    return sample;
}

std::vector<SecondSample> busySeconds(std::int64_t from, std::int64_t to, SampleShape shape) {
    std::mt19937 random(7);
    std::normal_distribution<double> noise(0, 1);
    std::vector<SecondSample> samples;
    for (std::int64_t second = from; second < to; ++second) {
        const double phase = static_cast<double>(second - from) / static_cast<double>(std::max<std::int64_t>(1, to - from));
        const double wave = 0.75 + 0.25 * std::sin(phase * 14);
        const bool trouble = phase > 0.55 && phase < 0.63;
        const double rate = shape.requestsPerSecond * wave + 2.5 * noise(random);
        SecondSample sample;
        sample.second = second;
        count(sample, Outcome::ok, rate * (trouble ? 0.7 : 0.96));
        count(sample, Outcome::upstreamError, trouble ? rate * 0.2 : noise(random) - 1.2);
        count(sample, Outcome::timeout, trouble ? rate * 0.07 : noise(random) - 1.6);
        count(sample, Outcome::clientError, noise(random) - 0.8);
        count(sample, Outcome::unauthorised, noise(random) - 1.4);
        count(sample, Outcome::cancelled, noise(random) - 0.6);
        Histogram latency;
        Histogram first;
        for (int i = 0; i < static_cast<int>(rate); ++i) {
            const double ms = 320 * wave * std::exp(0.55 * noise(random)) * (trouble ? 1.8 : 1);
            latency.record(Microseconds(static_cast<std::int64_t>(ms * 1000)));
            first.record(Microseconds(static_cast<std::int64_t>(ms * 380)));
        }
        sample.latency = latency.sparse();
        sample.firstToken = first.sparse();
        if (shape.withCache) {
            sample.cacheHits = static_cast<std::uint32_t>(rate * (0.35 + 0.08 * std::sin(phase * 9)));
            sample.cacheMisses = static_cast<std::uint32_t>(rate) - sample.cacheHits;
        }
        sample.ruleHits = {static_cast<std::uint32_t>(trouble ? 3 : 0), static_cast<std::uint32_t>(rate / 20), 1};
        sample.masked = static_cast<std::uint32_t>(rate / 10);
        sample.promptTokens = static_cast<std::uint64_t>(rate * 220);
        sample.completionTokens = static_cast<std::uint64_t>(rate * 130);
        sample.activeRequests = static_cast<std::uint32_t>(rate * 0.4);
        sample.activeStreams = static_cast<std::uint32_t>(std::max(0.0, rate * 0.3 + noise(random)));
        sample.workers = phase > 0.4 ? 4 : 2;
        sample.cpuPercent = static_cast<float>(60 + 50 * wave + 4 * noise(random));
        samples.push_back(std::move(sample));
    }
    return samples;
}

TrafficRecord plainRecord() {
    TrafficRecord r;
    r.requestId = "req-0001";
    r.time = SystemTime(std::chrono::seconds(1'750'000'000));
    r.method = "POST";
    r.path = "/v1/chat/completions";
    r.clientAddress = "10.0.0.7";
    r.listener = "https";
    r.keyName = "app";
    r.userAgent = "OpenAI/Python 1.40.0";
    r.status = 200;
    r.modelAsked = "qwen-turbo";
    r.modelAnswered = "qwen-turbo";
    r.upstream = "dashscope";
    r.stream = true;
    r.firstToken = Milliseconds(250);
    r.total = Milliseconds(1400);
    r.promptTokens = {120};
    r.completionTokens = {340};
    r.attempts = {{"dashscope", 200, "", Milliseconds(1), Milliseconds(1399), true}};
    return r;
}

std::vector<TrafficRecord> busyTraffic(std::size_t count, SystemTime end, Milliseconds spacing) {
    static constexpr std::array kModels{"gpt-3.5-turbo", "qwen-turbo", "deepseek-chat", "glm-4-flash", "text-embedding-3-small"};
    static constexpr std::array kAnswers{"qwen-turbo", "qwen-turbo", "deepseek-chat", "glm-4-flash", "text-embedding-v3"};
    static constexpr std::array kUpstreams{"dashscope", "dashscope", "deepseek", "zhipu", "dashscope"};
    static constexpr std::array kKeys{"app", "crm", "研发部", "test"};
    std::mt19937 random(11);
    std::vector<TrafficRecord> records;
    for (std::size_t i = 0; i < count; ++i) {
        TrafficRecord r = plainRecord();
        const std::size_t model = random() % kModels.size();
        const Kind& kind = kKinds[random() % kKinds.size()];
        char id[40];
        std::snprintf(id, sizeof id, "req-%08x%08x", static_cast<unsigned>(random()), static_cast<unsigned>(i));
        r.requestId = id;
        r.outcome = kind.outcome;
        r.status = kind.status;
        r.errorCode = kind.error;
        r.modelAsked = kModels[model];
        r.modelAnswered = kind.status == 200 ? kAnswers[model] : "";
        if (kind.outcome == Outcome::filtered)
            r.rules = {{"w12", "gambling", WordAction::block, false, "messages[0].content", foldBit(FoldStep::traditional), 2}};
        r.upstream = kind.status == 401 || kind.status == 403 || kind.status == 400 ? "" : kUpstreams[model];
        r.stream = model < 4 && random() % 4 != 0;
        r.keyName = kind.status == 401 ? "" : kKeys[random() % kKeys.size()];
        r.clientAddress = "10.0.0." + std::to_string(2 + random() % 40);
        r.firstToken = Microseconds(-1);
        r.attempts.clear();
        setStages(r, random);
        r.time = end - spacing * static_cast<int>(count - i) - std::chrono::duration_cast<SystemTime::duration>(r.total);
        if (!r.upstream.empty()) {
            if (kind.status >= 500) r.attempts.push_back({"siliconflow", 0, "upstream_unreachable", Milliseconds(2), Milliseconds(31), false});
            r.attempts.push_back({r.upstream, kind.status >= 500 ? 0 : 200, r.errorCode, Milliseconds(35), r.total - Milliseconds(20), true});
        }
        r.events = r.stream ? static_cast<std::int64_t>(random() % 200) : 0;
        r.promptTokens = {static_cast<std::int64_t>(random() % 900)};
        r.completionTokens = {kind.status == 200 ? static_cast<std::int64_t>(random() % 600) : 0};
        r.bytesIn = {r.promptTokens.value * 5 + 300};
        r.bytesOut = {r.completionTokens.value * 240 + 200};
        r.workerId = static_cast<int>(i % 2);
        records.push_back(std::move(r));
    }
    return records;
}

}  // namespace mirror::test
