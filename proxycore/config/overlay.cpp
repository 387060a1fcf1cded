#include "config/overlay.h"

#include <optional>
#include <string>

namespace mirror::config {

namespace {

bool isOverlay(ValueSource source) { return source == ValueSource::environment || source == ValueSource::commandLine; }

/// "upstreams[2].name" → list and index; nullopt for a field in no list.
struct Element {
    const ListInfo* list;
    std::size_t index;
};
std::optional<Element> elementOf(const std::string& path) {
    const std::size_t bracket = path.find('[');
    if (bracket == std::string::npos) return std::nullopt;
    for (const ListInfo& list : listTable())
        if (list.path == path.substr(0, bracket)) return Element{&list, std::stoul(path.substr(bracket + 1))};
    return std::nullopt;
}

/// Where the element `index` of `shown` is in `edited`: the one of the same name.
std::optional<std::size_t> placeIn(const Config& edited, const ListInfo& list, const Config& shown, std::size_t index) {
    const FieldInfo& title = *findField(list.titleField);
    for (std::size_t i = 0; i < list.size(edited); ++i)
        if (title.get(edited, i) == title.get(shown, index)) return i;
    return std::nullopt;
}

bool isSameElement(const ListInfo& list, const Config& a, std::size_t i, const Config& b, std::size_t k) {
    const std::string prefix = std::string(list.path) + "[].";
    for (const FieldInfo& field : fieldTable())
        if (field.path.starts_with(prefix) && field.get(a, i) != field.get(b, k)) return false;
    return true;
}

/// One overlaid field of an element that the file has too.
void restoreMember(Config& edited, const FieldInfo& field, const Element& element, const Config& shown, const Config& file) {
    const auto place = placeIn(edited, *element.list, shown, element.index);
    if (!place || field.get(edited, *place) != field.get(shown, element.index)) return;
    field.set(edited, *place, field.get(file, element.index));
}

/// Elements that only the environment made, from the last to the first so that indexes stay right.
void eraseGrown(Config& edited, const ListInfo& list, const Config& shown, const Config& file) {
    for (std::size_t i = list.size(shown); i-- > list.size(file);) {
        const auto place = placeIn(edited, list, shown, i);
        if (place && isSameElement(list, edited, *place, shown, i)) list.erase(edited, *place);
    }
}

}  // namespace

Config withoutOverlay(Config edited, const LoadedConfig& shown, const Config& file) {
    for (const ListInfo& list : listTable()) eraseGrown(edited, list, shown.config, file);
    for (const auto& [path, source] : shown.sources) {
        const FieldInfo* field = isOverlay(source) ? findField(path) : nullptr;
        if (field == nullptr) continue;
        const auto element = elementOf(path);
        if (!element) {
            if (field->get(edited, 0) == field->get(shown.config, 0)) field->set(edited, 0, field->get(file, 0));
        } else if (element->index < element->list->size(file)) {
            restoreMember(edited, *field, *element, shown.config, file);
        }
    }
    return edited;
}

std::vector<std::string> overlaidPaths(const LoadedConfig& shown) {
    std::vector<std::string> paths;
    for (const auto& [path, source] : shown.sources)
        if (isOverlay(source)) paths.push_back(path);
    return paths;
}

}  // namespace mirror::config
