#pragma once
#include "admin/admin_api.h"
#include "exchange/handler.h"
#include "net/reactor.h"

namespace mirror::admin {

/// Serves AdminApi over HTTP connections of the control thread's reactor.
class AdminHandler final : public exchange::Handler {
public:
    AdminHandler(net::Reactor& reactor, AdminApi& api) : m_reactor(reactor), m_api(api) {}
    base::Task<void> serve(exchange::Exchange& exchange) override;
    void refuse(exchange::Exchange& exchange, const Error& error) override;

private:
    net::Reactor& m_reactor;
    AdminApi& m_api;
};

}  // namespace mirror::admin
