#pragma once
#include <memory>
#include <vector>

#include "filter/ruleset.h"
#include "mask/detector.h"
#include "pipeline/journaling.h"
#include "proxycore/api/config.h"
#include "route/route_table.h"
#include "upstream/target.h"

namespace mirror::pipeline {

/// One configuration revision made ready for requests. Immutable, shared by workers; a request keeps the one it began with.
struct Runtime {
    std::uint64_t revision = 0;
    std::shared_ptr<const Config> config;
    route::RouteTable routes;
    /// By index into config->upstreams; null where the upstream is disabled or could not be made ready.
    std::vector<std::shared_ptr<const upstream::Target>> targets;
    /// The word lists in force; null when filter.enabled is off.
    std::shared_ptr<const filter::Ruleset> words;
    mask::Settings mask;  ///< of config->mask
    std::shared_ptr<Journaling> journal;  ///< null when journal.enabled is off, or it is on and cannot be written
    std::shared_ptr<Unwritten> unwritten = std::make_shared<Unwritten>();
};

}  // namespace mirror::pipeline
