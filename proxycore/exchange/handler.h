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
    /// A message the listener could not take as a request (bad head, too large, too slow): answer and count it. exchange.head may be
    /// empty. The listener closes the connection afterwards.
    virtual void refuse(Exchange& exchange, const Error& error) = 0;
    /// Called once after either, when the answer has left or the connection is lost: the place to count and to record.
    virtual void finished(Exchange& exchange) { static_cast<void>(exchange); }
};

}  // namespace mirror::exchange
