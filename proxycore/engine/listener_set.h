#pragma once
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/descriptor.h"
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

    /// Opens what the configuration asks for and is not open, closes what it no longer asks for. A listener whose address and port stay never
    /// stops listening, whatever else of it changes. One that cannot be opened has its error in status(); one whose new certificate cannot be
    /// used goes on with the old one and has its error too. Returns how many are open.
    std::size_t apply(const Config& config, const std::vector<std::shared_ptr<Worker>>& workers);
    /// Gives the open listeners to a worker that came later.
    void addWorker(Worker& worker);
    void closeAll(const std::vector<std::shared_ptr<Worker>>& workers);
    /// Reads certificates anew whose files have changed (all of them when `force`); returns the names of listeners that got a new one. A pair
    /// that cannot be used keeps the old one and is returned in `problems`.
    std::vector<std::string> reloadCertificates(bool force, const std::vector<std::shared_ptr<Worker>>& workers, std::vector<Error>& problems);
    std::vector<ListenerStatus> status() const;

private:
    /// Of certificate and key: the one is often replaced a moment before the other.
    using CertificateStamp = std::pair<std::int64_t, std::int64_t>;
    struct Open {
        ListenerConfig config;
        net::Address address;
        std::vector<std::shared_ptr<base::Descriptor>> sockets;  ///< the workers' ones a second time, in their order: what takes this entry's place takes them over
        std::shared_ptr<const net::TlsContext> tls;
        CertificateStamp certificateStamp{};
        std::optional<Error> error;
        bool isOpen = false;
    };
    using Workers = std::vector<std::shared_ptr<Worker>>;
    std::string certificateOf(const ListenerConfig& config) const;
    std::string keyOf(const ListenerConfig& config) const;
    CertificateStamp certificateStamp(const ListenerConfig& config) const;
    /// Null for a plain listener.
    Result<std::shared_ptr<const net::TlsContext>> makeTls(const ListenerConfig& config) const;
    /// Takes over the open entry at the place of `wanted`, if there is one.
    std::optional<Open> takeOpen(const ListenerConfig& wanted);
    Result<void> change(Open& entry, const ListenerConfig& wanted, const Workers& workers);
    Result<void> open(Open& entry, const Workers& workers);
    Result<net::BoundSockets> bind(const ListenerConfig& config, std::size_t count) const;
    static void give(Open& entry, Worker& worker, int fd);
    void close(Open& entry, const Workers& workers);
    config::ProfilePaths m_paths;
    std::vector<Open> m_entries;  // in the order of the configuration
};

}  // namespace mirror::engine
