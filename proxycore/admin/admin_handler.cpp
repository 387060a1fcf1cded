#include "admin/admin_handler.h"

#include <memory>
#include <optional>

#include "exchange/local_reply.h"
#include "http/serializer.h"

namespace mirror::admin {

namespace {

/// Where the answer lands; shared, for the client may leave before the engine has answered.
struct Pending {
    std::optional<AdminResponse> response;
    net::Waiter* waiter = nullptr;
};

class PendingAwaiter {
public:
    PendingAwaiter(net::Reactor& reactor, std::shared_ptr<Pending> pending, net::Canceller* canceller)
        : m_waiter(reactor), m_pending(std::move(pending)), m_canceller(canceller) {}
    PendingAwaiter(const PendingAwaiter&) = delete;
    PendingAwaiter& operator=(const PendingAwaiter&) = delete;
    ~PendingAwaiter() { m_pending->waiter = nullptr; }
    bool await_ready() const noexcept { return m_pending->response.has_value(); }
    void await_suspend(std::coroutine_handle<> handle) { m_waiter.suspend(handle, SteadyTime::max(), m_canceller, &m_pending->waiter); }
    net::Wake await_resume() const noexcept { return m_waiter.reason(); }

private:
    net::Waiter m_waiter;
    std::shared_ptr<Pending> m_pending;
    net::Canceller* m_canceller;
};

AdminRequest headOf(const exchange::Exchange& exchange) {
    const auto field = [&](std::string_view name) { return std::string(http::findField(exchange.head.fields, name).value_or(std::string_view())); };
    AdminRequest request;
    request.method = exchange.head.method;
    request.path = exchange.head.path;
    request.query = exchange.head.query;
    request.authorization = field("Authorization");
    request.ifMatch = field("If-Match");
    request.contentType = field("Content-Type");
    return request;
}

void reply(exchange::Exchange& exchange, const AdminResponse& response) {
    std::string fields;
    http::HeadWriter writer(fields);
    writer.field("Content-Type", response.contentType);
    writer.field("x-request-id", exchange.requestId);
    fields += response.fields;
    exchange.client->begin(response.status, fields, exchange::AnswerBody::length, response.body.size());
    exchange.client->write(response.body);
    exchange.client->finish();
}

}  // namespace

base::Task<void> AdminHandler::serve(exchange::Exchange& exchange) {
    AdminRequest request = headOf(exchange);
    if (const std::uint64_t limit = m_api.bodyLimit(request)) exchange.requestBody->allow(limit);
    const Result<std::string_view> body = co_await exchange.requestBody->readAll();
    if (!body) {
        if (body.error().code != ErrorCode::clientGone) exchange::replyError(exchange, body.error());
        co_return;
    }
    auto pending = std::make_shared<Pending>();
    std::function<void(AdminResponse)> done = [pending, &reactor = m_reactor](AdminResponse response) {
        auto kept = std::make_shared<AdminResponse>(std::move(response));
        // the answer may come from another thread: it is laid down on ours
        reactor.post([pending, kept] {
            pending->response = std::move(*kept);
            if (pending->waiter) pending->waiter->wake(net::Wake::ready);
        });
    };
    request.body = *body;
    m_api.handle(std::move(request), std::move(done));
    PendingAwaiter answer(m_reactor, pending, exchange.clientGone);
    const net::Wake wake = co_await answer;
    if (wake == net::Wake::ready) reply(exchange, *pending->response);
}

void AdminHandler::refuse(exchange::Exchange& exchange, const Error& error) { exchange::replyError(exchange, error); }

}  // namespace mirror::admin
