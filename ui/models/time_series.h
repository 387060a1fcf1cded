#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <vector>

#include "proxycore/api/snapshot.h"

namespace mirror::ui {

/// The last hour of SecondSamples as the console knows them, and what charts draw from them. No Qt. Seconds that are missing
/// (engine stopped, link lost) stay missing: a chart shows a hole there.
class TimeSeries {
public:
    static constexpr std::int64_t kSeconds = 3600;
    /// Adds or replaces samples; drops those older than an hour before the newest. True if something changed.
    bool add(const std::vector<SecondSample>& samples);
    std::int64_t newest() const { return m_samples.empty() ? 0 : m_samples.rbegin()->first; }

    /// All samples of `width` seconds merged: true percentiles, sums of counts, means of gauges. Rates are per second that has
    /// a sample, so a half-filled span does not look like a dip.
    struct Point {
        std::int64_t second = 0;  ///< start of the span
        bool present = false;     ///< false: no sample at all, a hole
        int samples = 0;
        double p50Ms = 0, p95Ms = 0, p99Ms = 0;  ///< only where latencyCount > 0
        std::uint64_t latencyCount = 0;
        double firstTokenP50Ms = 0, firstTokenP95Ms = 0;
        std::uint64_t firstTokenCount = 0;
        std::array<double, kOutcomes> perSecond{};  ///< requests a second by outcome
        double totalPerSecond = 0;
        double errorRatio = -1;  ///< failed / finished, cancelled ones left out of both; -1 when nothing finished
        double hitRatio = -1;    ///< -1 when nothing was looked up
        double tokensPerSecond = 0;
        std::array<double, 3> ruleHitsPerSecond{};  ///< sensitive words found, by WordAction
        double maskedPerSecond = 0;                 ///< pieces of personal data replaced
        double workers = 0, activeRequests = 0, activeStreams = 0, queued = 0, cpuPercent = 0;  ///< means
    };
    /// span / width points that end with the one holding to - 1, each aligned to a multiple of width; holes included. Samples
    /// of `to` and later are left out.
    std::vector<Point> points(std::int64_t to, std::int64_t span, std::int64_t width) const;
    /// The whole of [from, to) as one point.
    Point merged(std::int64_t from, std::int64_t to) const;

private:
    using Samples = std::map<std::int64_t, SecondSample>;
    Point pointAt(std::int64_t start, std::int64_t end) const;
    void forget(std::int64_t second);
    void dropOld();

    Samples m_samples;
    /// Finished points by width and start: merging an hour of histograms anew each second would cost the GUI thread 10 ms.
    mutable std::map<std::int64_t, std::map<std::int64_t, Point>> m_merged;
};

}  // namespace mirror::ui
