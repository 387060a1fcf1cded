#include "engine/runtime_builder.h"

#include <algorithm>

#include "config/secret_source.h"

namespace mirror::engine {

namespace {
Result<std::shared_ptr<const upstream::Target>> prepare(const UpstreamConfig& config, const Environment& environment) {
    std::vector<crypto::Secret> keys;
    for (const std::string& reference : config.apiKeys) {
        auto secret = config::resolveSecret(reference, environment);
        if (!secret) return fail(secret.error());
        keys.push_back(std::move(*secret));
    }
    return upstream::makeTarget(config, std::move(keys));
}

std::shared_ptr<const upstream::Target> presentTarget(const UpstreamConfig& config, const pipeline::Runtime* present) {
    if (!present) return nullptr;
    const auto& known = present->config->upstreams;
    const auto same = std::find(known.begin(), known.end(), config);
    return same == known.end() ? nullptr : present->targets[static_cast<std::size_t>(same - known.begin())];
}
}  // namespace

BuiltRuntime buildRuntime(std::uint64_t revision, std::shared_ptr<const Config> config, std::shared_ptr<const filter::Ruleset> words, const Environment& environment,
                          const pipeline::Runtime* present, std::shared_ptr<pipeline::Journaling> journal, std::shared_ptr<pipeline::Unwritten> unwritten) {
    BuiltRuntime built;
    auto runtime = std::make_shared<pipeline::Runtime>(pipeline::Runtime{revision, config, route::RouteTable(*config), {}, {}, {}, std::move(journal), std::move(unwritten)});
    if (config->filter.enabled) runtime->words = std::move(words);
    runtime->mask = mask::settingsOf(config->mask);
    for (const UpstreamConfig& upstream : config->upstreams) {
        std::shared_ptr<const upstream::Target> target;
        if (upstream.enabled) {
            auto prepared = prepare(upstream, environment);
            if (!prepared) built.problems.push_back(prepared.error());
            target = prepared ? *prepared : presentTarget(upstream, present);
        }
        runtime->targets.push_back(std::move(target));
    }
    built.runtime = std::move(runtime);
    return built;
}

}  // namespace mirror::engine
