#pragma once
#include <functional>
#include <memory>

#include "proxycore/api/command.h"
#include "proxycore/api/event.h"
#include "proxycore/api/result.h"
#include "proxycore/api/snapshot.h"

namespace mirror {

/// A running registration; destroying it ends it. After the destructor returns the handler is not called again.
class Subscription {
public:
    virtual ~Subscription() = default;
};

/// The proxy as seen from outside: in-process (makeEngine) or over the admin API (RemoteEngine).
/// Every method may be called from any thread.
class Engine {
public:
    virtual ~Engine() = default;  ///< drains, at most workers.drain_timeout
    /// Asks for a change or a page of data. `done` runs exactly once, on an engine thread.
    virtual void submit(Command command, std::function<void(Result<Receipt>)> done) = 0;
    /// Latest state; never null; replaced at most every 100 ms; holding it costs memory, never a lock.
    virtual std::shared_ptr<const Snapshot> snapshot() const = 0;
    /// Rare happenings; `handler` runs on an engine thread until the handle is destroyed.
    [[nodiscard]] virtual std::unique_ptr<Subscription> onEvent(std::function<void(const Event&)> handler) = 0;
};

}  // namespace mirror
