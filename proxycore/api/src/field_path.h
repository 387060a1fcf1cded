#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "proxycore/api/config_fields.h"

/// Paths of fields in their three spellings: generic "upstreams[].name", concrete "upstreams[2].name" and environment
/// "MIRROR_UPSTREAMS_2_NAME".
namespace mirror::fields {

/// A field of one list element, or of no list (index 0).
struct FieldPlace {
    const FieldInfo* field = nullptr;
    std::size_t index = 0;
};

/// "upstreams" for a row in that list, null for a row in no list.
const ListInfo* listOf(const FieldInfo& field);
const ListInfo* findList(std::string_view path);
/// The last component of a row's path: "base_url".
std::string_view memberName(const FieldInfo& field);
/// "upstreams[2].name"; the path itself for a row in no list.
std::string concretePath(const FieldInfo& field, std::size_t index);
std::string elementPath(const ListInfo& list, std::size_t index);
/// nullopt when there is no such row, or a list's index is missing or has more than four digits.
std::optional<FieldPlace> parsePath(std::string_view path);
std::optional<FieldPlace> parseEnvironmentName(std::string_view name);
/// MIRROR_UPSTREAMS_<n>_NAME for a generic row: `index` is the text to put there.
std::string environmentName(const FieldInfo& field, std::string_view index);

/// The name among `known` that `name` was probably meant to be; empty when none is near.
template <class Names>
std::string nearestName(std::string_view name, const Names& known);
std::size_t editDistance(std::string_view a, std::string_view b);

template <class Names>
std::string nearestName(std::string_view name, const Names& known) {
    std::string best;
    std::size_t bestDistance = name.size() / 3 + 2;
    for (const auto& candidate : known) {
        const std::size_t distance = editDistance(name, candidate);
        if (distance >= bestDistance) continue;
        bestDistance = distance;
        best = candidate;
    }
    return best;
}

}  // namespace mirror::fields
