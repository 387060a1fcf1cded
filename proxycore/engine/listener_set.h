#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "config/profile.h"
#include "engine/worker.h"
#include "net/tcp_listener.h"
#include "proxycore/api/snapshot.h"

namespace mirror::engine {

/// The public listeners: opens their sockets, hands them to workers, follows changes of configuration and certificates. Control thread.
class ListenerSet {
public:
    explicit ListenerSet(config::ProfilePaths paths) : m_paths(std::move(paths)) {}
    ~ListenerSet();
    ListenerSet(const ListenerSet&) = delete;
    ListenerSet& operator=(const ListenerSet&) = delete;

    /// Opens what the configuration asks for and is not open, closes what it no longer asks for. A listener that cannot be opened
    /// has its error in status(). Returns how many are open.
    std::size_t apply(const Config& config, const std::vector<std::shared_ptr<Worker>>& workers);
    /// Gives the open listeners to a worker that came later.
    void addWorker(Worker& worker);
    void closeAll(const std::vector<std::shared_ptr<Worker>>& workers);
    /// Reads certificates anew whose files have changed (all of them when `force`); returns the names of listeners that got a new one. A pair
    /// that cannot be used keeps the old one and is returned in `problems`.
    std::vector<std::string> reloadCertificates(bool force, const std::vector<std::shared_ptr<Worker>>& workers, std::vector<Error>& problems);
    std::vector<ListenerStatus> status() const;

private:
    struct Open {
        ListenerConfig config;
        net::Address address;
        std::shared_ptr<const net::TlsContext> tls;
        std::int64_t certificateStamp = 0;
        std::optional<Error> error;
        bool isOpen = false;
    };
    std::string certificateOf(const ListenerConfig& config) const;
    std::string keyOf(const ListenerConfig& config) const;
    Result<void> open(Open& entry, const std::vector<std::shared_ptr<Worker>>& workers);
    void close(Open& entry, const std::vector<std::shared_ptr<Worker>>& workers);
    config::ProfilePaths m_paths;
    std::vector<Open> m_entries;  // in the order of the configuration
};

}  // namespace mirror::engine
