#pragma once
#include <memory>
#include <string>

#include "listen/service.h"
#include "net/tcp_listener.h"
#include "net/tls_context.h"

namespace mirror::listen {

/// One listening address on one worker.
class Listener {
public:
    /// Takes over the listening socket `fd`. `tls` null: plain HTTP.
    Listener(Service& service, int fd, std::string name, std::shared_ptr<const net::TlsContext> tls);
    /// New connections use the new certificate.
    void setTls(std::shared_ptr<const net::TlsContext> tls) { m_tls = std::move(tls); }

private:
    void accepted(int fd);
    Service& m_service;
    std::shared_ptr<const std::string> m_name;
    std::shared_ptr<const net::TlsContext> m_tls;
    net::TcpListener m_socket;
};

}  // namespace mirror::listen
