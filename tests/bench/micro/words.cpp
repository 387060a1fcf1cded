// Matching many words: words <1000|10000|100000> [only-hs|only-own]. Links with libhs (Hyperscan or Vectorscan).
#include <hs/hs.h>
#include <random>
#include <unordered_map>
#include "../harness.h"
#ifndef NO_PCRE
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#endif

using namespace bench;
static std::mt19937 rng(7);
static long rss_kb() {
    long v = 0;
    char l[256];
    FILE* f = fopen("/proc/self/status", "r");
    while (fgets(l, 256, f))
        if (sscanf(l, "VmRSS: %ld", &v) == 1) break;
    fclose(f);
    return v;
}
static void utf8(std::string& s, unsigned c) {
    s += char(0xE0 | c >> 12);
    s += char(0x80 | (c >> 6 & 63));
    s += char(0x80 | (c & 63));
}
static std::string han(int n) {
    std::string s;
    while (n--) utf8(s, 0x4e00 + rng() % 6000);
    return s;
}
static std::string ascii(int n) {
    std::string s;
    while (n--) s += char('a' + rng() % 26);
    return s;
}

// Aho-Corasick as a byte DFA with alphabet compaction: state x class -> state (32-bit).
struct AcDfa {
    uint8_t cls[256];
    int nc = 1;
    std::vector<uint32_t> next;
    std::vector<uint8_t> hit;
    explicit AcDfa(const std::vector<std::string>& ws) {
        memset(cls, 0, sizeof cls);
        for (auto& w : ws)
            for (unsigned char c : w)
                if (!cls[c]) cls[c] = uint8_t(nc++);
        next.assign(size_t(nc), 0);
        hit.assign(1, 0);
        for (auto& w : ws) {
            uint32_t s = 0;
            for (unsigned char c : w) {
                size_t at = s * size_t(nc) + cls[c];
                if (!next[at]) {
                    uint32_t k = uint32_t(hit.size());
                    next.resize(next.size() + size_t(nc), 0);
                    hit.push_back(0);
                    next[at] = k;
                }
                s = next[at];
            }
            hit[s] = 1;
        }
        std::vector<uint32_t> q, fail(hit.size(), 0);
        for (int c = 0; c < nc; c++)
            if (next[size_t(c)]) q.push_back(next[size_t(c)]);
        for (size_t i = 0; i < q.size(); i++) {
            uint32_t s = q[i];
            hit[s] |= hit[fail[s]];
            for (int c = 0; c < nc; c++) {
                auto& t = next[s * size_t(nc) + size_t(c)];
                uint32_t f = next[fail[s] * size_t(nc) + size_t(c)];
                if (t) {
                    fail[t] = f;
                    q.push_back(t);
                } else
                    t = f;
            }
        }
    }
    size_t bytes() const { return next.size() * 4 + hit.size(); }
    size_t scan(std::string_view t) const {
        uint32_t s = 0;
        size_t n = 0;
        for (unsigned char c : t) {
            s = next[s * size_t(nc) + cls[c]];
            n += hit[s];
        }
        return n;
    }
};
// Prefix hash filter: first 5 bytes (most of two CJK characters) -> bitmap probe, then exact lookup. Skips ASCII
// quickly.
struct PrefixSet {
    std::vector<uint64_t> bits;
    unsigned mask;
    std::unordered_multimap<uint64_t, std::string> tails;
    static uint64_t key(const char* p, int n) {
        uint64_t v = 0;
        memcpy(&v, p, size_t(n));
        return v;
    }
    static uint64_t mix(uint64_t v) { return (v * 0x9E3779B97F4A7C15ull) >> 32; }
    explicit PrefixSet(const std::vector<std::string>& ws) {
        unsigned n = 1 << 16;
        while (n < ws.size() * 32) n *= 2;
        bits.assign(n / 64, 0);
        mask = n - 1;
        for (auto& w : ws) {
            uint64_t k = key(w.data(), 5);
            auto b = mix(k) & mask;
            bits[b / 64] |= 1ull << (b % 64);
            tails.emplace(k, w);
        }
    }
    size_t scan(std::string_view t) const {
        size_t n = 0;
        if (t.size() < 5) return 0;
        for (size_t i = 0; i + 5 <= t.size(); i++) {
            if ((t[i] & 0xC0) == 0x80) continue;
            uint64_t v = key(t.data() + i, 5);
            auto b = mix(v) & mask;
            if (bits[b / 64] >> (b % 64) & 1) {
                auto [x, y] = tails.equal_range(v);
                for (; x != y; ++x)
                    if (t.compare(i, x->second.size(), x->second) == 0) n++;
            }
        }
        return n;
    }
};
static volatile size_t sink;  // keeps the optimiser from dropping pure scans
template <class F>
static void speed(const char* what, F f, const std::vector<std::string>& texts) {
    printf("  %-16s", what);
    for (auto& t : texts) {
        size_t hits = f(t);
        uint64_t t0 = cpuNs(), n = 0, lim = t.size() > 1000000 ? 150000000 : 80000000;
        do {
            sink = f(t);
            n++;
        } while (cpuNs() - t0 < lim);
        double ns = double(cpuNs() - t0) / double(n);
        printf("  %7zuB: %9.2f us %7.3f GB/s hits %zu", t.size(), ns / 1e3, double(t.size()) / ns, hits);
    }
    puts("");
    fflush(stdout);
}
int main(int argc, char** argv) {
    size_t n = size_t(atoi(argv[1]));
    bool only = argc > 2 && !strcmp(argv[2], "only-hs"), own = argc > 2 && !strcmp(argv[2], "only-own");
    std::vector<std::string> ws;
    for (size_t i = 0; i < n; i++) ws.push_back(i % 10 == 9 ? ascii(5 + int(rng() % 6)) : han(2 + int(rng() % 5)));
    std::vector<std::string> texts;
    for (size_t len : {1000ul, 100000ul, 8000000ul}) {
        std::string t;
        while (t.size() < len) t += rng() % 3 ? han(8 + int(rng() % 20)) + "，" : ascii(4 + int(rng() % 8)) + " ";
        texts.push_back(t);
    }
    texts.push_back(std::string());
    while (texts.back().size() < 100000) texts.back() += ascii(3 + int(rng() % 8)) + " ";  // English text
    printf("%zu words, %s; texts 1K/100K/8M mixed, 100K English\n", n, hs_version());
    if (!own) {
        std::vector<const char*> ex;
        std::vector<unsigned> fl, id;
        std::vector<std::string> esc;
        for (auto& w : ws) {
            ex.push_back(w.c_str());
            fl.push_back(HS_FLAG_SINGLEMATCH * 0);
            id.push_back(unsigned(id.size()));
        }
        std::vector<size_t> lens;
        for (auto& w : ws) lens.push_back(w.size());
        for (unsigned mode : {unsigned(HS_MODE_BLOCK), unsigned(HS_MODE_STREAM)}) {
            long r0 = rss_kb();
            uint64_t t0 = cpuNs();
            hs_database_t* db;
            hs_compile_error_t* e;
            if (hs_compile_lit_multi(ex.data(), fl.data(), id.data(), lens.data(), unsigned(n), mode, nullptr, &db,
                                     &e)) {
                printf("hs: %s\n", e->message);
                return 1;
            }
            double ms = double(cpuNs() - t0) / 1e6;
            size_t sz;
            hs_database_size(db, &sz);
            long r1 = rss_kb();
            hs_scratch_t* s = nullptr;
            hs_alloc_scratch(db, &s);
            size_t ss;
            hs_scratch_size(s, &ss);
            size_t st = 0;
            if (mode == HS_MODE_STREAM) hs_stream_size(db, &st);
            printf(
                "  hs %s: compile %.0f ms, db %.1f MB, compile RSS growth %ld MB, scratch %zu B, stream state %zu B\n",
                mode == HS_MODE_BLOCK ? "block" : "stream", ms, double(sz) / 1e6, (r1 - r0) / 1024, ss, st);
            static size_t cnt;
            auto cb = [](unsigned, unsigned long long, unsigned long long, unsigned, void*) {
                cnt++;
                return 0;
            };
            if (mode == HS_MODE_BLOCK)
                speed(
                    "hs block",
                    [&](const std::string& t) {
                        cnt = 0;
                        hs_scan(db, t.data(), unsigned(t.size()), 0, s, cb, nullptr);
                        return cnt;
                    },
                    texts);
            else
                for (size_t piece : {16384ul, 200ul}) {
                    hs_stream_t* h;
                    hs_open_stream(db, 0, &h);
                    speed(
                        piece == 200 ? "hs stream 200B" : "hs stream 16K",
                        [&](const std::string& t) {
                            cnt = 0;
                            hs_reset_stream(h, 0, s, nullptr, nullptr);
                            for (size_t i = 0; i < t.size(); i += piece)
                                hs_scan_stream(h, t.data() + i, unsigned(std::min(piece, t.size() - i)), 0, s, cb,
                                               nullptr);
                            return cnt;
                        },
                        texts);
                    hs_close_stream(h, s, nullptr, nullptr);
                }
            hs_free_scratch(s);
            hs_free_database(db);
        }
    }
    if (only) return 0;
    {
        uint64_t t0 = cpuNs();
        AcDfa ac(ws);
        printf("  ac-dfa: build %.0f ms, %.1f MB, %zu states\n", double(cpuNs() - t0) / 1e6, double(ac.bytes()) / 1e6,
               ac.hit.size());
        speed(
            "ac-dfa", [&](const std::string& t) { return ac.scan(t); }, texts);
    }
    {
        uint64_t t0 = cpuNs();
        PrefixSet ps(ws);
        printf("  prefix-hash: build %.1f ms\n", double(cpuNs() - t0) / 1e6);
        speed(
            "prefix-hash", [&](const std::string& t) { return ps.scan(t); }, texts);
    }
    std::vector<std::string> small(texts.begin(), texts.begin() + (n > 10000 ? 1 : 2));
    speed(
        "string::find",
        [&](const std::string& t) {
            size_t k = 0;
            for (auto& w : ws) k += t.find(w) != std::string::npos;
            return k;
        },
        small);
#ifndef NO_PCRE
    if (n <= 10000) {
        std::string alt;
        for (auto& w : ws) (alt += alt.empty() ? "" : "|") += w;
        int er;
        PCRE2_SIZE off;
        uint64_t t0 = cpuNs();
        auto* re = pcre2_compile(PCRE2_SPTR(alt.data()), alt.size(), 0, &er, &off, nullptr);
        if (!re) {
            puts("  pcre2: pattern too big");
            return 0;
        }
        int j = pcre2_jit_compile(re, PCRE2_JIT_COMPLETE);
        printf("  pcre2 jit: compile %.0f ms (jit rc %d)\n", double(cpuNs() - t0) / 1e6, j);
        auto* md = pcre2_match_data_create(4, nullptr);
        speed(
            "pcre2 jit all",
            [&](const std::string& t) {
                size_t k = 0, o = 0;
                while (pcre2_match(re, PCRE2_SPTR(t.data()), t.size(), o, 0, md, nullptr) > 0) {
                    k++;
                    o = pcre2_get_ovector_pointer(md)[1];
                }
                return k;
            },
            small);
    }
#endif
}
