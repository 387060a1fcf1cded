// Digests for a cache key, and Fernet tokens (AES-128-CBC, HMAC-SHA256, base64url) for a record of 2 KB.
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <xxhash.h>
#include "../harness.h"

using namespace bench;
template <class F>
static double us(F f) {
    f();
    uint64_t t0 = cpuNs(), n = 0;
    do {
        for (int i = 0; i < 8; i++) f();
        n += 8;
    } while (cpuNs() - t0 < 150000000);
    return double(cpuNs() - t0) / 1e3 / double(n);
}
static void b64url(const uint8_t* p, size_t n, char* o) {
    static const char T[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    size_t i = 0;
    for (; i + 3 <= n; i += 3, o += 4) {
        uint32_t v = uint32_t(p[i] << 16 | p[i + 1] << 8 | p[i + 2]);
        o[0] = T[v >> 18];
        o[1] = T[v >> 12 & 63];
        o[2] = T[v >> 6 & 63];
        o[3] = T[v & 63];
    }
    if (i < n) {
        uint32_t v = uint32_t(p[i] << 16) | (i + 1 < n ? uint32_t(p[i + 1] << 8) : 0);
        o[0] = T[v >> 18];
        o[1] = T[v >> 12 & 63];
        o[2] = i + 1 < n ? T[v >> 6 & 63] : '=';
        o[3] = '=';
    }
}
int main() {
    uint8_t d[64];
    unsigned dl;
    auto* sha = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    auto* b2b = EVP_MD_fetch(nullptr, "BLAKE2B-512", nullptr);
    auto* b2s = EVP_MD_fetch(nullptr, "BLAKE2S-256", nullptr);
    auto* c = EVP_MD_CTX_new();
    for (size_t n : {64ul, 600ul, 4096ul, 100000ul, 8000000ul}) {
        std::string t(n, 'x');
        for (size_t i = 0; i < n; i++) t[i] = char(i * 31 % 251);
        auto md = [&](const EVP_MD* m) {
            return us([&] {
                EVP_DigestInit_ex2(c, m, nullptr);
                EVP_DigestUpdate(c, t.data(), n);
                EVP_DigestFinal_ex(c, d, &dl);
            });
        };
        double a = md(sha), b = md(b2b), e = md(b2s), naive = us([&] {
                                                          auto* x = EVP_MD_CTX_new();
                                                          EVP_DigestInit_ex(x, EVP_sha256(), nullptr);
                                                          EVP_DigestUpdate(x, t.data(), n);
                                                          EVP_DigestFinal_ex(x, d, &dl);
                                                          EVP_MD_CTX_free(x);
                                                      }),
               low = us([&] { SHA256(reinterpret_cast<const uint8_t*>(t.data()), n, d); }),
               x = us([&] {
                   auto h = XXH3_128bits(t.data(), n);
                   memcpy(d, &h, 16);
               });
        printf(
            "digest %8zu B: sha256 %.3f us (%.2f GB/s), sha256 new ctx+implicit fetch %.3f, SHA256() %.3f, blake2b "
            "%.3f (%.2f GB/s), blake2s %.3f, xxh3-128 %.4f us (%.1f GB/s)\n",
            n, a, double(n) / a / 1e3, naive, low, b, double(n) / b / 1e3, e, x, double(n) / x / 1e3);
    }
    auto* aes = EVP_CIPHER_fetch(nullptr, "AES-128-CBC", nullptr);
    auto* gcm = EVP_CIPHER_fetch(nullptr, "AES-128-GCM", nullptr);
    auto* ec = EVP_CIPHER_CTX_new();
    auto* mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    auto* mc = EVP_MAC_CTX_new(mac);
    uint8_t key[32];
    RAND_bytes(key, 32);
    char dn[] = "SHA256";
    OSSL_PARAM ps[] = {OSSL_PARAM_construct_utf8_string("digest", dn, 0), OSSL_PARAM_construct_end()};
    EVP_MAC_init(mc, key, 16, ps);
    for (size_t n : {256ul, 2048ul, 65536ul}) {
        std::vector<uint8_t> in(n, 'a'), out(n + 128);
        std::vector<char> txt(n * 2 + 256);
        int l, m;
        size_t ml;
        double cbc = us([&] {
            EVP_EncryptInit_ex2(ec, aes, key + 16, out.data() + 9, nullptr);
            EVP_EncryptUpdate(ec, out.data() + 25, &l, in.data(), int(n));
            EVP_EncryptFinal_ex(ec, out.data() + 25 + l, &m);
        });
        auto fernet = [&](bool rnd) {
            return us([&] {
                out[0] = 0x80;
                uint64_t ts = __builtin_bswap64(uint64_t(time(nullptr)));
                memcpy(&out[1], &ts, 8);
                if (rnd) RAND_bytes(&out[9], 16);
                EVP_EncryptInit_ex2(ec, aes, key + 16, out.data() + 9, nullptr);
                EVP_EncryptUpdate(ec, out.data() + 25, &l, in.data(), int(n));
                EVP_EncryptFinal_ex(ec, out.data() + 25 + l, &m);
                size_t k = 25 + size_t(l + m);
                EVP_MAC_init(mc, nullptr, 0, nullptr);
                EVP_MAC_update(mc, out.data(), k);
                EVP_MAC_final(mc, out.data() + k, &ml, 32);
                b64url(out.data(), k + 32, txt.data());
            });
        };
        double f = fernet(true), f2 = fernet(false);
        double naive = us([&] {
            out[0] = 0x80;
            RAND_bytes(&out[9], 16);
            auto* x = EVP_CIPHER_CTX_new();
            EVP_EncryptInit_ex(x, EVP_aes_128_cbc(), nullptr, key + 16, out.data() + 9);
            EVP_EncryptUpdate(x, out.data() + 25, &l, in.data(), int(n));
            EVP_EncryptFinal_ex(x, out.data() + 25 + l, &m);
            EVP_CIPHER_CTX_free(x);
            size_t k = 25 + size_t(l + m);
            unsigned q;
            HMAC(EVP_sha256(), key, 16, out.data(), k, out.data() + k, &q);
            b64url(out.data(), k + 32, txt.data());
        });
        double b64 = us([&] { b64url(out.data(), n + 57 + 16, txt.data()); });
        double g = us([&] {
            EVP_EncryptInit_ex2(ec, gcm, key, out.data(), nullptr);
            EVP_EncryptUpdate(ec, out.data() + 16, &l, in.data(), int(n));
            EVP_EncryptFinal_ex(ec, out.data() + 16 + l, &m);
            EVP_CIPHER_CTX_ctrl(ec, EVP_CTRL_AEAD_GET_TAG, 16, out.data() + 16 + n);
        });
        printf(
            "fernet %zu B: %.2f us (%.0f MB/s), without RAND_bytes %.2f, naive contexts %.2f; parts: aes-cbc %.2f, "
            "base64url %.2f; aes-gcm instead %.2f us\n",
            n, f, double(n) / f, f2, naive, cbc, b64, g);
    }
}
