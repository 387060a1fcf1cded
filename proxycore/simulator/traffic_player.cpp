#include "simulator/traffic_player.h"

#include <memory>

namespace mirror::simulator {
namespace {

constexpr std::size_t kMostAtOnce = 256;
constexpr std::chrono::seconds kConnectPatience{2};
constexpr std::chrono::seconds kPatience{120};

SteadyTime now() { return std::chrono::steady_clock::now(); }

}  // namespace

TrafficPlayer::TrafficPlayer(net::Reactor& reactor, net::Address target, std::string virtualKey, TrafficPlan plan)
    : m_reactor(reactor), m_target(target), m_key(std::move(virtualKey)), m_plan(std::move(plan)) {}

void TrafficPlayer::start() { pump(); }

base::Detached TrafficPlayer::pump() {
    m_pumping = true;
    const SteadyTime begun = now();
    while (!m_stop.isCancelled()) {
        PlannedRequest request = m_plan.next();
        const net::Wake why = co_await m_reactor.sleepUntil(begun + request.at, &m_stop);
        if (why == net::Wake::cancelled) break;
        if (m_active < kMostAtOnce) send(std::move(request));
    }
    m_pumping = false;
}

base::Detached TrafficPlayer::send(PlannedRequest request) {
    ++m_active;
    ++m_sent;
    co_await exchangeBytes(request);
    --m_active;
}

base::Task<void> TrafficPlayer::exchangeBytes(const PlannedRequest& request) {
    const SteadyTime connectBy = now() + kConnectPatience;
    Result<std::unique_ptr<net::Stream>> stream = co_await net::connectTcp(m_reactor, m_target, connectBy, &m_stop);
    if (!stream) co_return;
    SteadyTime leaveAt = now() + kPatience;
    if (request.patience.count() > 0) leaveAt = now() + request.patience;
    const std::string bytes = bytesOf(request);
    const bool sent = co_await sendAll(**stream, bytes, leaveAt);
    if (sent) co_await readAway(**stream, leaveAt);
}

base::Task<bool> TrafficPlayer::sendAll(net::Stream& stream, const std::string& bytes, SteadyTime deadline) {
    std::string_view rest = bytes;
    while (!rest.empty()) {
        const net::Wake why = co_await stream.writable(deadline, &m_stop);
        if (why != net::Wake::ready) co_return false;
        const net::IoResult written = stream.writeNow(rest);
        if (written.status != net::IoStatus::ok && written.status != net::IoStatus::wouldBlock) co_return false;
        rest.remove_prefix(written.count);
    }
    co_return true;
}

base::Task<void> TrafficPlayer::readAway(net::Stream& stream, SteadyTime deadline) {
    while (true) {
        const net::Wake why = co_await stream.readable(deadline, &m_stop);
        if (why != net::Wake::ready) co_return;
        const net::IoResult got = stream.readNow(m_reactor.scratch());
        if (got.status != net::IoStatus::ok && got.status != net::IoStatus::wouldBlock) co_return;
    }
}

std::string TrafficPlayer::bytesOf(const PlannedRequest& request) const {
    std::string bytes = request.method + " " + request.path + " HTTP/1.1\r\nHost: " + m_target.text() + "\r\nUser-Agent: MirrorDesk-Demo\r\nConnection: close\r\n";
    if (request.key == PlannedKey::right) bytes += "Authorization: Bearer " + m_key + "\r\n";
    if (request.key == PlannedKey::wrong) bytes += "Authorization: Bearer sk-mirror-not-a-real-key\r\n";
    if (!request.body.empty()) bytes += "Content-Type: application/json\r\nContent-Length: " + std::to_string(request.body.size()) + "\r\n";
    return bytes + "\r\n" + request.body;
}

}  // namespace mirror::simulator
