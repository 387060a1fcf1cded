// TLS 1.3 load from blocking threads. Prints one line of JSON.
//   tls_load --port 8443 --threads 8 --secs 3 --mode hs      one connection, full handshake and GET /health at a time
//   tls_load --port 8443 --threads 32 --secs 3 --mode ka --body body.json [--header "Name: value"]...    POSTs on kept
//   connections
#include <atomic>
#include <thread>

#include "tls_client.h"

using namespace bench;

namespace {

struct Run {
    int port;
    bool keepsAlive;
    std::uint64_t end;
    std::string request;
    SSL_CTX* context;
    std::atomic<std::uint64_t> ok{0};
    std::atomic<std::uint64_t> bad{0};
};

// A reset instead of a close: a handshake benchmark would otherwise run out of ports.
void drop(int fd) {
    const linger atOnce{.l_onoff = 1, .l_linger = 0};
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    close(fd);
}

void useOneConnection(Run& run) {
    const int fd = connectTo(run.port, false);
    const Ssl ssl = fd < 0 ? nullptr : shakeHands(run.context, fd);
    bool isFine = ssl != nullptr;
    if (!isFine) run.bad++;
    while (isFine) {
        isFine = exchange(ssl.get(), run.request);
        (isFine ? run.ok : run.bad)++;
        if (!run.keepsAlive || nowNs() >= run.end) break;
    }
    if (fd >= 0) drop(fd);
}

}  // namespace

int main(int argc, char** argv) {
    const Arguments arguments{argc, argv};
    const std::uint64_t begun = nowNs();
    Run run{.port = int(arguments.number("port", 8443)),
            .keepsAlive = std::string_view(arguments.text("mode", "hs")) == "ka",
            .end = begun + std::uint64_t(arguments.number("secs", 3) * 1e9),
            .request = makeRequest(arguments),
            .context = makeTlsContext()};
    std::vector<std::thread> threads;
    for (int i = 0; i < int(arguments.number("threads", 8)); i++) {
        threads.emplace_back([&run] {
            while (nowNs() < run.end) useOneConnection(run);
        });
    }
    for (std::thread& thread : threads) thread.join();
    std::printf("{\"ok\":%lu,\"bad\":%lu,\"rps\":%.0f}\n", run.ok.load(), run.bad.load(),
                double(run.ok) / (double(nowNs() - begun) / 1e9));
    SSL_CTX_free(run.context);
}
