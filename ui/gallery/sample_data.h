#pragma once
#include <cstdint>
#include <vector>

#include "proxycore/api/config.h"
#include "proxycore/api/snapshot.h"
#include "proxycore/api/traffic.h"

/// Invented but plausible data for pictures of the window: a mirror of a small company in front of three providers. The same
/// arguments give the same data.
namespace mirror::ui::sample {

/// An hour that ends before `now` (Unix seconds), with a hole of 90 seconds in it.
std::vector<SecondSample> hour(std::int64_t now);
/// `count` finished requests up to `now`, oldest first, ids from 1.
std::vector<TrafficRecord> traffic(std::int64_t now, int count);
/// A running engine at `now`; `samples` feed its recent seconds and totals.
Snapshot running(std::int64_t now, const std::vector<SecondSample>& samples);
Config config();

}  // namespace mirror::ui::sample
