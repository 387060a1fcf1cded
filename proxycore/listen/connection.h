#pragma once
#include <memory>
#include <optional>
#include <string>

#include "base/task.h"
#include "exchange/exchange.h"
#include "listen/client_output.h"
#include "listen/request_reader.h"
#include "listen/service.h"
#include "net/stream.h"

namespace mirror::listen {

/// Everything one request needs on the client's side. Taken from the service when the first byte arrives and given back after the answer, so
/// an idle connection owns none of it.
struct RequestScope {
    exchange::Exchange exchange;
    RequestReader reader;
    ClientOutput output;
    std::optional<net::Canceller> clientGone;  ///< a new one for each request
    std::string forwardedFor;
};

/// One client connection, from accept to close, on one worker for life. Frees itself.
class Connection {
public:
    /// Takes over `fd`; `ssl`, if not null, makes it a TLS server connection.
    static void open(Service& service, int fd, SSL* ssl, std::shared_ptr<const std::string> listenerName);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

private:
    friend struct Service;
    Connection(Service& service, int fd, std::string peer, std::shared_ptr<const std::string> listenerName);
    static base::Detached run(std::unique_ptr<Connection> self, SSL* ssl);
    base::Task<bool> serveOne();
    void tellCut(exchange::Exchange& exchange);
    void settle(RequestScope& scope);
    base::Task<bool> finishExchange(RequestScope& scope, bool refused);
    base::Task<bool> lingerBeforeClose(RequestScope& scope);
    void prepare(RequestScope& scope, const Config& config);
    std::string_view clientAddress(RequestScope& scope, const Config& config) const;
    ClientOutput::Terms terms(const http::RequestHead& head, const Config& config) const;

    Service& m_service;
    net::Stream m_stream;
    std::string m_peer;
    std::shared_ptr<const std::string> m_listener;
    std::string m_pending;  // received beyond the last request (pipelining)
    RequestScope* m_scope = nullptr;
    std::int64_t m_requests = 0;
    Connection* m_next = nullptr;
    Connection** m_previous = nullptr;
};

}  // namespace mirror::listen
