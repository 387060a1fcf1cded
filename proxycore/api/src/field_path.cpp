#include "field_path.h"

#include <algorithm>
#include <numeric>

#include "unit_text.h"

namespace mirror {

const FieldInfo* findField(std::string_view path) {
    std::string generic(path);
    const std::size_t open = generic.find('[');
    const std::size_t close = generic.find(']');
    if (open != std::string::npos && close != std::string::npos && open < close) {
        const std::string_view digits = path.substr(open + 1, close - open - 1);
        if (digits.find_first_not_of("0123456789") != std::string_view::npos) return nullptr;
        generic.erase(open + 1, digits.size());
    }
    const auto table = fieldTable();
    const auto row = std::find_if(table.begin(), table.end(), [&](const FieldInfo& field) { return field.path == generic; });
    return row == table.end() ? nullptr : &*row;
}

namespace fields {

namespace {
constexpr std::string_view kPrefix = "MIRROR_";

std::string upperName(std::string_view text) {
    std::string out;
    for (const char c : text) out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c == '.' ? '_' : c;
    return out;
}

std::optional<std::size_t> parseIndex(std::string_view digits) {
    if (digits.empty() || digits.size() > 4) return std::nullopt;
    if (digits.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
    return static_cast<std::size_t>(*parseInteger(digits));
}

/// The index in `name` if it is the environment spelling of the list row `field`.
std::optional<std::size_t> indexIn(std::string_view name, const FieldInfo& field, const ListInfo& list) {
    const std::string before = std::string(kPrefix) + upperName(list.path) + "_";
    const std::string after = "_" + upperName(memberName(field));
    if (name.size() <= before.size() + after.size() || !name.starts_with(before) || !name.ends_with(after)) return std::nullopt;
    return parseIndex(name.substr(before.size(), name.size() - before.size() - after.size()));
}
}  // namespace

const ListInfo* findList(std::string_view path) {
    const auto table = listTable();
    const auto row = std::find_if(table.begin(), table.end(), [&](const ListInfo& list) { return list.path == path; });
    return row == table.end() ? nullptr : &*row;
}

const ListInfo* listOf(const FieldInfo& field) {
    const std::size_t bracket = field.path.find("[]");
    return bracket == std::string_view::npos ? nullptr : findList(field.path.substr(0, bracket));
}

std::string_view memberName(const FieldInfo& field) { return field.path.substr(field.path.rfind('.') + 1); }

std::string elementPath(const ListInfo& list, std::size_t index) {
    return std::string(list.path) + "[" + std::to_string(index) + "]";
}

std::string concretePath(const FieldInfo& field, std::size_t index) {
    const ListInfo* list = listOf(field);
    if (list == nullptr) return std::string(field.path);
    return elementPath(*list, index) + "." + std::string(memberName(field));
}

std::optional<FieldPlace> parsePath(std::string_view path) {
    const FieldInfo* field = findField(path);
    if (field == nullptr) return std::nullopt;
    if (listOf(*field) == nullptr) return FieldPlace{field, 0};
    const std::size_t open = path.find('[');
    const auto index = parseIndex(path.substr(open + 1, path.find(']') - open - 1));
    if (!index) return std::nullopt;
    return FieldPlace{field, *index};
}

std::string environmentName(const FieldInfo& field, std::string_view index) {
    const ListInfo* list = listOf(field);
    if (list == nullptr) return std::string(kPrefix) + upperName(field.path);
    return std::string(kPrefix) + upperName(list->path) + "_" + std::string(index) + "_" + upperName(memberName(field));
}

std::optional<FieldPlace> parseEnvironmentName(std::string_view name) {
    for (const FieldInfo& field : fieldTable()) {
        const ListInfo* list = listOf(field);
        if (list == nullptr) {
            if (name == environmentName(field, "")) return FieldPlace{&field, 0};
        } else if (const auto index = indexIn(name, field, *list)) {
            return FieldPlace{&field, *index};
        }
    }
    return std::nullopt;
}

std::size_t editDistance(std::string_view a, std::string_view b) {
    constexpr std::size_t kLongest = 64;  // names of fields are shorter; the rest of a long key cannot make it nearer
    a = a.substr(0, kLongest);
    b = b.substr(0, kLongest);
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

}  // namespace fields
}  // namespace mirror
