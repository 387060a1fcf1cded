#pragma once
#include <nlohmann/json.hpp>

#include "net/waiter.h"
#include "pipeline/after.h"
#include "pipeline/pipeline.h"
#include "proxycore/pipeline/pieced_body.h"
#include "proxycore/pipeline/rule_book.h"
#include "proxycore/pipeline/stage_bench.h"
#include "support/fake_upstream.h"

namespace mirror::test {

inline base::Task<bool> serve(pipeline::Pipeline& pipeline, exchange::Exchange& exchange) {
    co_await pipeline.serve(exchange);
    co_return true;
}

/// One request through the whole sentence of the house: rules, an upstream over a socket, a caller that remembers.
struct WholeWay : PoolBench {
    explicit WholeWay(FakeUpstream& upstream, std::vector<Word> words = {}) {
        config.auth.required = false;
        config.upstreams.push_back({.name = "up", .baseUrl = upstream.url()});
        if (!words.empty()) rules = ruleset(std::move(words));
    }
    void send(const std::string& path, const std::string& body, std::string_view fields = {}) {
        config.journal.enabled = wantsJournal || journal != nullptr;
        const auto shared = std::make_shared<const Config>(config);
        std::vector<std::shared_ptr<const upstream::Target>> targets;
        for (const UpstreamConfig& upstream : config.upstreams) targets.push_back(*upstream::makeTarget(upstream, {}));
        auto runtime = std::make_shared<const pipeline::Runtime>(pipeline::Runtime{1, shared, route::RouteTable(*shared), std::move(targets), rules, {}, journal, unwritten});
        pipeline::Pipeline pipeline(context, runtime);
        head = "POST " + path + " HTTP/1.1\r\nHost: m\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + std::string(fields) + "\r\n";
        if (!http::parseRequestHead(head, {}, caller.exchange.head)) qFatal("the head is malformed");
        pieces = std::make_unique<PiecedBody>(std::vector<std::string>{body});
        caller.exchange.requestBody = pieces.get();
        const auto served = loop.run(serve(pipeline, caller.exchange));
        QVERIFY(served.has_value());
        pipeline.finished(caller.exchange);
        outcome = caller.exchange.outcome;
    }
    void chat(const std::string& content, bool stream = false) {
        send("/v1/chat/completions", R"({"model":"m","messages":[{"role":"user","content":)" + nlohmann::json(content).dump() + "}]" + (stream ? ",\"stream\":true}" : "}"));
    }
    const std::string& body() const { return caller.client.body; }

    Config config;
    std::shared_ptr<const filter::Ruleset> rules;
    std::shared_ptr<pipeline::Journaling> journal;
    bool wantsJournal = false;  ///< though there is none
    std::shared_ptr<pipeline::Unwritten> unwritten = std::make_shared<pipeline::Unwritten>();
    RecordedExchange caller;
    metrics::WorkerShard shard{0};
    auth::Authenticator authenticator{crypto::Secret(std::string_view("0123456789abcdefghijklmnopqrstuv"))};
    FixedRandom random{0.5};
    pipeline::Context context{loop.reactor(), pool, shard, authenticator, random};
    std::string head;
    std::unique_ptr<PiecedBody> pieces;
    Outcome outcome = Outcome::ok;
};

}  // namespace mirror::test
