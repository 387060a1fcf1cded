// Opens connections, does one request on each, prints "READY count bad count" and holds them until standard input
// closes.
//   idle_conns --port 8001 --conns 5000 --body body.json [--tls yes] [--header "Name: value"]...
#include <sys/resource.h>

#include "tls_client.h"

using namespace bench;

namespace {

bool exchangePlain(int fd, const std::string& request) {
    static char buffer[65536];
    if (send(fd, request.data(), request.size(), MSG_NOSIGNAL) != ssize_t(request.size())) return false;
    std::string input;
    while (!isCompleteAnswer(input)) {
        const ssize_t n = recv(fd, buffer, sizeof buffer, 0);
        if (n <= 0) return false;
        input.append(buffer, std::size_t(n));
    }
    return hasStatus(input, "200");
}
// Only the socket is kept on this side: the other side's memory is what is measured.
bool exchangeTls(SSL_CTX* context, int fd, const std::string& request) {
    const Ssl ssl = shakeHands(context, fd);
    return ssl && exchange(ssl.get(), request);
}

void raiseDescriptorLimit() {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

int main(int argc, char** argv) {
    const Arguments arguments{argc, argv};
    raiseDescriptorLimit();
    const std::string request = makeRequest(arguments);
    SSL_CTX* context = arguments.text("tls", nullptr) ? makeTlsContext() : nullptr;
    std::size_t opened = 0;
    int bad = 0;
    for (int i = 0; i < int(arguments.number("conns", 5000)); i++) {
        const int fd = connectTo(int(arguments.number("port", 8001)), false);
        const bool isFine = fd >= 0 && (context ? exchangeTls(context, fd, request) : exchangePlain(fd, request));
        if (isFine)
            opened++;
        else
            bad++;
    }
    std::printf("READY %zu bad %d\n", opened, bad);
    std::fflush(stdout);
    char ignored[64];
    while (read(STDIN_FILENO, ignored, sizeof ignored) > 0) {
    }
}
