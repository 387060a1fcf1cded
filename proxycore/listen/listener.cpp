#include "listen/listener.h"

#include "listen/connection.h"

namespace mirror::listen {

Listener::Listener(Service& service, int fd, std::string name, std::shared_ptr<const net::TlsContext> tls)
    : m_service(service),
      m_name(std::make_shared<const std::string>(std::move(name))),
      m_tls(std::move(tls)),
      m_socket(service.reactor, fd, [this](int connection) { accepted(connection); }) {}

void Listener::accepted(int fd) { Connection::open(m_service, fd, m_tls ? m_tls->accept() : nullptr, m_name); }

}  // namespace mirror::listen
