#include "config_builder.h"

#include <algorithm>

namespace mirror {

LoadedConfig loadConfig(std::string_view yaml, const Environment& environment, const Overrides& overrides) {
    fields::ConfigBuilder builder;
    builder.readFile(yaml);
    builder.readEnvironment(environment);
    builder.readOverrides(overrides);
    builder.validate();
    return builder.take();
}

namespace fields {

namespace {

using Kind = YamlNode::Kind;

constexpr std::size_t kMostElements = 256;
constexpr std::size_t kMostProblems = 100;

std::vector<std::string> sectionNames() {
    std::vector<std::string> names;
    for (const SectionInfo& section : sectionTable()) names.emplace_back(section.path);
    return names;
}

std::vector<std::string> memberNames(const std::string& genericPrefix) {
    std::vector<std::string> names;
    for (const FieldInfo& field : fieldTable())
        if (field.path.starts_with(genericPrefix + ".")) names.emplace_back(memberName(field));
    return names;
}

tl::unexpected<Error> wrong(const FieldInfo& field, std::string reason) {
    return fail(ErrorCode::configValue, {std::string(field.path), std::move(reason)});
}

Result<FieldValue> listFrom(const FieldInfo& field, const YamlNode& node) {
    std::vector<std::string> list;
    if (node.kind == Kind::scalar) list.push_back(node.text);
    if (node.kind == Kind::map) return wrong(field, "expected a list of texts");
    for (const YamlNode& item : node.items) {
        if (item.kind != Kind::scalar) return wrong(field, "expected a list of texts");
        list.push_back(item.text);
    }
    return FieldValue(std::move(list));
}

bool isNumeric(FieldType type) { return type == FieldType::boolean || type == FieldType::integer || type == FieldType::real; }
bool isList(FieldType type) { return type == FieldType::textList || type == FieldType::secretList; }

Result<FieldValue> scalarFrom(const FieldInfo& field, const YamlNode& node) {
    const bool isText = field.type == FieldType::text || field.type == FieldType::choice;
    if (node.kind == Kind::null && field.type == FieldType::text) return FieldValue(std::string());
    if (node.kind == Kind::null) return wrong(field, "a value is missing");
    if (node.kind != Kind::scalar) return wrong(field, "expected one value, not a list or a group");
    if (isText) return FieldValue(node.text);
    if (node.isQuoted && isNumeric(field.type)) return wrong(field, "expected a value without quotation marks");
    return parseValue(field, node.text);
}

}  // namespace

Result<FieldValue> valueFrom(const FieldInfo& field, const YamlNode& node) {
    Result<FieldValue> value = isList(field.type) ? listFrom(field, node) : scalarFrom(field, node);
    if (!value) return value;
    if (auto checked = checkValue(field, *value); !checked) return fail(std::move(checked.error()));
    return value;
}

ConfigBuilder::ConfigBuilder() { m_out.config = defaultConfig(); }

void ConfigBuilder::readFile(std::string_view yaml) {
    const auto tree = parseYaml(yaml);
    if (tree) return readRoot(*tree);
    const YamlFailure& failure = tree.error();
    report("", {failure.line, failure.column}, makeError(ErrorCode::configSyntax, {}, failure.reason));
}

void ConfigBuilder::readRoot(const YamlNode& root) {
    if (root.kind == Kind::null) return;
    if (root.kind != Kind::map) {
        report("", {root.line, root.column}, makeError(ErrorCode::configSyntax, {}, "expected groups of settings such as \"http:\""));
        return;
    }
    std::map<std::string, int> seen;
    for (const YamlMember& entry : root.members)
        if (const std::string name = keyOf(entry, "", seen); !name.empty()) readEntry(name, entry);
}

void ConfigBuilder::readEntry(const std::string& name, const YamlMember& entry) {
    m_places[name] = {entry.key.line, entry.key.column};
    const std::vector<std::string> sections = sectionNames();
    if (std::find(sections.begin(), sections.end(), name) == sections.end())
        return reportUnknown(name, m_places[name], name, sections);
    if (const ListInfo* list = findList(name)) return readList(*list, entry.value);
    readMembers(name, name, 0, entry.value);
}

void ConfigBuilder::readList(const ListInfo& list, const YamlNode& node) {
    const std::string path(list.path);
    list.resize(m_out.config, 0);
    if (node.kind == Kind::null) return;
    if (node.kind != Kind::sequence) return reportValue(path, node, "expected a list, each element beginning with \"- \"");
    if (node.items.size() > kMostElements) return reportValue(path, node, "there are more than 256 elements");
    list.resize(m_out.config, node.items.size());
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        m_places[elementPath(list, i)] = {node.items[i].line, node.items[i].column};
        readMembers(path + "[]", elementPath(list, i), i, node.items[i]);
    }
}

void ConfigBuilder::readMembers(const std::string& genericPrefix, const std::string& prefix, std::size_t index, const YamlNode& map) {
    if (map.kind == Kind::null) return;
    if (map.kind != Kind::map) return reportValue(prefix, map, "expected settings as \"name: value\"");
    std::map<std::string, int> seen;
    for (const YamlMember& member : map.members) {
        const std::string name = keyOf(member, prefix, seen);
        if (name.empty()) continue;
        const FieldInfo* field = findField(genericPrefix + "." + name);
        const Place place{member.key.line, member.key.column};
        if (field == nullptr) {
            reportUnknown(prefix + "." + name, place, name, memberNames(genericPrefix));
        } else {
            readField(*field, index, member.value);
        }
    }
}

void ConfigBuilder::readField(const FieldInfo& field, std::size_t index, const YamlNode& node) {
    const std::string path = concretePath(field, index);
    m_places[path] = {node.line, node.column};
    Result<FieldValue> value = valueFrom(field, node);
    if (!value) {
        value.error().args.at(0) = path;
        return report(path, m_places[path], std::move(value.error()));
    }
    field.set(m_out.config, index, *value);
    m_out.sources[path] = ValueSource::file;
    m_out.lines[path] = node.line;
}

std::string ConfigBuilder::keyOf(const YamlMember& member, const std::string& prefix, std::map<std::string, int>& seen) {
    const YamlNode& key = member.key;
    if (key.kind != Kind::scalar || key.text.empty()) {
        reportValue(prefix, key, "the name of a setting must be a text");
        return {};
    }
    const auto [first, isNew] = seen.emplace(key.text, key.line);
    if (isNew) return key.text;
    const std::string path = prefix.empty() ? key.text : prefix + "." + key.text;
    reportValue(path, key, "it is written twice, first on line " + std::to_string(first->second));
    return {};
}

void ConfigBuilder::assign(const FieldPlace& place, std::string_view text, ValueSource source, const std::string& origin) {
    const std::string path = concretePath(*place.field, place.index);
    if (const ListInfo* list = listOf(*place.field)) {
        const std::size_t size = list->size(m_out.config);
        const bool canGrow = place.index == size && size < kMostElements;
        if (place.index > size || (place.index == size && !canGrow)) {
            const std::string reason = "there are only " + std::to_string(size) + " elements, so the next one is " + elementPath(*list, size);
            return report(path, {}, makeError(ErrorCode::configValue, {path, reason}, origin));
        }
        if (canGrow) list->resize(m_out.config, size + 1);
    }
    Result<FieldValue> value = parseValue(*place.field, text);
    if (!value) {
        value.error().args.at(0) = path;
        value.error().cause = origin;
        return report(path, {}, std::move(value.error()));
    }
    place.field->set(m_out.config, place.index, *value);
    m_out.sources[path] = source;
    m_out.lines.erase(path);
    m_places[path] = {};
}

void ConfigBuilder::report(const std::string& path, Place place, Error error) {
    if (m_out.problems.size() >= kMostProblems) return;
    m_out.problems.push_back({path, place.line, place.column, std::move(error)});
}

void ConfigBuilder::reportValue(const std::string& path, const YamlNode& node, std::string reason) {
    report(path, {node.line, node.column}, makeError(ErrorCode::configValue, {path, std::move(reason)}));
}

void ConfigBuilder::reportUnknown(const std::string& path, Place place, std::string_view name, const std::vector<std::string>& known) {
    const std::string nearest = nearestName(name, known);
    Error error = makeError(ErrorCode::configUnknownField, {path});
    if (!nearest.empty()) {
        error.args.push_back(nearest);
        error.cause = "did you mean " + nearest + "?";
    }
    report(path, place, std::move(error));
}

ConfigBuilder::Place ConfigBuilder::placeOf(const std::string& path) const {
    for (std::string around = path; !around.empty();) {
        if (const auto place = m_places.find(around); place != m_places.end()) return place->second;
        const std::size_t cut = around.find_last_of(".[");
        around.resize(cut == std::string::npos ? 0 : cut);
    }
    return {};
}

bool ConfigBuilder::isReported(const std::string& path) const {
    return std::any_of(m_out.problems.begin(), m_out.problems.end(), [&](const ConfigProblem& problem) {
        return !problem.path.empty() && (path == problem.path || path.starts_with(problem.path + ".") || path.starts_with(problem.path + "["));
    });
}

void ConfigBuilder::validate() {
    for (ConfigProblem& problem : validateConfig(m_out.config))
        if (!isReported(problem.path)) report(problem.path, placeOf(problem.path), std::move(problem.error));
}

}  // namespace fields
}  // namespace mirror
