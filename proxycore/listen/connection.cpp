#include "listen/connection.h"

#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

#include "base/text.h"

namespace mirror::listen {

namespace {

constexpr std::chrono::seconds kHandshakeTimeout{10};
constexpr std::chrono::seconds kLingerTimeout{2};
/// A TLS connection without a request for this long is idle and gives its buffers back.
constexpr Milliseconds kBusyAgain{250};
constexpr std::size_t kLingerBytes = 1024 * 1024;
constexpr std::size_t kSpareScopes = 64;

bool isTrusted(const Config& config, const std::string& peer) {
    if (config.http.trustedProxies.empty()) return false;
    const auto address = net::Address::parse(peer, 0);
    if (!address) return false;
    for (const std::string& range : config.http.trustedProxies)
        if (address->isWithin(range)) return true;
    return false;
}

}  // namespace

// -- service --------------------------------------------------------------------------------------------------------

Service::Service(net::Reactor& loop, exchange::Handler& requestHandler, ConnectionCensus& connectionCensus, std::shared_ptr<const Config> settings,
                 int worker)
    : reactor(loop), handler(requestHandler), census(connectionCensus), config(std::move(settings)), workerId(worker) {}

Service::~Service() = default;

void Service::drain() {
    m_draining = true;
    m_idle.cancel();
}

void Service::cutAll() {
    drain();
    m_cut.cancel();
    for (Connection* connection = m_first; connection; connection = connection->m_next) {
        RequestScope* scope = connection->m_scope;
        if (!scope || !scope->clientGone) continue;
        scope->exchange.cutByEngine = true;
        scope->clientGone->cancel();
    }
}

void Service::enlist(Connection& connection) {
    connection.m_next = m_first;
    connection.m_previous = &m_first;
    if (m_first) m_first->m_previous = &connection.m_next;
    m_first = &connection;
    ++connections;
    ++accepted;
}

void Service::delist(Connection& connection) {
    *connection.m_previous = connection.m_next;
    if (connection.m_next) connection.m_next->m_previous = connection.m_previous;
    --connections;
    census.leave(connection.m_peer);
}

std::unique_ptr<RequestScope> Service::takeScope() {
    if (m_spareScopes.empty()) return std::make_unique<RequestScope>();
    auto scope = std::move(m_spareScopes.back());
    m_spareScopes.pop_back();
    return scope;
}

void Service::giveBack(std::unique_ptr<RequestScope> scope) {
    if (m_spareScopes.size() < kSpareScopes) m_spareScopes.push_back(std::move(scope));
}

// -- connection -----------------------------------------------------------------------------------------------------

void Connection::open(Service& service, int fd, SSL* ssl, std::shared_ptr<const std::string> listenerName) {
    const auto peer = net::Address::ofPeer(fd);
    std::string host = peer ? peer->host() : std::string("unknown");
    if (!service.census.enter(host, service.config->http.maxConnections, service.config->http.connectionsPerAddress)) {
        ++service.turnedAway;
        if (ssl) SSL_free(ssl);
        ::close(fd);
        return;
    }
    run(std::unique_ptr<Connection>(new Connection(service, fd, std::move(host), std::move(listenerName))), ssl);
}

Connection::Connection(Service& service, int fd, std::string peer, std::shared_ptr<const std::string> listenerName)
    : m_service(service), m_stream(service.reactor, fd, true), m_peer(std::move(peer)), m_listener(std::move(listenerName)) {
    m_service.enlist(*this);
}

Connection::~Connection() { m_service.delist(*this); }

base::Detached Connection::run(std::unique_ptr<Connection> self, SSL* ssl) {
    Connection& connection = *self;
    if (ssl) {
        connection.m_stream.startTls(ssl);
        const SteadyTime deadline = std::chrono::steady_clock::now() + kHandshakeTimeout;
        const Result<void> done = co_await connection.m_stream.handshake(deadline, &connection.m_service.idleCanceller(0));
        if (!done) co_return;
    }
    for (;;) {
        // in this frame, not in one of its own: ten thousand idle connections stand here
        if (connection.m_pending.empty()) {
            const SteadyTime begun = connection.m_service.reactor.now();
            const SteadyTime end = begun + connection.m_service.config->http.keepAlive;
            net::Canceller& idle = connection.m_service.idleCanceller(connection.m_requests);
            net::Wake wake = net::Wake::timeout;
            if (ssl) {
                wake = co_await connection.m_stream.readable(std::min(begun + kBusyAgain, end), &idle);
                if (wake == net::Wake::timeout) connection.m_stream.releaseTlsBuffers();
            }
            if (wake == net::Wake::timeout) wake = co_await connection.m_stream.readable(end, &idle);
            if (wake != net::Wake::ready) break;
        }
        const bool goOn = co_await connection.serveOne();
        if (!goOn) break;
    }
    connection.m_stream.shutdownTls();
}

std::string_view Connection::clientAddress(RequestScope& scope, const Config& config) const {
    if (!isTrusted(config, m_peer)) return m_peer;
    const auto& fields = scope.exchange.head.fields;
    // the last entry of the last line is the one our trusted neighbour added; what stands before it anyone can have written
    const auto chain = std::find_if(fields.rbegin(), fields.rend(), [](const http::Field& field) { return base::equalsIgnoreCase(field.name, "X-Forwarded-For"); });
    if (chain != fields.rend()) {
        const std::string_view last = base::trim(chain->value.substr(chain->value.rfind(',') + 1));
        return net::Address::parse(last, 0) ? std::string_view(scope.forwardedFor = last) : std::string_view(m_peer);
    }
    if (const auto real = http::findField(fields, "X-Real-IP"); real && net::Address::parse(*real, 0)) return scope.forwardedFor = *real;
    return m_peer;
}

ClientOutput::Terms Connection::terms(const http::RequestHead& head, const Config& config) const {
    ClientOutput::Terms out;
    out.isHead = head.method == "HEAD";
    out.canChunk = head.minorVersion >= 1;
    out.keepAlive = head.keepAlive && m_requests < config.http.requestsPerConnection && !m_service.isDraining();
    out.expectContinue = head.expectContinue;
    out.writeStall = config.http.writeStall;
    return out;
}

void Connection::prepare(RequestScope& scope, const Config& config) {
    exchange::Exchange& exchange = scope.exchange;
    scope.clientGone.emplace();
    exchange.config = &config;
    exchange.workerId = m_service.workerId;
    exchange.listener = *m_listener;
    exchange.clientAddress = m_peer;
    exchange.clientGone = &*scope.clientGone;
    exchange.requestBody = &scope.reader;
    exchange.client = &scope.output;
    exchange.requestId = "req_";
    base::appendRandomHex(exchange.requestId, m_service.random, 24);
    exchange.time = std::chrono::system_clock::now();
    exchange.begun = m_service.reactor.now();
    scope.reader.attach(m_stream, *scope.clientGone, config.http, scope.output);
    scope.reader.giveInput(std::move(m_pending));
    m_pending.clear();
    ClientOutput::Terms before;  // until the head is known
    before.keepAlive = false;
    before.writeStall = config.http.writeStall;
    scope.output.attach(m_stream, *scope.clientGone, before);
}

base::Task<bool> Connection::serveOne() {
    const std::shared_ptr<const Config> config = m_service.config;
    std::unique_ptr<RequestScope> scope = m_service.takeScope();
    m_scope = scope.get();
    prepare(*scope, *config);
    exchange::Exchange& exchange = scope->exchange;
    const Result<void> read = co_await scope->reader.readHead(exchange.head, exchange.begun);
    bool goOn = false;
    if (read || read.error().code != ErrorCode::clientGone) {
        ++m_service.activeRequests;
        ++m_requests;
        if (read) {
            exchange.clientAddress = clientAddress(*scope, *config);
            scope->output.attach(m_stream, *scope->clientGone, terms(exchange.head, *config));
            m_stream.watchHangup(&*scope->clientGone);
            co_await m_service.handler.serve(exchange);
            m_stream.watchHangup(nullptr);
            tellCut(exchange);
        } else {
            m_service.handler.refuse(exchange, read.error());
        }
        const bool refused = !read;
        goOn = scope->output.mayContinue() && !scope->output.isBlocked() && scope->reader.bodyFinished();
        if (goOn)
            settle(*scope);
        else
            goOn = co_await finishExchange(*scope, refused);
        --m_service.activeRequests;
    }
    m_pending = scope->reader.takeInput();
    scope->reader.detach();
    scope->output.detach();
    exchange.reset();
    m_scope = nullptr;
    m_service.giveBack(std::move(scope));
    co_return goOn;
}

/// A wait that the engine ended looks to the handler like a client that left; but the client is still there, and is told.
void Connection::tellCut(exchange::Exchange& exchange) {
    if (!exchange.cutByEngine || !exchange.error || exchange.error->code != ErrorCode::clientGone) return;
    exchange.error = makeError(ErrorCode::draining);
    if (!exchange.client->hasBegun()) m_service.handler.refuse(exchange, makeError(ErrorCode::draining));
}

void Connection::settle(RequestScope& scope) {
    scope.exchange.bytesIn = scope.reader.bytesRead();
    m_service.handler.finished(scope.exchange);
}

/// The end of an exchange that is not the usual one, in which all was read and all was taken.
base::Task<bool> Connection::finishExchange(RequestScope& scope, bool refused) {
    bool taken = true;
    if (scope.output.isBlocked()) taken = co_await scope.output.drained();
    if (!taken && !scope.exchange.error) scope.exchange.error = makeError(ErrorCode::clientGone, {}, "while the answer was on its way");
    // whatever the reason: what was begun and not finished must not end as if it were whole
    if (scope.output.hasBegun() && !scope.output.isFinished()) scope.output.abort();
    settle(scope);
    if (!taken) co_return false;
    const bool bodyDone = scope.reader.bodyFinished();
    if (scope.output.mayContinue() && !bodyDone) {
        const bool usable = co_await scope.reader.discardRest();
        if (!usable) scope.output.closeAfter();
    }
    if (scope.output.mayContinue()) co_return true;
    // closing with bytes unread sends a reset, in which an answer given before the whole request was read would be lost
    const bool unread = refused || !scope.reader.bodyFinished() || scope.reader.hasInput();
    if (unread && scope.output.isFinished() && !scope.clientGone->isCancelled()) {
        const bool ended = co_await lingerBeforeClose(scope);
        static_cast<void>(ended);
    }
    co_return false;
}

base::Task<bool> Connection::lingerBeforeClose(RequestScope& scope) {
    m_stream.shutdownTls();
    ::shutdown(m_stream.descriptor(), SHUT_WR);
    const SteadyTime deadline = std::chrono::steady_clock::now() + kLingerTimeout;
    const auto scratch = m_stream.reactor().scratch();
    for (std::size_t total = 0; total < kLingerBytes;) {
        const net::IoResult got = m_stream.readNow(scratch);
        if (got.status == net::IoStatus::ok) {
            total += got.count;
            continue;
        }
        if (got.status != net::IoStatus::wouldBlock) co_return true;
        const net::Wake wake = co_await m_stream.readable(deadline, &*scope.clientGone);
        if (wake != net::Wake::ready) co_return false;
    }
    co_return false;
}

}  // namespace mirror::listen
