#include "mask/restorer.h"

#include <algorithm>

#include "mask/mask_name.h"

namespace mirror::mask {
namespace {

const auto kByName = [](const Masker::Name& name, std::string_view text) { return name.name < text; };

}  // namespace

Restorer::Restorer(std::vector<Masker::Name> names) : m_names(std::move(names)) {
    std::sort(m_names.begin(), m_names.end(), [](const Masker::Name& a, const Masker::Name& b) { return a.name < b.name; });
}

std::size_t Restorer::find(std::string_view text, bool atEnd, std::vector<Place>& out) const {
    if (m_names.empty()) return text.size();
    for (std::size_t at = text.find('['); at != std::string_view::npos; at = text.find('[', at)) {
        if (const Masker::Name* name = nameAt(text.substr(at))) {
            out.push_back({at, at + name->name.size(), &name->original});
            at += name->name.size();
        } else {
            if (!atEnd && isCutName(text.substr(at))) return at;
            ++at;
        }
    }
    return text.size();
}

const Masker::Name* Restorer::nameAt(std::string_view text) const {
    const std::string_view name = text.substr(0, nameSize(text));
    const auto place = std::lower_bound(m_names.begin(), m_names.end(), name, kByName);
    return !name.empty() && place != m_names.end() && place->name == name ? &*place : nullptr;
}

/// Whether `rest` is the beginning of a name: names that begin with it stand where it would stand itself.
bool Restorer::isCutName(std::string_view rest) const {
    const auto place = std::lower_bound(m_names.begin(), m_names.end(), rest, kByName);
    return place != m_names.end() && place->name.starts_with(rest);
}

}  // namespace mirror::mask
