#include "route/route_table.h"

#include <algorithm>
#include <map>

#include "base/text.h"

namespace mirror::route {

namespace {
constexpr int kMaxAliasSteps = 8;
bool isGlob(std::string_view pattern) { return pattern.find_first_of("*?") != std::string_view::npos; }
bool serves(const std::vector<std::string>& patterns, std::string_view model) {
    return patterns.empty() || std::any_of(patterns.begin(), patterns.end(), [&](const std::string& p) { return base::globMatches(p, model); });
}
}  // namespace

RouteTable::RouteTable(const Config& config) {
    for (std::size_t i = 0; i < config.upstreams.size(); ++i) {
        const UpstreamConfig& upstream = config.upstreams[i];
        if (upstream.enabled) m_upstreams.push_back({i, upstream.name, upstream.models});
    }
    for (const AliasConfig& alias : config.aliases) m_aliases.emplace(alias.from, alias.to);
}

std::string_view RouteTable::resolveAlias(std::string_view model) const {
    if (m_aliases.empty()) return model;
    for (int step = 0; step < kMaxAliasSteps; ++step) {
        const auto found = m_aliases.find(std::string(model));
        if (found == m_aliases.end()) break;
        model = found->second;
    }
    return model;
}

Result<std::string_view> RouteTable::choose(std::string_view model, std::vector<std::size_t>& candidates) const {
    candidates.clear();
    if (m_upstreams.empty()) return fail(ErrorCode::noHealthyUpstream, {}, "no upstream is configured");
    const std::string_view resolved = resolveAlias(model);
    for (const Upstream& upstream : m_upstreams)
        if (serves(upstream.models, resolved)) candidates.push_back(upstream.index);
    if (candidates.empty()) return fail(ErrorCode::modelNotFound, {std::string(model)});
    return resolved;
}

std::vector<RouteTable::Model> RouteTable::models() const {
    std::map<std::string, std::string> found;
    for (const Upstream& upstream : m_upstreams)
        for (const std::string& model : upstream.models)
            if (!isGlob(model)) found.emplace(model, upstream.name);
    std::vector<std::size_t> candidates;
    for (const auto& [from, to] : m_aliases)
        if (choose(from, candidates)) {
            const auto owner = std::find_if(m_upstreams.begin(), m_upstreams.end(), [&](const Upstream& u) { return u.index == candidates.front(); });
            found.emplace(from, owner->name);
        }
    std::vector<Model> out;
    for (const auto& [id, owner] : found) out.push_back({id, owner});
    return out;
}

bool RouteTable::isConfigured(std::string_view model) const {
    if (!m_aliases.empty() && m_aliases.count(std::string(model)) != 0) return true;
    for (const Upstream& upstream : m_upstreams)
        if (std::find(upstream.models.begin(), upstream.models.end(), model) != upstream.models.end()) return true;
    return false;
}

}  // namespace mirror::route
