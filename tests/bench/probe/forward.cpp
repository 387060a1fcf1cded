// Forwards requests, nothing else: one coroutine per client connection. No timeouts, no chunked requests, no limits.
#include <csignal>
#include <memory>
#include "http.h"
#include "reactor.h"
using coro::Co, coro::Loop, coro::Socket, coro::Task;
using http::Parse;

static Loop loop;
static int up_port;
static std::vector<std::unique_ptr<Socket>> pool;
static char sbuf[256 * 1024 + 4096];
#ifdef WITH_TLS
static SSL_CTX* tls;
#endif

using namespace bench;
#define WRITE_ALL(sock, p, n, ok)                                                                \
    {                                                                                            \
        bool full;                                                                               \
        ssize_t w_ = (sock).try_write((p), (n));                                                 \
        ok = w_ >= 0;                                                                            \
        full = ok && size_t(w_) == (n);                                                          \
        if (ok && !full) ok = co_await (sock).write_rest(std::string((p) + w_, (n)-size_t(w_))); \
    }

static std::unique_ptr<Socket> upstream(bool& reused) {
    while (!pool.empty()) {
        auto s = std::move(pool.back());
        pool.pop_back();
        if (s->idle_ok()) {
            reused = true;
            return s;
        }
    }
    reused = false;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    auto a = loopback(up_port);
    setNoDelay(fd);
    bool now = connect(fd, (sockaddr*)&a, sizeof a) == 0;
    if (!now && errno != EINPROGRESS) {
        close(fd);
        return nullptr;
    }
    return std::make_unique<Socket>(loop, fd, now);
}
static Task session(int fd) {
    Socket client(loop, fd);
#ifdef WITH_TLS
    client.start_tls(tls);
#endif
    auto buf = loop.scratch();
    std::string in, req;  // in: partial or pipelined input; req: kept for one retry
    for (bool keep = true, ok = true; keep;) {
        // read one request: straight from the shared buffer when it arrived whole
        http::Head h;
        std::string_view data = in;
        Parse res = Parse::more;
        size_t body = 0;
        for (;;) {
            if (!data.empty()) {
                res = http::parse_head<true>(data, h, sbuf);
                body = h.content_length > 0 ? size_t(h.content_length) : 0;
                if (res == Parse::bad || body > http::max_body) {
                    client.try_write(http::bad_request.data(), http::bad_request.size());
                    co_return;
                }
                if (res == Parse::ok && data.size() - h.len >= body) break;
                if (in.empty()) {
                    if (res == Parse::ok) in.reserve(h.len + body);
                    in.assign(data);
                }
            }
            co_await client.readable();
            ssize_t r = client.try_read(buf.data(), buf.size());
            if (r < 0) continue;
            if (r == 0) co_return;
            if (in.empty())
                data = {buf.data(), size_t(r)};
            else
                data = in.append(buf.data(), size_t(r));
        }
        keep = h.keep_alive;
        req.assign(sbuf, h.out_len).append(data.substr(h.len, body));
        if (in.empty())
            in.assign(data.substr(h.len + body));
        else
            in.erase(0, h.len + body);

        // send it and read the response head; one retry when a pooled connection has gone away
        std::unique_ptr<Socket> up;
        std::string head;
        ssize_t r = 0;
        for (bool reused = true; reused;) {
            if (!(up = upstream(reused))) break;
            WRITE_ALL(*up, req.data(), req.size(), ok);
            while (ok) {
                co_await up->readable();
                r = up->try_read(buf.data(), buf.size());
                if (r < 0) continue;
                if (r == 0) break;
                data = head.empty() ? std::string_view(buf.data(), size_t(r))
                                    : std::string_view(head.append(buf.data(), size_t(r)));
                res = http::parse_head<false>(data, h, sbuf);
                if (res != Parse::more) break;
                if (head.empty()) head.assign(data);
            }
            if (ok && r > 0) break;
            up.reset();
        }
        if (!up || res != Parse::ok || h.status < 200) {
            client.try_write(http::bad_gateway.data(), http::bad_gateway.size());
            co_return;
        }
        if (req.capacity() > 4096) std::string().swap(req);

        // relay
        http::BodyScan scan;
        scan.begin(h);
        size_t k = scan.feed(data.data() + h.len, data.size() - h.len);
        if (k > data.size()) co_return;
        memcpy(sbuf + h.out_len, data.data() + h.len, k);
        WRITE_ALL(client, sbuf, h.out_len + k, ok);
        while (ok && !scan.done()) {
            co_await up->readable();
            r = up->try_read(buf.data(), buf.size());
            if (r < 0) continue;
            if (r == 0) {
                if (scan.close_delimited())
                    keep = false;
                else
                    ok = false;
                break;
            }
            if ((k = scan.feed(buf.data(), size_t(r))) > size_t(r)) co_return;
            WRITE_ALL(client, buf.data(), k, ok);
        }
        if (!ok) co_return;
        if (scan.done() && h.keep_alive) pool.push_back(std::move(up));
    }
}
static Task accept_loop(int lfd) {
    Socket listener(loop, lfd);
    for (;;) {
        co_await listener.readable();
        for (int s; (s = accept4(lfd, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0;) {
            setNoDelay(s);
            session(s);
        }
        listener.try_read(nullptr, 0);  // clears the readable mark
    }
}
int main(int argc, char** argv) {
    Arguments a{argc, argv};
    up_port = int(a.number("upstream", 9001));
#ifdef WITH_TLS
    signal(SIGPIPE, SIG_IGN);
    tls = SSL_CTX_new(TLS_server_method());
    SSL_CTX_set_min_proto_version(tls, TLS1_3_VERSION);
    SSL_CTX_set_num_tickets(tls, 0);
    SSL_CTX_set_session_cache_mode(tls, SSL_SESS_CACHE_OFF);
    SSL_CTX_use_certificate_chain_file(tls, a.text("cert", "ec.crt"));
    SSL_CTX_use_PrivateKey_file(tls, a.text("key", "ec.key"), SSL_FILETYPE_PEM);
    SSL_CTX_set_read_ahead(tls, 1);
    SSL_CTX_set_mode(tls,
                     SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
#endif
    accept_loop(listenOn(int(a.number("port", 8202))));
    loop.run();
}
