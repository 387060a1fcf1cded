#include <algorithm>

#include "field_value.h"
#include "proxycore/api/config_fields.h"
#include "unit_text.h"

/// Values of fields: what is allowed, how people write them, how they are shown.
namespace mirror {

namespace {

using fields::isPrintableUtf8;
using fields::trimmed;

constexpr std::size_t kMostElements = 1'000;

tl::unexpected<Error> refuse(const FieldInfo& field, std::string reason) {
    return fail(ErrorCode::configValue, {std::string(field.path), std::move(reason)});
}

std::string shown(const FieldInfo& field, double number) {
    if (field.type == FieldType::duration) return fields::formatDuration(static_cast<std::int64_t>(number));
    if (field.type == FieldType::bytes) return fields::formatBytes(static_cast<std::int64_t>(number));
    if (field.type == FieldType::real) return fields::formatReal(number);
    return std::to_string(static_cast<std::int64_t>(number));
}

std::string expected(const FieldInfo& field) {
    switch (field.type) {
        case FieldType::boolean: return "expected true or false";
        case FieldType::integer: return "expected a whole number";
        case FieldType::real: return "expected a number";
        case FieldType::duration: return "expected a time such as 250ms, 5s, 2m or 1h";
        case FieldType::bytes: return "expected a size such as 512 B, 32 KiB or 8 MiB";
        case FieldType::text: return "expected a text";
        case FieldType::choice: return "expected " + fields::allowed(field);
        case FieldType::textList:
        case FieldType::secretList: return "expected a list of texts";
    }
    return {};
}

Result<void> checkNumber(const FieldInfo& field, double number) {
    const bool isBounded = field.minimum != field.maximum;
    if (isBounded && (number < field.minimum || number > field.maximum)) return refuse(field, "must be " + fields::allowed(field));
    return {};
}

/// Counts characters, not octets: a limit of 64 means 64 Chinese characters too.
std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

Result<void> checkText(const FieldInfo& field, const std::string& text) {
    if (!isPrintableUtf8(text)) return refuse(field, "must be UTF-8 text without control characters");
    const auto length = static_cast<double>(characters(text));
    const bool isBounded = field.minimum != field.maximum;
    if (isBounded && length < field.minimum) return refuse(field, length == 0 ? "must not be empty" : "must have " + fields::allowed(field));
    if (isBounded && length > field.maximum) return refuse(field, "must have " + fields::allowed(field));
    return {};
}

Result<void> checkList(const FieldInfo& field, const std::vector<std::string>& list) {
    if (list.size() > kMostElements) return refuse(field, "must have at most " + std::to_string(kMostElements) + " elements");
    for (const std::string& element : list)
        if (auto checked = checkText(field, element); !checked) return checked;
    return {};
}

std::optional<bool> parseBoolean(std::string_view text) {
    for (const std::string_view yes : {"true", "yes", "on", "True", "TRUE", "Yes", "On"})
        if (text == yes) return true;
    for (const std::string_view no : {"false", "no", "off", "False", "FALSE", "No", "Off"})
        if (text == no) return false;
    return std::nullopt;
}

/// Reads one element of "a, "b, c"" from `text` at `at` and moves behind its comma. False: an open quotation.
bool readElement(std::string_view text, std::size_t& at, std::string& element) {
    element.clear();
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
    if (at < text.size() && text[at] == '"') {
        for (++at; at < text.size() && text[at] != '"'; ++at) {
            if (text[at] == '\\' && at + 1 < text.size()) ++at;
            element += text[at];
        }
        if (at == text.size()) return false;
        ++at;
        while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
        if (at < text.size() && text[at] != ',') return false;
    } else {
        const std::size_t end = std::min(text.find(',', at), text.size());
        element = trimmed(text.substr(at, end - at));
        at = end;
    }
    if (at < text.size()) ++at;
    return true;
}

std::optional<std::vector<std::string>> parseList(std::string_view text) {
    std::vector<std::string> list;
    text = trimmed(text);
    for (std::size_t at = 0; at < text.size();) {
        std::string element;
        if (!readElement(text, at, element)) return std::nullopt;
        list.push_back(std::move(element));
    }
    return list;
}

std::string quotedElement(const std::string& element) {
    const bool isPlain = !element.empty() && element.find_first_of(",\"\\") == std::string::npos && trimmed(element) == element;
    if (isPlain) return element;
    std::string out = "\"";
    for (const char c : element) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

std::optional<FieldValue> parseByType(const FieldInfo& field, std::string_view text) {
    const auto wrap = [](const auto& parsed) { return parsed ? std::optional<FieldValue>(*parsed) : std::nullopt; };
    switch (field.type) {
        case FieldType::boolean: return wrap(parseBoolean(trimmed(text)));
        case FieldType::integer: return wrap(fields::parseInteger(trimmed(text)));
        case FieldType::real: return wrap(fields::parseReal(trimmed(text)));
        case FieldType::duration: return wrap(fields::parseDuration(text));
        case FieldType::bytes: return wrap(fields::parseBytes(text));
        case FieldType::text: return FieldValue(std::string(text));
        case FieldType::choice: return FieldValue(std::string(trimmed(text)));
        case FieldType::textList:
        case FieldType::secretList: return wrap(parseList(text));
    }
    return std::nullopt;
}

/// Whether the value holds the alternative its row needs; a caller that mixed them up must not reach std::get.
bool hasType(const FieldInfo& field, const FieldValue& value) {
    switch (field.type) {
        case FieldType::boolean: return std::holds_alternative<bool>(value);
        case FieldType::integer:
        case FieldType::duration:
        case FieldType::bytes: return std::holds_alternative<std::int64_t>(value);
        case FieldType::real: return std::holds_alternative<double>(value);
        case FieldType::text:
        case FieldType::choice: return std::holds_alternative<std::string>(value);
        case FieldType::textList:
        case FieldType::secretList: return std::holds_alternative<std::vector<std::string>>(value);
    }
    return false;
}

}  // namespace

namespace fields {

std::string allowed(const FieldInfo& field) {
    if (field.type == FieldType::choice) {
        std::string out = "one of";
        for (const std::string_view choice : field.choices) out += (out.size() > 6 ? ", " : " ") + std::string(choice);
        return out;
    }
    if (field.minimum == field.maximum) return {};
    const std::string range = shown(field, field.minimum) + " to " + shown(field, field.maximum);
    const bool isText = field.type == FieldType::text || field.type == FieldType::textList || field.type == FieldType::secretList;
    return isText ? range + " characters" : range;
}

bool isSecretReference(std::string_view text) { return text.starts_with("env:") || text.starts_with("file:"); }

FieldValue maskSecrets(const FieldInfo& field, FieldValue value) {
    auto* list = std::get_if<std::vector<std::string>>(&value);
    if (!field.secret || list == nullptr) return value;
    for (std::string& element : *list)
        if (!isSecretReference(element)) element = kMasked;
    return value;
}

}  // namespace fields

Result<void> checkValue(const FieldInfo& field, const FieldValue& value) {
    if (!hasType(field, value)) return refuse(field, expected(field));
    if (const auto* number = std::get_if<std::int64_t>(&value)) return checkNumber(field, static_cast<double>(*number));
    if (const auto* number = std::get_if<double>(&value)) return checkNumber(field, *number);
    if (const auto* list = std::get_if<std::vector<std::string>>(&value)) return checkList(field, *list);
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr) return {};
    const bool isChosen = std::find(field.choices.begin(), field.choices.end(), *text) != field.choices.end();
    if (field.type == FieldType::choice && !isChosen) return refuse(field, expected(field));
    return checkText(field, *text);
}

Result<FieldValue> parseValue(const FieldInfo& field, std::string_view text) {
    std::optional<FieldValue> value = parseByType(field, text);
    if (!value) return refuse(field, expected(field));
    if (auto checked = checkValue(field, *value); !checked) return fail(std::move(checked.error()));
    return std::move(*value);
}

std::string formatValue(const FieldInfo& field, const FieldValue& value) {
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
    if (const auto* number = std::get_if<double>(&value)) return fields::formatReal(*number);
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        if (field.type == FieldType::duration) return fields::formatDuration(*number);
        if (field.type == FieldType::bytes) return fields::formatBytes(*number);
        return std::to_string(*number);
    }
    std::string out;
    for (const std::string& element : std::get<std::vector<std::string>>(value)) out += (out.empty() ? "" : ", ") + quotedElement(element);
    return out;
}

}  // namespace mirror
