// Concurrent streams on keep-alive connections, each begun anew when it ends. Measures the time to the first token and,
// from the send time inside each event, the delay of every event. Prints one line of JSON.
//   sse_load --port 8001 --streams 200 --secs 5 --body sse_body.json [--stagger-ms 500] [--header "Name: value"]...
#include "harness.h"

using namespace bench;

namespace {

struct Stream {
    int fd = -1;
    std::uint64_t sentAt = 0;
    bool hasToken = false;
    bool isDone = false;
    std::string input;
};

class Load {
public:
    explicit Load(const Arguments& arguments)
        : m_port(int(arguments.number("port", 8001))),
          m_staggerNs(arguments.number("stagger-ms", 500) * 1e6),
          m_request(makeRequest(arguments)),
          m_all(std::size_t(arguments.number("streams", 200))) {
        m_delays.reserve(1 << 20);
    }
    void run(double seconds) {
        const std::uint64_t begun = nowNs();
        const std::uint64_t end = begun + std::uint64_t(seconds * 1e9);
        std::uint32_t opened = 0;
        epoll_event events[256];
        for (std::uint64_t now = begun; now < end; now = nowNs()) {
            while (opened < m_all.size() && now >= begun + std::uint64_t(m_staggerNs * opened / double(m_all.size())))
                open(opened++);
            const int count = epoll_wait(m_epoll, events, 256, opened < m_all.size() ? 1 : 100);
            for (int i = 0; i < count; i++) receive(events[i].data.u32);
        }
        print(double(nowNs() - begun) / 1e9);
    }

private:
    void open(std::uint32_t index) {
        Stream& stream = m_all[index];
        stream.fd = connectTo(m_port);
        if (stream.fd < 0) fail("connect");
        epoll_event event{.events = EPOLLIN, .data = {.u32 = index}};
        epoll_ctl(m_epoll, EPOLL_CTL_ADD, stream.fd, &event);
        fire(stream);
    }
    void fire(Stream& stream) {
        stream = {.fd = stream.fd, .sentAt = nowNs()};
        if (send(stream.fd, m_request.data(), m_request.size(), MSG_NOSIGNAL) < 0) m_bad++;
    }
    void receive(std::uint32_t index) {
        Stream& stream = m_all[index];
        static char buffer[65536];
        const ssize_t n = recv(stream.fd, buffer, sizeof buffer, 0);
        const std::uint64_t now = nowNs();
        if (n <= 0) {
            if (!stream.isDone) m_bad++;
            close(stream.fd);
            open(index);
            return;
        }
        stream.input.append(buffer, std::size_t(n));
        takeEvents(stream, now);
        if (!stream.isDone || !stream.input.ends_with("0\r\n\r\n")) return;
        m_streams++;
        fire(stream);
    }
    void takeEvents(Stream& stream, std::uint64_t now) {
        std::size_t taken = 0;
        while (!stream.isDone) {
            const std::size_t begin = stream.input.find("data: ", taken);
            const std::size_t end = begin == std::string::npos ? begin : stream.input.find("\n\n", begin);
            if (end == std::string::npos) break;
            takeEvent(stream, std::string_view(stream.input).substr(begin + 6, end - begin - 6), now);
            taken = end + 2;
        }
        stream.input.erase(0, taken);
    }
    void takeEvent(Stream& stream, std::string_view data, std::uint64_t now) {
        if (data.starts_with("[DONE]")) {
            stream.isDone = true;
            return;
        }
        // The upstream's CLOCK_MONOTONIC at sending; passed through by every proxy, as members nobody knows must be.
        if (const std::size_t at = data.find("\"t\":"); at != std::string_view::npos) {
            m_delays.push_back(float(now - (std::strtoull(data.data() + at + 4, nullptr, 10) - 1000000000000000000ull)) / 1e3f);
        }
        m_events++;
        if (stream.hasToken) return;
        stream.hasToken = true;
        m_firstTokens.push_back(float(now - stream.sentAt) / 1e3f);
    }
    void print(double elapsed) {
        std::printf(
            "{\"streams\":%lu,\"chunks\":%lu,\"bad\":%lu,\"chunks_s\":%.0f,\"ttft_p50_us\":%.0f,\"ttft_p99_us\":%.0f,"
            "\"delay_p50_us\":%.0f,\"delay_p99_us\":%.0f}\n",
            m_streams, m_events, m_bad, double(m_events) / elapsed, percentile(m_firstTokens, .5),
            percentile(m_firstTokens, .99), percentile(m_delays, .5), percentile(m_delays, .99));
    }

    int m_port;
    double m_staggerNs;
    std::string m_request;
    std::vector<Stream> m_all;
    std::vector<float> m_firstTokens;
    std::vector<float> m_delays;
    std::uint64_t m_streams = 0;
    std::uint64_t m_events = 0;
    std::uint64_t m_bad = 0;
    int m_epoll = epoll_create1(0);
};

}  // namespace

int main(int argc, char** argv) {
    const Arguments arguments{argc, argv};
    Load(arguments).run(arguments.number("secs", 5));
}
