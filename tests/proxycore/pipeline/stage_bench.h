#pragma once
#include <string>

#include "http/head_parser.h"
#include "pipeline/context.h"
#include "pipeline/runtime.h"
#include "proxycore/upstream/manual_upstream.h"
#include "support/fixed_random.h"
#include "support/recorded_client.h"

namespace mirror::test {

/// What the stages of one worker share, on the test's own loop, with an upstream and a caller in the test's hands.
struct StageBench : PoolBench {
    StageBench() {
        config.upstreams.push_back({.name = "up", .baseUrl = server.url()});
        caller.exchange.config = &config;
        caller.exchange.upstream = "up";
    }
    /// The caller's head; `text` lives as long as the bench.
    void asks(std::string_view line, std::string_view fields = {}) {
        text = std::string(line) + " HTTP/1.1\r\nHost: m\r\n" + std::string(fields) + "\r\n";
        if (!http::parseRequestHead(text, {}, caller.exchange.head)) qFatal("the head is malformed");
        caller.exchange.endpoint = openai::matchEndpoint(caller.exchange.head.path);
    }
    /// Accepts the connection that was asked for and takes the request off it.
    std::string accept() {
        peer = server.accept(loop);
        return std::string(peer->receive(Milliseconds(2000)).data);
    }
    void say(std::string_view bytes) {
        QVERIFY(peer->send(bytes));
        loop.settle();
    }
    std::size_t idle() const { return pool.idleCount(target(config.upstreams[0].baseUrl)->poolKey); }

    ManualUpstream server;
    std::unique_ptr<ByteStream> peer;
    Config config;
    std::string text;
    RecordedExchange caller;
    metrics::WorkerShard shard{0};
    auth::Authenticator authenticator{crypto::Secret(std::string_view("0123456789abcdefghijklmnopqrstuv"))};
    FixedRandom random{0.5};
    pipeline::Context context{loop.reactor(), pool, shard, authenticator, random};
};

}  // namespace mirror::test
