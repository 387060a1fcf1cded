// Closed-loop HTTP/1.1 keep-alive load on one thread. Prints one line of JSON.
//   http_load --port 8001 --conns 64 --secs 4 --body body.json [--path /v1/...] [--header "Name: value"]... [--expect
//   200]
#include "harness.h"

using namespace bench;

namespace {

struct Connection {
    int fd = -1;
    std::uint64_t sentAt = 0;
    std::string input;
};

class Load {
public:
    explicit Load(const Arguments& arguments)
        : m_port(int(arguments.number("port", 8001))),
          m_expected(arguments.text("expect", "200")),
          m_request(makeRequest(arguments)),
          m_connections(std::size_t(arguments.number("conns", 64))) {
        m_latencies.reserve(1 << 20);
    }
    void run(double seconds) {
        const std::uint64_t begun = nowNs();
        const std::uint64_t end = begun + std::uint64_t(seconds * 1e9);
        for (std::uint32_t i = 0; i < m_connections.size(); i++) open(i);
        epoll_event events[256];
        while (nowNs() < end) {
            const int count = epoll_wait(m_epoll, events, 256, 100);
            for (int i = 0; i < count; i++) receive(events[i].data.u32);
        }
        const double elapsed = double(nowNs() - begun) / 1e9;
        std::printf("{\"ok\":%lu,\"bad\":%lu,\"rps\":%.0f,\"p50_us\":%.0f,\"p99_us\":%.0f}\n", m_ok, m_bad,
                    double(m_ok) / elapsed, percentile(m_latencies, .5), percentile(m_latencies, .99));
    }

private:
    void open(std::uint32_t index) {
        Connection& connection = m_connections[index];
        connection.fd = connectTo(m_port);
        if (connection.fd < 0) fail("connect");
        epoll_event event{.events = EPOLLIN, .data = {.u32 = index}};
        epoll_ctl(m_epoll, EPOLL_CTL_ADD, connection.fd, &event);
        fire(connection);
    }
    void fire(Connection& connection) {
        connection.sentAt = nowNs();
        connection.input.clear();
        for (std::size_t sent = 0; sent < m_request.size();) {
            const ssize_t n = send(connection.fd, m_request.data() + sent, m_request.size() - sent, MSG_NOSIGNAL);
            if (n < 0 && errno != EAGAIN) return;  // the next receive finds it closed
            if (n < 0)
                usleep(20);
            else
                sent += std::size_t(n);
        }
    }
    void receive(std::uint32_t index) {
        Connection& connection = m_connections[index];
        static char buffer[65536];
        const ssize_t n = recv(connection.fd, buffer, sizeof buffer, 0);
        if (n <= 0) {
            m_bad++;
            close(connection.fd);
            open(index);
            return;
        }
        connection.input.append(buffer, std::size_t(n));
        if (!isCompleteAnswer(connection.input)) return;
        if (hasStatus(connection.input, m_expected))
            m_ok++;
        else if (m_bad++ == 0)
            std::fprintf(stderr, "%.300s\n", connection.input.c_str());
        m_latencies.push_back(float(nowNs() - connection.sentAt) / 1e3f);
        fire(connection);
    }

    int m_port;
    std::string m_expected;
    std::string m_request;
    std::vector<Connection> m_connections;
    std::vector<float> m_latencies;
    std::uint64_t m_ok = 0;
    std::uint64_t m_bad = 0;
    int m_epoll = epoll_create1(0);
};

}  // namespace

int main(int argc, char** argv) {
    const Arguments arguments{argc, argv};
    Load(arguments).run(arguments.number("secs", 4));
}
