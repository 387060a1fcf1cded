#include "engine/admin_server.h"

#include "engine/file_stamp.h"
#include "net/tcp_listener.h"

namespace mirror::engine {

AdminServer::AdminServer(net::Reactor& reactor, Engine& engine, const config::ProfilePaths& paths, crypto::Secret token,
                         std::function<std::string()> metricsText)
    : m_reactor(reactor),
      m_paths(paths),
      m_api(std::move(token), engine, std::move(metricsText)),
      m_handler(reactor, m_api),
      m_service(reactor, m_handler, m_census, std::make_shared<const Config>(), 0) {}

std::string AdminServer::certificateOf(const AdminConfig& config) const {
    return config.certificateFile.empty() ? m_paths.certificateFile().string() : config.certificateFile;
}
std::string AdminServer::keyOf(const AdminConfig& config) const { return config.keyFile.empty() ? m_paths.keyFile().string() : config.keyFile; }

/// Null without TLS.
Result<std::shared_ptr<const net::TlsContext>> AdminServer::makeTls(const AdminConfig& config) {
    if (!config.tls) return nullptr;
    m_certificateStamp = {fileStamp(certificateOf(config)), fileStamp(keyOf(config))};  // before reading: a write in between shows at the next look
    return net::TlsContext::server(certificateOf(config), keyOf(config));
}

Result<bool> AdminServer::reloadCertificate(bool force) {
    if (!m_listener || !m_applied->tls) return false;
    const std::pair stamp(fileStamp(certificateOf(*m_applied)), fileStamp(keyOf(*m_applied)));
    if (!force && stamp == m_certificateStamp) return false;
    auto tls = makeTls(*m_applied);
    if (!tls) return fail(tls.error());
    m_listener->setTls(std::move(*tls));
    return true;
}

Result<void> AdminServer::apply(const AdminConfig& config) {
    if (m_applied == config) return {};
    close();
    if (!config.enabled) {
        m_applied = config;
        return {};
    }
    auto tls = makeTls(config);
    if (!tls) return fail(tls.error());
    auto bound = net::bindSockets(config.address, config.port, 1);
    if (!bound) return fail(bound.error());
    m_listener.emplace(m_service, bound->descriptors.front(), "admin", std::move(*tls));
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
