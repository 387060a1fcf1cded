#pragma once
#include <cstdint>
#include <string>

#include "base/random.h"
#include "proxycore/api/units.h"

namespace mirror::simulator {

/// Whose key a planned request carries.
enum class PlannedKey : std::uint8_t { right, wrong, none };

struct PlannedRequest {
    Microseconds at{0};  ///< from the start of the traffic
    std::string method;
    std::string path;
    std::string body;  ///< JSON; empty for GET
    PlannedKey key = PlannedKey::right;
    Milliseconds patience{0};  ///< the caller leaves after so long; 0: waits for the end
};

/// What the callers of a company ask in the course of a day, made up: mostly chats, streaming and not, Chinese and English, embeddings, now
/// and then an unknown model, a wrong key, someone who leaves early, a provider in trouble. Endless; the same seed gives the same.
class TrafficPlan {
public:
    /// `requestsPerSecond` is the mean; the rate swings around it in waves of about 47 s and 3 min.
    TrafficPlan(std::uint64_t seed, double requestsPerSecond);
    PlannedRequest next();
    /// Requests per second wanted at that time.
    double rateAt(Microseconds time) const;

private:
    std::string chat(bool stream);
    std::string embedding();
    std::string question();
    std::string model();
    std::uint64_t below(std::uint64_t bound) { return m_random.next() % bound; }

    base::FastRandom m_random;
    double m_rate;
    Microseconds m_at{0};
};

}  // namespace mirror::simulator
