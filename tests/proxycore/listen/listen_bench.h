#pragma once
#include <sys/socket.h>

#include <memory>
#include <string>
#include <vector>

#include "listen/connection.h"
#include "support/loopback.h"
#include "support/test_loop.h"

/// Connections under test with a handler that does what the path says, and callers on the same thread.
namespace mirror::test {

class PathHandler final : public exchange::Handler {
public:
    explicit PathHandler(net::Reactor& reactor) : m_reactor(reactor) {}
    base::Task<void> serve(exchange::Exchange& exchange) override {
        served.emplace_back(exchange.head.path);
        isFresh = isFresh && exchange.modelAsked.empty() && !exchange.error && exchange.attempts.empty() && exchange.status == 0;
        exchange.modelAsked = "left behind";
        exchange.error = makeError(ErrorCode::internal);
        exchange.attempts.emplace_back();
        const std::string_view path = exchange.head.path;
        if (path == "/all") co_await readAll(exchange);
        else if (path == "/some") co_await readSome(exchange);
        else if (path == "/who") reply(exchange, exchange.clientAddress);
        else if (path == "/chunks") chunks(exchange, true);
        else if (path == "/abort") chunks(exchange, false);
        else if (path == "/reset") exchange.client->reset();
        else if (path == "/hang") co_await hang(exchange);
        else if (path == "/flood") co_await flood(exchange);
        else reply(exchange, "ok");
    }
    void refuse(exchange::Exchange& exchange, const Error& error) override {
        refused.push_back(error.code);
        exchange.client->closeAfter();
        reply(exchange, errorName(error.code));
    }

    std::vector<std::string> served;
    std::vector<ErrorCode> refused;
    std::vector<std::string> ends;  ///< how hanging and flooding came out
    bool isFresh = true;            ///< every exchange came without traces of the one before

private:
    static void reply(exchange::Exchange& exchange, std::string_view text) {
        exchange.client->begin(200, {}, exchange::AnswerBody::length, text.size());
        exchange.client->write(text);
        exchange.client->finish();
    }
    static base::Task<void> readAll(exchange::Exchange& exchange) {
        const Result<std::string_view> body = co_await exchange.requestBody->readAll();
        reply(exchange, body ? *body : errorName(body.error().code));
    }
    static base::Task<void> readSome(exchange::Exchange& exchange) {
        const Result<std::string_view> piece = co_await exchange.requestBody->readSome();
        reply(exchange, piece ? *piece : errorName(piece.error().code));
    }
    static void chunks(exchange::Exchange& exchange, bool complete) {
        exchange.client->begin(200, {}, exchange::AnswerBody::chunked, 0);
        exchange.client->write("one");
        exchange.client->write("two");
        if (complete)
            exchange.client->finish();
        else
            exchange.client->abort();
    }
    base::Task<void> hang(exchange::Exchange& exchange) {
        const net::Wake why = co_await m_reactor.sleepUntil(SteadyTime::max(), exchange.clientGone);
        ends.emplace_back(why == net::Wake::cancelled ? "gone" : "?");
    }
    base::Task<void> flood(exchange::Exchange& exchange) {
        const std::string block(1 << 20, 'f');
        exchange.client->begin(200, {}, exchange::AnswerBody::length, 64u << 20);
        for (int i = 0; i < 64; ++i) {
            if (!exchange.client->write(block)) break;
            const bool drained = co_await exchange.client->drained();
            if (drained) continue;
            ends.emplace_back("stalled");
            co_return;
        }
        exchange.client->finish();
        ends.emplace_back("sent");
    }
    net::Reactor& m_reactor;
};

class ListenBench {
public:
    explicit ListenBench(Config settings = {})
        : config(std::make_shared<const Config>(std::move(settings))), handler(loop.reactor()), service(loop.reactor(), handler, census, config, 7), m_listener(listenOnLoopback()) {}
    ~ListenBench() {
        service.cutAll();
        loop.turnUntil([this] { return service.connections == 0; });
    }
    ListenBench(const ListenBench&) = delete;
    ListenBench& operator=(const ListenBench&) = delete;
    /// A connection whose other end is being served.
    std::unique_ptr<ByteStream> connect() {
        auto caller = connectPlain(m_listener.port);
        const int fd = ::accept4(m_listener.fd.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        listen::Connection::open(service, fd, nullptr, std::make_shared<const std::string>("plain"));
        loop.settle();
        return caller;
    }
    TestLoop loop;
    std::shared_ptr<const Config> config;
    PathHandler handler;
    listen::ConnectionCensus census;
    listen::Service service;

private:
    LoopbackListener m_listener;
};

/// The calling side, without blocking: the loop turns while it waits.
class Caller {
public:
    explicit Caller(ListenBench& bench) : m_bench(bench), m_stream(bench.connect()) {}
    void send(std::string_view bytes) {
        m_stream->send(bytes);
        m_bench.loop.settle();
    }
    /// Everything received so far, once `text` is a part of it or the connection has ended.
    const std::string& until(std::string_view text) {
        m_bench.loop.turnUntil([&] {
            collect();
            return m_ended || (!text.empty() && received.find(text) != std::string::npos);
        });
        return received;
    }
    /// Everything until the connection ends; "..." is added if it does not.
    std::string all(Milliseconds timeout = kPatience) {
        m_bench.loop.turnUntil([&] { collect(); return m_ended; }, timeout);
        return m_ended ? received : received + "...";
    }
    /// Everything that has been answered by now.
    const std::string& sofar() {
        m_bench.loop.settle();
        collect();
        return received;
    }
    bool hasEnded() {
        sofar();
        return m_ended;
    }
    bool wasReset() const { return m_reset; }
    ByteStream& stream() { return *m_stream; }
    void leave() { m_stream.reset(); }

    std::string received;

private:
    void collect() {
        char buffer[16384];
        while (!m_ended) {
            const ssize_t n = ::recv(m_stream->fd(), buffer, sizeof buffer, MSG_DONTWAIT);
            if (n > 0) {
                received.append(buffer, static_cast<std::size_t>(n));
                continue;
            }
            if (n < 0 && errno == EAGAIN) return;
            m_ended = true;
            m_reset = n < 0;
        }
    }
    ListenBench& m_bench;
    std::unique_ptr<ByteStream> m_stream;
    bool m_ended = false, m_reset = false;
};

inline std::string get(std::string_view path, std::string_view fields = {}, std::string_view version = "1.1") {
    return "GET " + std::string(path) + " HTTP/" + std::string(version) + "\r\nHost: m\r\n" + std::string(fields) + "\r\n";
}
inline std::string post(std::string_view path, std::string_view body, std::string_view fields = {}) {
    return "POST " + std::string(path) + " HTTP/1.1\r\nHost: m\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + std::string(fields) + "\r\n" + std::string(body);
}
/// What PathHandler's short answers look like.
inline std::string ok(std::string_view body, std::string_view fields = {}) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + std::string(fields) + "\r\n" + std::string(body);
}
inline constexpr std::string_view kClose = "Connection: close\r\n";

}  // namespace mirror::test
