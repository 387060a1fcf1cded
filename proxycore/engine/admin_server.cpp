#include "engine/admin_server.h"

#include "net/tcp_listener.h"

namespace mirror::engine {

AdminServer::AdminServer(net::Reactor& reactor, Engine& engine, const config::ProfilePaths& paths, crypto::Secret token,
                         std::function<std::string()> metricsText)
    : m_reactor(reactor),
      m_paths(paths),
      m_api(std::move(token), engine, std::move(metricsText)),
      m_handler(reactor, m_api),
      m_service(reactor, m_handler, m_census, std::make_shared<const Config>(), 0) {}

Result<void> AdminServer::apply(const AdminConfig& config) {
    if (m_applied == config) return {};
    close();
    if (!config.enabled) {
        m_applied = config;
        return {};
    }
    std::shared_ptr<const net::TlsContext> tls;
    if (config.tls) {
        auto context = net::TlsContext::server(config.certificateFile.empty() ? m_paths.certificateFile().string() : config.certificateFile,
                                               config.keyFile.empty() ? m_paths.keyFile().string() : config.keyFile);
        if (!context) return fail(context.error());
        tls = *context;
    }
    auto bound = net::bindSockets(config.address, config.port, 1);
    if (!bound) return fail(bound.error());
    m_listener.emplace(m_service, bound->descriptors.front(), "admin", std::move(tls));
    m_url = (config.tls ? "https://" : "http://") + bound->address.text();
    m_applied = config;
    return {};
}

void AdminServer::cutAll() {
    close();
    m_service.cutAll();
}

void AdminServer::close() {
    m_listener.reset();
    m_applied.reset();
    m_url.clear();
}

}  // namespace mirror::engine
