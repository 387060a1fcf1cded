#pragma once
#include "base/task.h"
#include "exchange/exchange.h"

namespace mirror::exchange {

/// What a listener calls for each request. serve() must begin and finish (or abort) exactly one answer on exchange.client;
/// an unread request body is discarded or the connection closed by the listener.
class Handler {
public:
    virtual ~Handler() = default;
    virtual base::Task<void> serve(Exchange& exchange) = 0;
};

}  // namespace mirror::exchange
