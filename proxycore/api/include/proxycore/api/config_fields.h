#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "proxycore/api/config.h"
#include "proxycore/api/result.h"

/// One table that describes every field of Config. YAML load and save, validation, MIRROR_... environment, admin JSON,
/// the console's forms, print-schema and the reference page are all made from it; adding a setting is adding a row.
namespace mirror {

enum class FieldType : std::uint8_t { boolean, integer, real, duration, bytes, text, choice, textList, secretList };

/// When a changed value takes effect.
enum class Reload : std::uint8_t {
    live,            ///< with the next request
    newConnections,  ///< connections opened from now on
    rebind,          ///< listeners are opened and closed; running streams finish
    restart,         ///< with the next start of the engine
};

/// duration is int64 milliseconds, bytes is int64 octets, choice is text, secretList holds secret references.
using FieldValue = std::variant<bool, std::int64_t, double, std::string, std::vector<std::string>>;

/// One row. `path` is dotted snake_case: "timeouts.connect", or "upstreams[].base_url" for a member of a list element.
struct FieldInfo {
    std::string_view path;
    FieldType type;
    std::string_view label;  ///< short English label; also the key of its translation
    std::string_view help;   ///< one or two English sentences; also the key of its translation
    double minimum = 0;      ///< of the number, or of the count of characters for text; ignored when minimum == maximum
    double maximum = 0;
    std::span<const std::string_view> choices{};
    bool secret = false;  ///< value is masked in exports and forms
    Reload reload = Reload::live;
    /// Reads the value. `index` is the list element, 0 for fields that are in no list.
    FieldValue (*get)(const Config& config, std::size_t index);
    /// Stores a value of the right alternative; the caller has validated it.
    void (*set)(Config& config, std::size_t index, const FieldValue& value);
};

/// A list of structs in Config ("listeners", "upstreams", "aliases").
struct ListInfo {
    std::string_view path;
    std::string_view label;
    std::string_view help;
    std::string_view titleField;  ///< path of the member that names an element, e.g. "upstreams[].name"
    std::size_t (*size)(const Config& config);
    void (*resize)(Config& config, std::size_t count);  ///< new elements have their defaults
    void (*erase)(Config& config, std::size_t index);
};

/// A named group of fields: the first component of the path ("http"), in the order forms and files show them.
struct SectionInfo {
    std::string_view path;
    std::string_view label;
    std::string_view help;
};

/// Rows in the order of the file. The tables live as long as the program.
std::span<const FieldInfo> fieldTable();
std::span<const ListInfo> listTable();
std::span<const SectionInfo> sectionTable();
/// The row for a concrete or generic path ("upstreams[2].name" or "upstreams[].name"); null if there is none.
const FieldInfo* findField(std::string_view path);
/// Whether one value fits its row (type, range, choice); the error says what is allowed.
Result<void> checkValue(const FieldInfo& field, const FieldValue& value);
/// Text as a person writes it ("5s", "8 MiB", "true", "a, b") to a value, and back.
Result<FieldValue> parseValue(const FieldInfo& field, std::string_view text);
std::string formatValue(const FieldInfo& field, const FieldValue& value);

/// One difference between two configurations, for the "what will change" view and the log.
struct FieldChange {
    std::string path;  ///< concrete, e.g. "upstreams[0].base_url"; "upstreams[1]" when an element came or went
    std::string before;  ///< formatted; secrets masked; empty if it did not exist
    std::string after;
    bool operator==(const FieldChange&) const = default;
};
std::vector<FieldChange> diffConfig(const Config& before, const Config& after);

}  // namespace mirror
