#pragma once
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

/// What the programs of the load comparison share. They stand alone (one g++ line each, see compare.py) and measure the
/// product from outside, so they use nothing of it. A fault of the harness ends the program: a figure from half a run
/// is worse than none.
namespace bench {

inline std::uint64_t clockNs(clockid_t clock) {
    timespec t{};
    clock_gettime(clock, &t);
    return std::uint64_t(t.tv_sec) * 1'000'000'000u + std::uint64_t(t.tv_nsec);
}
inline std::uint64_t nowNs() {
    return clockNs(CLOCK_MONOTONIC);
}
/// For micro benchmarks: immune to other processes' share of the core.
inline std::uint64_t cpuNs() {
    return clockNs(CLOCK_PROCESS_CPUTIME_ID);
}

[[noreturn]] inline void fail(const char* what) {
    std::perror(what);
    std::exit(1);
}

inline sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(std::uint16_t(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}
inline void setNoDelay(int fd) {
    const int one = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
}
/// A listening, non-blocking socket on 127.0.0.1.
inline int listenOn(int port) {
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const int one = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    const auto address = loopback(port);
    if (bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || listen(fd, 4096) != 0)
        fail("listen");
    return fd;
}
/// A connected socket, or -1.
inline int connectTo(int port, bool nonBlocking = true) {
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = loopback(port);
    if (connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        close(fd);
        return -1;
    }
    setNoDelay(fd);
    if (nonBlocking) fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
    return fd;
}

/// The command line as "--name value" pairs.
struct Arguments {
    int count;
    char** values;

    std::vector<const char*> all(std::string_view name) const {
        std::vector<const char*> found;
        for (int i = 1; i + 1 < count; i++) {
            const std::string_view word = values[i];
            if (word.starts_with("--") && word.substr(2) == name) found.push_back(values[i + 1]);
        }
        return found;
    }
    const char* text(std::string_view name, const char* otherwise) const {
        const auto found = all(name);
        return found.empty() ? otherwise : found.front();
    }
    double number(std::string_view name, double otherwise) const {
        const char* found = text(name, nullptr);
        return found ? std::atof(found) : otherwise;
    }
};

inline std::string readFile(const char* name) {
    FILE* file = std::fopen(name, "rb");
    if (!file) fail(name);
    std::string text;
    char piece[65536];
    for (std::size_t n; (n = std::fread(piece, 1, sizeof piece, file)) > 0;) text.append(piece, n);
    std::fclose(file);
    return text;
}

/// The request of a run: a POST of --body FILE, or a GET when there is none, with each --header "Name: value".
inline std::string makeRequest(const Arguments& arguments, std::string_view getPath = "/health") {
    const char* bodyFile = arguments.text("body", nullptr);
    const std::string body = bodyFile ? readFile(bodyFile) : std::string();
    std::string request = body.empty() ? "GET " : "POST ";
    request += body.empty() ? std::string(getPath) : std::string(arguments.text("path", "/v1/chat/completions"));
    request += " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    for (const char* header : arguments.all("header")) request += std::string(header) + "\r\n";
    if (!body.empty())
        request += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    return request + "\r\n" + body;
}
/// Whether `input` holds one whole answer, by Content-Length or up to the final chunk.
inline bool isCompleteAnswer(const std::string& input) {
    const std::size_t headEnd = input.find("\r\n\r\n");
    if (headEnd == std::string::npos) return false;
    const char* length = strcasestr(input.c_str(), "content-length:");
    if (length && length < input.c_str() + headEnd)
        return input.size() >= headEnd + 4 + std::size_t(std::atol(length + 15));
    return input.ends_with("0\r\n\r\n");
}
inline bool hasStatus(const std::string& answer, std::string_view status) {
    return answer.size() > 12 && answer.compare(9, 3, status) == 0;
}

/// The q-quantile; reorders `samples`. 0 when there are none.
inline double percentile(std::vector<float>& samples, double q) {
    if (samples.empty()) return 0;
    const std::size_t rank = std::min(samples.size() - 1, std::size_t(q * double(samples.size())));
    std::nth_element(samples.begin(), samples.begin() + std::ptrdiff_t(rank), samples.end());
    return samples[rank];
}

}  // namespace bench
