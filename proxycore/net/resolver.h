#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/task.h"
#include "net/address.h"
#include "net/reactor.h"

namespace mirror::net {

/// Names to addresses by c-ares, without blocking; one a reactor. Literals answer at once. Answers are kept for their time to live, 5 s at least
/// and 5 minutes at most; failures for 2 s.
class Resolver {
public:
    static Result<std::unique_ptr<Resolver>> make(Reactor& reactor);
    ~Resolver();
    Resolver(const Resolver&) = delete;
    Resolver& operator=(const Resolver&) = delete;
    /// Addresses in the order to be tried, with `port`. dnsFailure (args: host), upstreamTimeoutConnect, clientGone.
    base::Task<Result<std::vector<Address>>> resolve(std::string host, std::uint16_t port, SteadyTime deadline, Canceller* canceller);

private:
    struct Impl;
    explicit Resolver(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace mirror::net
