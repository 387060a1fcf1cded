#include "route/retry_budget.h"

#include <algorithm>

namespace mirror::route {

namespace {
constexpr double kSeconds = 10;  // how long unused retries are kept
constexpr double kAtFirst = 3;   // for the whole engine
constexpr double kEarnedTimes = 10;  // how much more than the floor's may be kept of what traffic earned
}  // namespace

RetryBudget::RetryBudget(SteadyTime now, std::size_t workers)
    : m_share(1.0 / static_cast<double>(std::max<std::size_t>(workers, 1))), m_tokens(std::max(1.0, kAtFirst * m_share)), m_last(now) {}

double RetryBudget::capacity(const RetryConfig& config) const {
    return std::max(1.0, std::max(1.0, static_cast<double>(config.budgetMinimum)) * kSeconds * m_share);
}

void RetryBudget::earn(const RetryConfig& config) { m_tokens = std::min(m_tokens + config.budgetPercent / 100, capacity(config) * kEarnedTimes); }

bool RetryBudget::spend(const RetryConfig& config, SteadyTime now) {
    const double seconds = std::chrono::duration<double>(now - m_last).count();
    m_last = now;
    // the floor refills only up to its own capacity; what traffic earned stays
    const double floor = seconds * static_cast<double>(config.budgetMinimum) * m_share;
    if (m_tokens < capacity(config)) m_tokens = std::min(m_tokens + floor, capacity(config));
    if (m_tokens < 1) return false;
    m_tokens -= 1;
    return true;
}

}  // namespace mirror::route
