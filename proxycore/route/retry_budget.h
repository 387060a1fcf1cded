#pragma once
#include "proxycore/api/config.h"

namespace mirror::route {

/// Stops retry storms: retries may be at most a share of the requests, with a floor per second. A token bucket; one a worker.
class RetryBudget {
public:
    explicit RetryBudget(SteadyTime now) : m_last(now) {}
    /// A first attempt began: earns budgetPercent / 100 of a retry.
    void earn(const RetryConfig& config);
    /// Takes one retry if there is one.
    bool spend(const RetryConfig& config, SteadyTime now);

private:
    double m_tokens = 3;
    SteadyTime m_last;
};

}  // namespace mirror::route
