// A fast upstream that speaks like OpenAI, on one thread.
//   mock_upstream --port 9001 --think-ms 0 --chunks 50 --delay-ms 10
// POST /v1/chat/completions answers 1.2 KB of JSON; with "stream":true events that carry the CLOCK_MONOTONIC nanosecond
// of their sending in "t". GET /health answers ok.
#include <deque>
#include <memory>
#include "harness.h"

using namespace bench;

struct Conn {
    std::string in;
    int left = 0;
    uint32_t gen = 0;
    bool busy = false;
};
struct Due {
    uint64_t at;
    int fd;
    uint32_t gen;
};

static std::vector<std::unique_ptr<Conn>> conns;
static std::deque<Due> ticks, thinks;  // constant delays: each queue is sorted by itself
static uint64_t delay_ns, think_ns;
static int nchunks;
static std::string json_reply, health, sse_head, event;
static size_t t_at, content_at;
// Six octets each, so that every event has the same size; mixed, so that an output filter has Han text to look at.
static const char* const kTokens[] = {" token", "连接", " proxy", "请求", "缓存", "，而", " reuse", "可以", "服务", " - the", "延迟", "。\\n "};

static void put(int fd, const char* p, size_t n) {  // small replies: fits the socket buffer
    while (n) {
        ssize_t r = send(fd, p, n, MSG_NOSIGNAL);
        if (r < 0) {
            if (errno == EAGAIN) {
                usleep(50);
                continue;
            }
            return;
        }
        p += r;
        n -= size_t(r);
    }
}
static void send_event(int fd, int index) {
    memcpy(&event[content_at], kTokens[size_t(index) % std::size(kTokens)], 6);
    uint64_t t = nowNs();
    for (int i = 17; i >= 0; i--) {
        event[t_at + i] = char('0' + t % 10);
        t /= 10;
    }
    put(fd, event.data(), event.size());
}
static void sse_step(int fd, Conn& c, uint64_t now);
static void answer(int fd, Conn& c, bool stream, uint64_t now) {
    if (!stream) {
        c.busy = false;
        put(fd, json_reply.data(), json_reply.size());
        return;
    }
    c.left = nchunks;
    put(fd, sse_head.data(), sse_head.size());
    sse_step(fd, c, now);
}
static void sse_step(int fd, Conn& c, uint64_t now) {
    if (c.left-- > 0) {
        send_event(fd, c.left);
        ticks.push_back({now + delay_ns, fd, c.gen});
    } else {
        static const char fin[] = "e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n";
        c.busy = false;
        put(fd, fin, sizeof fin - 1);
    }
}
static bool feed(int fd, Conn& c, uint64_t now) {
    for (;;) {
        size_t e = c.in.find("\r\n\r\n");
        if (e == std::string::npos) return true;
        size_t need = e + 4;
        if (auto p = strcasestr(c.in.c_str(), "content-length:"); p && size_t(p - c.in.c_str()) < e)
            need += size_t(atol(p + 15));
        else if (auto q = strcasestr(c.in.c_str(), "transfer-encoding: chunked"); q && size_t(q - c.in.c_str()) < e) {
            size_t z = c.in.find("0\r\n\r\n", e + 4);  // good enough for a mock
            if (z == std::string::npos) return true;
            need = z + 5;
        }
        if (c.in.size() < need) return true;
        bool get = c.in.compare(0, 4, "GET ") == 0;
        bool stream = !get && (c.in.find("\"stream\":true", e) < need || c.in.find("\"stream\": true", e) < need);
        c.in.erase(0, need);
        if (get) {
            put(fd, health.data(), health.size());
            continue;
        }
        c.busy = true;
        if (think_ns) {
            c.left = stream ? -2 : -3;
            thinks.push_back({now + think_ns, fd, c.gen});
        } else
            answer(fd, c, stream, now);
    }
}
int main(int argc, char** argv) {
    Arguments a{argc, argv};
    nchunks = int(a.number("chunks", 50));
    delay_ns = uint64_t(a.number("delay-ms", 10) * 1e6);
    think_ns = uint64_t(a.number("think-ms", 0) * 1e6);
    std::string text;
    while (text.size() < size_t(a.number("text", 900)))
        text += "The quick brown fox jumps over the lazy dog, 敏捷的棕狐。";
    std::string body =
        R"({"id":"chatcmpl-9f8a7b6c5d4e","object":"chat.completion","created":1700000000,"model":"gpt-4o-mini","choices":[{"index":0,"message":{"role":"assistant","content":")" +
        text +
        R"("},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":120,"completion_tokens":210,"total_tokens":330}})";
    auto http = [](std::string type, std::string b) {
        return "HTTP/1.1 200 OK\r\nServer: mock\r\nContent-Type: " + type +
               "\r\nContent-Length: " + std::to_string(b.size()) + "\r\nx-request-id: req_0123456789abcdef\r\n\r\n" + b;
    };
    json_reply = http("application/json", body);
    health = http("text/plain", "ok");
    sse_head =
        "HTTP/1.1 200 OK\r\nServer: mock\r\nContent-Type: text/event-stream\r\nCache-Control: "
        "no-cache\r\nTransfer-Encoding: chunked\r\n\r\n";
    std::string ev =
        R"(data: {"id":"chatcmpl-9f8a","object":"chat.completion.chunk","created":1700000000,"model":"gpt-4o-mini","t":1000000000000000000,"choices":[{"index":0,"delta":{"content":" token"},"finish_reason":null}]})"
        "\n\n";
    char hex[16];
    snprintf(hex, sizeof hex, "%zx\r\n", ev.size());
    event = hex + ev + "\r\n";
    t_at = event.find("\"t\":") + 5;  // after the leading 1: a JSON number must not begin with 0
    content_at = event.find(" token");
    fprintf(stderr, "json body %zu B, sse event %zu B\n", body.size(), ev.size());

    int lfd = listenOn(int(a.number("port", 9001))), ep = epoll_create1(0);
    epoll_event e{EPOLLIN, {.fd = lfd}};
    epoll_ctl(ep, EPOLL_CTL_ADD, lfd, &e);
    std::vector<epoll_event> evs(512);
    static char buf[256 * 1024];
    for (;;) {
        uint64_t now = nowNs(), next = UINT64_MAX;
        if (!ticks.empty()) next = ticks.front().at;
        if (!thinks.empty()) next = std::min(next, thinks.front().at);
        timespec ts{}, *tp = nullptr;
        if (next != UINT64_MAX) {
            uint64_t d = next > now ? next - now : 0;
            ts = {time_t(d / 1000000000), long(d % 1000000000)};
            tp = &ts;
        }
        int n = epoll_pwait2(ep, evs.data(), int(evs.size()), tp, nullptr);
        now = nowNs();
        for (int i = 0; i < n; i++) {
            int fd = evs[i].data.fd;
            if (fd == lfd) {
                for (int s; (s = accept4(lfd, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0;) {
                    setNoDelay(s);
                    if (conns.size() <= size_t(s)) conns.resize(size_t(s) + 1);
                    if (!conns[s]) conns[s] = std::make_unique<Conn>();
                    conns[s]->in.clear();
                    conns[s]->busy = false;
                    conns[s]->gen++;
                    epoll_event x{EPOLLIN, {.fd = s}};
                    epoll_ctl(ep, EPOLL_CTL_ADD, s, &x);
                }
                continue;
            }
            Conn& c = *conns[fd];
            ssize_t r = recv(fd, buf, sizeof buf, 0);
            if (r <= 0) {
                if (r < 0 && errno == EAGAIN) continue;
                c.gen++;
                close(fd);
                continue;
            }
            c.in.append(buf, size_t(r));
            feed(fd, c, now);
        }
        while (!thinks.empty() && thinks.front().at <= now) {
            auto d = thinks.front();
            thinks.pop_front();
            if (conns[d.fd]->gen == d.gen) answer(d.fd, *conns[d.fd], conns[d.fd]->left == -2, now);
        }
        while (!ticks.empty() && ticks.front().at <= now) {
            auto d = ticks.front();
            ticks.pop_front();
            if (conns[d.fd]->gen == d.gen) sse_step(d.fd, *conns[d.fd], d.at);
        }
    }
}
