#include <nlohmann/json.hpp>

#include "field_path.h"
#include "field_text.h"
#include "proxycore/api/config_io.h"

namespace mirror {

namespace {

using Json = nlohmann::ordered_json;  // sections in the order of the file

constexpr const char* kDurationPattern = R"(^[0-9]+(\.[0-9]+)? *(ms|s|m|min|h|d)?$)";
constexpr const char* kBytesPattern = R"(^[0-9]+(\.[0-9]+)? *([KkMmGg]?[Ii]?[Bb])?$)";

bool isBounded(const FieldInfo& field) { return field.minimum != field.maximum; }

Json integerSchema(const FieldInfo& field) {
    Json schema{{"type", "integer"}};
    if (!isBounded(field)) return schema;
    schema["minimum"] = static_cast<std::int64_t>(field.minimum);
    schema["maximum"] = static_cast<std::int64_t>(field.maximum);
    return schema;
}

Json realSchema(const FieldInfo& field) {
    Json schema{{"type", "number"}};
    if (!isBounded(field)) return schema;
    schema["minimum"] = field.minimum;
    schema["maximum"] = field.maximum;
    return schema;
}

Json textSchema(const FieldInfo& field) {
    Json schema{{"type", "string"}};
    if (!isBounded(field)) return schema;
    if (field.minimum > 0) schema["minLength"] = static_cast<std::int64_t>(field.minimum);
    schema["maxLength"] = static_cast<std::int64_t>(field.maximum);
    return schema;
}

/// A number in the base unit, or a text with a unit.
Json quantitySchema(const FieldInfo& field, const char* pattern) {
    return {{"anyOf", Json::array({integerSchema(field), Json{{"type", "string"}, {"pattern", pattern}}})}};
}

Json choiceSchema(const FieldInfo& field) {
    Json choices = Json::array();
    for (const std::string_view choice : field.choices) choices.push_back(choice);
    return {{"type", "string"}, {"enum", std::move(choices)}};
}

Json typeSchema(const FieldInfo& field) {
    switch (field.type) {
        case FieldType::boolean: return {{"type", "boolean"}};
        case FieldType::integer: return integerSchema(field);
        case FieldType::real: return realSchema(field);
        case FieldType::duration: return quantitySchema(field, kDurationPattern);
        case FieldType::bytes: return quantitySchema(field, kBytesPattern);
        case FieldType::text: return textSchema(field);
        case FieldType::choice: return choiceSchema(field);
        case FieldType::textList:
        case FieldType::secretList: return {{"type", "array"}, {"items", textSchema(field)}, {"maxItems", 1000}};
    }
    return {};
}

Json defaultValue(const FieldInfo& field) {
    Config fresh;
    if (const ListInfo* list = fields::listOf(field)) list->resize(fresh, 1);
    const FieldValue value = field.get(fresh, 0);
    if (field.type == FieldType::duration || field.type == FieldType::bytes) return formatValue(field, value);
    return std::visit([](const auto& plain) { return Json(plain); }, value);
}

Json fieldSchema(const FieldInfo& field) {
    Json schema = typeSchema(field);
    schema["title"] = field.label;
    schema["description"] = std::string(field.help) + " Changes take effect " + std::string(fields::reloadText(field.reload)) + ".";
    schema["default"] = defaultValue(field);
    if (field.secret) schema["writeOnly"] = true;
    return schema;
}

Json objectSchema(const std::string& prefix) {
    Json schema{{"type", "object"}, {"additionalProperties", false}, {"properties", Json::object()}};
    for (const FieldInfo& field : fieldTable())
        if (field.path.starts_with(prefix)) schema["properties"][std::string(fields::memberName(field))] = fieldSchema(field);
    return schema;
}

Json listSchema(const ListInfo& list) {
    Json element = objectSchema(std::string(list.path) + "[].");
    return {{"type", "array"}, {"items", std::move(element)}, {"maxItems", 256}};
}

}  // namespace

std::string configSchemaJson() {
    Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "MirrorDesk configuration"}, {"type", "object"},
                {"additionalProperties", false}, {"properties", Json::object()}};
    for (const SectionInfo& section : sectionTable()) {
        const ListInfo* list = fields::findList(section.path);
        Json part = list != nullptr ? listSchema(*list) : objectSchema(std::string(section.path) + ".");
        part["title"] = section.label;
        part["description"] = section.help;
        schema["properties"][std::string(section.path)] = std::move(part);
    }
    return schema.dump(2) + "\n";
}

}  // namespace mirror
