#pragma once
#include <algorithm>
#include <type_traits>

#include "proxycore/api/config_fields.h"

/// How the rows of the field table reach the members of Config: a row is made from two pointers to members, so that a
/// row cannot name a member that does not exist or give it the wrong type.
namespace mirror::fields {

inline FieldValue toValue(bool value) { return value; }
inline FieldValue toValue(std::uint16_t value) { return std::int64_t{value}; }
inline FieldValue toValue(std::int64_t value) { return value; }
inline FieldValue toValue(double value) { return value; }
inline FieldValue toValue(Milliseconds value) { return std::int64_t{value.count()}; }
inline FieldValue toValue(Bytes value) { return value.value; }
inline FieldValue toValue(const std::string& value) { return value; }
inline FieldValue toValue(const std::vector<std::string>& value) { return value; }

inline void assign(std::uint16_t& member, const FieldValue& value) {
    member = static_cast<std::uint16_t>(std::clamp<std::int64_t>(std::get<std::int64_t>(value), 0, 65'535));
}
inline void assign(Milliseconds& member, const FieldValue& value) { member = Milliseconds(std::get<std::int64_t>(value)); }
inline void assign(Bytes& member, const FieldValue& value) { member = Bytes{std::get<std::int64_t>(value)}; }
template <class T>
void assign(T& member, const FieldValue& value) {
    member = std::get<T>(value);
}

template <class T>
constexpr FieldType typeOf() {
    if constexpr (std::is_same_v<T, bool>) return FieldType::boolean;
    if constexpr (std::is_same_v<T, double>) return FieldType::real;
    if constexpr (std::is_same_v<T, Milliseconds>) return FieldType::duration;
    if constexpr (std::is_same_v<T, Bytes>) return FieldType::bytes;
    if constexpr (std::is_same_v<T, std::string>) return FieldType::text;
    if constexpr (std::is_same_v<T, std::vector<std::string>>) return FieldType::textList;
    return FieldType::integer;
}

template <class Class, class Member>
constexpr FieldType typeOfMember(Member Class::*) {
    return typeOf<Member>();
}

/// Bounds of a number in its base unit, or of the count of characters of a text.
struct Range {
    double minimum = 0;
    double maximum = 0;
};

/// A row for Config::*Section.*Member.
template <auto Section, auto Member>
constexpr FieldInfo field(std::string_view path, std::string_view label, Range range, Reload reload,
                          std::string_view help) {
    return {.path = path, .type = typeOfMember(Member), .label = label, .help = help, .minimum = range.minimum,
            .maximum = range.maximum, .reload = reload,
            .get = [](const Config& config, std::size_t) { return toValue((config.*Section).*Member); },
            .set = [](Config& config, std::size_t, const FieldValue& value) { assign((config.*Section).*Member, value); }};
}

/// A row for a member of the elements of the list Config::*List.
template <auto List, auto Member>
constexpr FieldInfo item(std::string_view path, std::string_view label, Range range, Reload reload,
                         std::string_view help) {
    return {.path = path, .type = typeOfMember(Member), .label = label, .help = help, .minimum = range.minimum,
            .maximum = range.maximum, .reload = reload,
            .get = [](const Config& config, std::size_t index) { return toValue((config.*List).at(index).*Member); },
            .set = [](Config& config, std::size_t index, const FieldValue& value) {
                assign((config.*List).at(index).*Member, value);
            }};
}

constexpr FieldInfo choiceOf(std::span<const std::string_view> choices, FieldInfo row) {
    row.type = FieldType::choice;
    row.choices = choices;
    return row;
}

constexpr FieldInfo secretsIn(FieldInfo row) {
    row.type = FieldType::secretList;
    row.secret = true;
    return row;
}

/// A list of structs at Config::*List.
template <auto List>
constexpr ListInfo listOf(std::string_view path, std::string_view label, std::string_view titleField,
                          std::string_view help) {
    return {.path = path, .label = label, .help = help, .titleField = titleField,
            .size = [](const Config& config) { return (config.*List).size(); },
            .resize = [](Config& config, std::size_t count) { (config.*List).resize(count); },
            .erase = [](Config& config, std::size_t index) {
                auto& list = config.*List;
                if (index < list.size()) list.erase(list.begin() + static_cast<std::ptrdiff_t>(index));
            }};
}

}  // namespace mirror::fields
