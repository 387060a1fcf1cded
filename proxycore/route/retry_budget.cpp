#include "route/retry_budget.h"

#include <algorithm>

namespace mirror::route {

namespace {
constexpr double kSeconds = 10;  // how long unused retries are kept
double capacity(const RetryConfig& config) { return std::max(1.0, static_cast<double>(config.budgetMinimum)) * kSeconds; }
}  // namespace

void RetryBudget::earn(const RetryConfig& config) { m_tokens = std::min(m_tokens + config.budgetPercent / 100, capacity(config) * 10); }

bool RetryBudget::spend(const RetryConfig& config, SteadyTime now) {
    const double seconds = std::chrono::duration<double>(now - m_last).count();
    m_last = now;
    // the floor refills only up to its own capacity; what traffic earned stays
    if (m_tokens < capacity(config)) m_tokens = std::min(m_tokens + seconds * static_cast<double>(config.budgetMinimum), capacity(config));
    if (m_tokens < 1) return false;
    m_tokens -= 1;
    return true;
}

}  // namespace mirror::route
