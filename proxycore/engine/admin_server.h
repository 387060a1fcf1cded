#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>

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
    /// Empty while closed.
    const std::string& url() const { return m_url; }
    void close();
    /// Ends every connection; hasEnded() tells when the last is gone (the reactor must turn meanwhile).
    void cutAll();
    bool hasEnded() const { return m_service.connections == 0; }

private:
    net::Reactor& m_reactor;
    config::ProfilePaths m_paths;
    admin::AdminApi m_api;
    admin::AdminHandler m_handler;
    listen::ConnectionCensus m_census;
    listen::Service m_service;
    std::optional<listen::Listener> m_listener;
    std::optional<AdminConfig> m_applied;
    std::string m_url;
};

}  // namespace mirror::engine
