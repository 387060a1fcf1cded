#include <algorithm>
#include <optional>

#include "field_path.h"
#include "field_value.h"
#include "proxycore/api/config_fields.h"
#include "proxycore/api/config_io.h"

/// Differences between two configurations, and secrets put back after an edit that did not show them.
namespace mirror {

namespace {

using Match = std::vector<std::optional<std::size_t>>;

std::vector<std::string> titles(const ListInfo& list, const Config& config) {
    const FieldInfo& title = *findField(list.titleField);
    std::vector<std::string> out;
    for (std::size_t i = 0; i < list.size(config); ++i) out.push_back(formatValue(title, title.get(config, i)));
    return out;
}

/// For each element of `after` the index of the one in `before` that it was: the one with its name, or for an element
/// that was renamed the one at its place.
Match matchElements(const std::vector<std::string>& before, const std::vector<std::string>& after) {
    Match match(after.size());
    std::vector<bool> isTaken(before.size());
    for (std::size_t i = 0; i < after.size(); ++i) {
        for (std::size_t k = 0; k < before.size() && !match[i]; ++k) {
            if (isTaken[k] || before[k] != after[i]) continue;
            match[i] = k;
            isTaken[k] = true;
        }
    }
    for (std::size_t i = 0; i < std::min(before.size(), after.size()); ++i) {
        if (match[i] || isTaken[i]) continue;
        match[i] = i;
        isTaken[i] = true;
    }
    return match;
}

std::string shown(const FieldInfo& field, const FieldValue& value) { return formatValue(field, fields::maskSecrets(field, value)); }

void compareField(const FieldInfo& field, const Config& before, std::size_t beforeIndex, const Config& after, std::size_t afterIndex,
                  std::vector<FieldChange>& changes) {
    const FieldValue was = field.get(before, beforeIndex);
    const FieldValue is = field.get(after, afterIndex);
    if (was != is) changes.push_back({fields::concretePath(field, afterIndex), shown(field, was), shown(field, is)});
}

std::string joined(const std::vector<std::string>& names) {
    std::string out;
    for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
    return out;
}

/// Elements that exist in both, in another order: for upstreams the order is the order of trying.
bool isReordered(const Match& match) {
    std::vector<std::size_t> present;
    for (const auto& index : match)
        if (index) present.push_back(*index);
    return !std::is_sorted(present.begin(), present.end());
}

void compareList(const ListInfo& list, const Config& before, const Config& after, std::vector<FieldChange>& changes) {
    const std::vector<std::string> was = titles(list, before);
    const std::vector<std::string> is = titles(list, after);
    const Match match = matchElements(was, is);
    const std::string prefix = std::string(list.path) + "[].";
    if (isReordered(match)) changes.push_back({std::string(list.path), joined(was), joined(is)});
    for (std::size_t i = 0; i < is.size(); ++i) {
        if (!match[i]) changes.push_back({fields::elementPath(list, i), "", is[i]});
        for (const FieldInfo& field : fieldTable())
            if (match[i] && field.path.starts_with(prefix)) compareField(field, before, *match[i], after, i, changes);
    }
    for (std::size_t k = 0; k < was.size(); ++k)
        if (std::find(match.begin(), match.end(), std::optional(k)) == match.end()) changes.push_back({fields::elementPath(list, k), was[k], ""});
}

std::vector<std::size_t> maskedIn(const std::vector<std::string>& secrets) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < secrets.size(); ++i)
        if (secrets[i] == fields::kMasked) places.push_back(i);
    return places;
}

std::vector<std::string> literalsIn(const std::vector<std::string>& secrets) {
    std::vector<std::string> literals;
    for (const std::string& secret : secrets)
        if (!fields::isSecretReference(secret)) literals.push_back(secret);
    return literals;
}

/// The n-th masked entry is the n-th literal. If their numbers differ nobody can tell which one was taken away: the mask
/// stays, and validation asks for the keys.
void restoreList(std::vector<std::string>& edited, const std::vector<std::string>& current) {
    const std::vector<std::size_t> places = maskedIn(edited);
    const std::vector<std::string> literals = literalsIn(current);
    if (places.size() != literals.size()) return;
    for (std::size_t i = 0; i < places.size(); ++i) edited[places[i]] = literals[i];
}

}  // namespace

std::vector<FieldChange> diffConfig(const Config& before, const Config& after) {
    std::vector<FieldChange> changes;
    for (const SectionInfo& section : sectionTable()) {
        if (const ListInfo* list = fields::findList(section.path)) {
            compareList(*list, before, after, changes);
            continue;
        }
        const std::string prefix = std::string(section.path) + ".";
        for (const FieldInfo& field : fieldTable())
            if (field.path.starts_with(prefix)) compareField(field, before, 0, after, 0, changes);
    }
    return changes;
}

void restoreMaskedSecrets(Config& edited, const Config& current) {
    for (const FieldInfo& field : fieldTable()) {
        const ListInfo* list = fields::listOf(field);
        if (!field.secret || list == nullptr) continue;
        const Match match = matchElements(titles(*list, current), titles(*list, edited));
        for (std::size_t i = 0; i < match.size(); ++i) {
            if (!match[i]) continue;
            auto secrets = std::get<std::vector<std::string>>(field.get(edited, i));
            restoreList(secrets, std::get<std::vector<std::string>>(field.get(current, *match[i])));
            field.set(edited, i, secrets);
        }
    }
}

}  // namespace mirror
