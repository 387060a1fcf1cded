#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "proxycore/api/config.h"
#include "proxycore/api/result.h"

namespace mirror::route {

/// Which upstreams may serve a model, in the order they are tried. Immutable, made from one configuration, shared by workers.
class RouteTable {
public:
    explicit RouteTable(const Config& config);

    /// The model after aliases, which lives as long as the table or the given name. `candidates` becomes the indexes into
    /// Config::upstreams, enabled ones in order. modelNotFound (args: the model) when nobody serves it; noHealthyUpstream when no
    /// upstream is configured at all.
    Result<std::string_view> choose(std::string_view model, std::vector<std::size_t>& candidates) const;

    struct Model {
        std::string id;
        std::string ownedBy;  ///< name of the upstream
    };
    /// Models that are known by name: literal entries of upstreams and aliases that lead to a candidate; sorted, unique.
    std::vector<Model> models() const;
    /// Whether metrics may carry this model as a label value: it stands in the configuration.
    bool isConfigured(std::string_view model) const;

private:
    struct Upstream {
        std::size_t index;
        std::string name;
        std::vector<std::string> models;
    };
    std::string_view resolveAlias(std::string_view model) const;
    std::vector<Upstream> m_upstreams;
    std::unordered_map<std::string, std::string> m_aliases;
};

}  // namespace mirror::route
