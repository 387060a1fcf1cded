#pragma once
#include "pipeline/runtime.h"
#include "proxycore/api/config_io.h"

namespace mirror::engine {

struct BuiltRuntime {
    std::shared_ptr<const pipeline::Runtime> runtime;
    std::vector<Error> problems;  ///< upstreams that could not be made ready (missing secret, bad CA file); they are left out
};
/// Resolves secrets and URLs of a configuration that has been validated. An upstream that cannot be made ready and is configured in
/// `present` just the same keeps what it has there, if anything: a secret that is being replaced must not end the service.
BuiltRuntime buildRuntime(std::uint64_t revision, std::shared_ptr<const Config> config, std::shared_ptr<const filter::Ruleset> words, const Environment& environment,
                          const pipeline::Runtime* present = nullptr, std::shared_ptr<pipeline::Journaling> journal = nullptr,
                          std::shared_ptr<pipeline::Unwritten> unwritten = std::make_shared<pipeline::Unwritten>());

}  // namespace mirror::engine
