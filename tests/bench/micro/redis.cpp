// Redis GET and SETEX through hiredis: one by one, pipelined, over a Unix socket; beside them a sharded LRU in the
// process (1.4 KB values).
//   redis PORT SOCKET
#include <hiredis/hiredis.h>
#include <list>
#include <mutex>
#include <unordered_map>
#include "../harness.h"

using namespace bench;
static double cpu() {
    timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return double(t.tv_sec) + double(t.tv_nsec) / 1e9;
}
struct Lru {
    struct Shard {
        std::mutex m;
        std::list<std::pair<std::string, std::string>> l;
        std::unordered_map<std::string_view, decltype(l)::iterator> i;
    };
    Shard s[16];
    size_t cap = 4096;
    Shard& at(std::string_view k) { return s[std::hash<std::string_view>{}(k) % 16]; }
    bool get(std::string_view k, std::string& v) {
        auto& h = at(k);
        std::lock_guard g(h.m);
        auto f = h.i.find(k);
        if (f == h.i.end()) return false;
        h.l.splice(h.l.begin(), h.l, f->second);
        v.assign(f->second->second);
        return true;
    }
    void put(std::string_view k, std::string_view v) {
        auto& h = at(k);
        std::lock_guard g(h.m);
        if (auto f = h.i.find(k); f != h.i.end()) {
            f->second->second.assign(v);
            return;
        }
        h.l.emplace_front(k, v);
        h.i[h.l.front().first] = h.l.begin();
        if (h.i.size() > cap) {
            h.i.erase(h.l.back().first);
            h.l.pop_back();
        }
    }
};
template <class F>
static void run(const char* w, F f) {
    double c0 = cpu();
    uint64_t t0 = nowNs(), n = 0;
    do n += f(n);
    while (nowNs() - t0 < 1000000000);
    double s = double(nowNs() - t0) / 1e9, c = cpu() - c0;
    printf("  %-28s %10.0f ops/s  client CPU %7.3f us/op\n", w, double(n) / s, c * 1e6 / double(n));
}
int main(int, char** argv) {
    std::string v(1400, 'v');
    for (int ux = 0; ux < 2; ux++) {
        redisContext* c = ux ? redisConnectUnix(argv[2]) : redisConnect("127.0.0.1", atoi(argv[1]));
        if (!c || c->err) {
            puts("no redis");
            return 1;
        }
        const char* t = ux ? "unix" : "tcp";
        auto key = [](uint64_t n) {
            char b[40];
            snprintf(b, sizeof b, "cache:%032lx", n % 5000);
            return std::string(b);
        };
        auto one = [&](bool set, uint64_t n, bool app) {
            std::string k = key(n);
            const char* a[4] = {set ? "SETEX" : "GET", k.data(), "3600", v.data()};
            size_t l[4] = {set ? 5u : 3u, k.size(), 4, v.size()};
            if (app)
                redisAppendCommandArgv(c, set ? 4 : 2, a, l);
            else
                freeReplyObject(redisCommandArgv(c, set ? 4 : 2, a, l));
        };
        for (int set = 1; set >= 0; set--)
            for (int depth : {1, 16, 64}) {
                char nm[64];
                snprintf(nm, 64, "%s %s depth %d", t, set ? "SETEX" : "GET", depth);
                run(nm, [&](uint64_t n) {
                    if (depth == 1) {
                        one(set, n, false);
                        return 1;
                    }
                    for (int i = 0; i < depth; i++) one(set, n + uint64_t(i), true);
                    void* r;
                    for (int i = 0; i < depth; i++) {
                        redisGetReply(c, &r);
                        freeReplyObject(r);
                    }
                    return depth;
                });
            }
        redisFree(c);
    }
    Lru l;
    std::string o;
    char b[40];
    run("in-process LRU put", [&](uint64_t n) {
        int k = snprintf(b, 40, "cache:%032lx", n % 5000);
        l.put({b, size_t(k)}, v);
        return 1;
    });
    run("in-process LRU get (copy)", [&](uint64_t n) {
        int k = snprintf(b, 40, "cache:%032lx", n % 5000);
        l.get({b, size_t(k)}, o);
        return 1;
    });
}
