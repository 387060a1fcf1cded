#pragma once
#include <cstddef>

#include "proxycore/api/config.h"

namespace mirror::route {

/// Stops retry storms: retries may be at most a share of the requests, with a floor per second. A token bucket; one a worker. The floor is
/// the engine's, so each of its workers has an equal part of it; one retry is at hand for each worker even where its part is less.
class RetryBudget {
public:
    explicit RetryBudget(SteadyTime now, std::size_t workers = 1);
    /// A first attempt began: earns budgetPercent / 100 of a retry.
    void earn(const RetryConfig& config);
    /// Takes one retry if there is one.
    bool spend(const RetryConfig& config, SteadyTime now);

private:
    double capacity(const RetryConfig& config) const;
    double m_share;  // of the engine's floor
    double m_tokens;
    SteadyTime m_last;
};

}  // namespace mirror::route
