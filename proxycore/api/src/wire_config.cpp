#include "wire_config.h"

#include "field_path.h"

namespace mirror::wire {

namespace {

constexpr std::size_t kMostElements = 10'000;  // bounds memory; what is too many is for validation to say

Json valueToJson(const FieldValue& value) {
    return std::visit([](const auto& plain) { return Json(plain); }, value);
}

template <class T>
std::string readInto(const Json& json, FieldValue& out) {
    T value{};
    std::string problem = Reader::fromJson(json, value);
    if (problem.empty()) out = std::move(value);
    return problem;
}

std::string valueFromJson(const FieldInfo& field, const Json& json, FieldValue& out) {
    switch (field.type) {
        case FieldType::boolean: return readInto<bool>(json, out);
        case FieldType::integer:
        case FieldType::duration:
        case FieldType::bytes: return readInto<std::int64_t>(json, out);
        case FieldType::real: return readInto<double>(json, out);
        case FieldType::text:
        case FieldType::choice: return readInto<std::string>(json, out);
        case FieldType::textList:
        case FieldType::secretList: return readInto<std::vector<std::string>>(json, out);
    }
    return {};
}

std::string readField(const FieldInfo& field, std::size_t index, const Json& json, Config& config) {
    const std::string path = fields::concretePath(field, index);
    FieldValue value;
    if (std::string problem = valueFromJson(field, json, value); !problem.empty()) return path + problem;
    field.set(config, index, value);
    // A port of 70000 must not become another port on its way.
    return field.get(config, index) == value ? "" : path + ": the number is out of range";
}

Json membersToJson(const std::string& prefix, const Config& config, std::size_t index) {
    Json out = Json::object();
    for (const FieldInfo& field : fieldTable())
        if (field.path.starts_with(prefix)) out[std::string(fields::memberName(field))] = valueToJson(field.get(config, index));
    return out;
}

std::string membersFromJson(const std::string& prefix, const Json& json, Config& config, std::size_t index) {
    if (!json.is_object()) return prefix + ": expected an object";
    for (const FieldInfo& field : fieldTable()) {
        if (!field.path.starts_with(prefix)) continue;
        const auto member = json.find(std::string(fields::memberName(field)));
        if (member == json.end()) continue;
        if (std::string problem = readField(field, index, *member, config); !problem.empty()) return problem;
    }
    return {};
}

std::string listFromJson(const ListInfo& list, const Json& json, Config& config) {
    if (!json.is_array()) return std::string(list.path) + ": expected a list";
    if (json.size() > kMostElements) return std::string(list.path) + ": too many elements";
    list.resize(config, json.size());
    for (std::size_t i = 0; i < json.size(); ++i)
        if (std::string problem = membersFromJson(std::string(list.path) + "[].", json[i], config, i); !problem.empty()) return problem;
    return {};
}

}  // namespace

Json configToJson(const Config& config) {
    Json out = Json::object();
    for (const SectionInfo& section : sectionTable()) {
        const std::string name(section.path);
        const ListInfo* list = fields::findList(name);
        if (list == nullptr) {
            out[name] = membersToJson(name + ".", config, 0);
            continue;
        }
        out[name] = Json::array();
        for (std::size_t i = 0; i < list->size(config); ++i) out[name].push_back(membersToJson(name + "[].", config, i));
    }
    return out;
}

std::string configFromJson(const Json& json, Config& config) {
    if (!json.is_object()) return ": expected an object";
    config = Config{};
    for (const SectionInfo& section : sectionTable()) {
        const std::string name(section.path);
        const auto part = json.find(name);
        if (part == json.end()) continue;
        const ListInfo* list = fields::findList(name);
        std::string problem = list != nullptr ? listFromJson(*list, *part, config) : membersFromJson(name + ".", *part, config, 0);
        if (!problem.empty()) return problem;
    }
    return {};
}

}  // namespace mirror::wire
