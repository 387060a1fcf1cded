#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "base/random.h"
#include "exchange/handler.h"
#include "listen/census.h"
#include "net/reactor.h"
#include "proxycore/api/config.h"

namespace mirror::listen {

class Connection;
struct RequestScope;

/// What the connections of one reactor share. Belongs to that reactor's thread, but for the census.
struct Service {
    Service(net::Reactor& loop, exchange::Handler& requestHandler, ConnectionCensus& connectionCensus, std::shared_ptr<const Config> settings,
            int worker);
    ~Service();
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    net::Reactor& reactor;
    exchange::Handler& handler;
    ConnectionCensus& census;
    std::shared_ptr<const Config> config;  ///< replaced on reload; requests keep the one they began with
    int workerId;
    base::FastRandom random;

    // counted for gauges
    std::int64_t connections = 0;
    std::int64_t activeRequests = 0;
    std::uint64_t accepted = 0;
    std::uint64_t turnedAway = 0;

    /// Connections close after the request they are on, idle ones now. New connections are still answered once, so that health checks
    /// and callers learn that this engine is going.
    void drain();
    /// Ends every wait of every connection: exchanges see their client as gone.
    void cutAll();
    bool isDraining() const { return m_draining; }
    /// What a connection that has served `requests` requests waits with for the next one.
    net::Canceller& idleCanceller(std::int64_t requests) { return requests == 0 ? m_cut : m_idle; }

    // -- for Connection
    void enlist(Connection& connection);
    void delist(Connection& connection);
    std::unique_ptr<RequestScope> takeScope();
    void giveBack(std::unique_ptr<RequestScope> scope);

private:
    bool m_draining = false;
    net::Canceller m_idle;  // cancelled when draining
    net::Canceller m_cut;   // cancelled when everything is to end
    Connection* m_first = nullptr;
    std::vector<std::unique_ptr<RequestScope>> m_spareScopes;
};

}  // namespace mirror::listen
