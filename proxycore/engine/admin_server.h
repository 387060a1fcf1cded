#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "admin/admin_handler.h"
#include "config/profile.h"
#include "listen/listener.h"

namespace mirror::engine {

/// The admin listener, on the control thread's reactor.
class AdminServer {
public:
    /// `engine` answers commands and snapshots; it outlives this.
    AdminServer(net::Reactor& reactor, Engine& engine, const config::ProfilePaths& paths, crypto::Secret token, std::function<std::string()> metricsText);
    /// Opens, moves or closes the listener as the configuration says. Errors keep the server closed.
    Result<void> apply(const AdminConfig& config);
    /// Reads the certificate anew if its files have changed (always when `force`): whether there is a new one. The error of a pair that cannot be
    /// used, which keeps the old one.
    Result<bool> reloadCertificate(bool force);
    /// Empty while closed.
    const std::string& url() const { return m_url; }
    void close();
    /// Ends every connection; hasEnded() tells when the last is gone (the reactor must turn meanwhile).
    void cutAll();
    bool hasEnded() const { return m_service.connections == 0; }

private:
    std::string certificateOf(const AdminConfig& config) const;
    std::string keyOf(const AdminConfig& config) const;
    Result<std::shared_ptr<const net::TlsContext>> makeTls(const AdminConfig& config);
    net::Reactor& m_reactor;
    config::ProfilePaths m_paths;
    admin::AdminApi m_api;
    admin::AdminHandler m_handler;
    listen::ConnectionCensus m_census;
    listen::Service m_service;
    std::optional<listen::Listener> m_listener;
    std::optional<AdminConfig> m_applied;
    std::pair<std::int64_t, std::int64_t> m_certificateStamp;  // of certificate and key
    std::string m_url;
};

}  // namespace mirror::engine
