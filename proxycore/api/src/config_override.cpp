#include <algorithm>

#include "config_builder.h"

/// Values from the environment and from --set, laid over those of the file.
namespace mirror::fields {

namespace {

constexpr std::string_view kPrefix = "MIRROR_";

/// Kubernetes puts the address of every service into the environment; a service called "mirror-admin" makes
/// MIRROR_ADMIN_PORT=tcp://10.0.0.7:8081, which nobody meant as a setting.
bool isServiceLink(const std::string& name, const std::string& value) {
    return value.starts_with("tcp://") || value.starts_with("udp://") || name.find("_SERVICE_") != std::string::npos ||
           name.find("_TCP_") != std::string::npos;
}

/// Whether `name` begins like a setting: MIRROR_TIMEOUTS_... Others may belong to somebody else.
bool looksLikeSetting(const std::string& name) {
    const auto sections = sectionTable();
    return std::any_of(sections.begin(), sections.end(), [&](const SectionInfo& section) {
        std::string begin = std::string(kPrefix) + std::string(section.path) + "_";
        for (char& c : begin)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        return name.starts_with(begin);
    });
}

std::vector<std::string> environmentNames() {
    std::vector<std::string> names;
    for (const FieldInfo& field : fieldTable()) names.push_back(environmentName(field, "0"));
    return names;
}

std::vector<std::string> genericPaths() {
    std::vector<std::string> paths;
    for (const FieldInfo& field : fieldTable()) paths.emplace_back(field.path);
    return paths;
}

}  // namespace

void ConfigBuilder::readEnvironment(const Environment& environment) {
    struct Assignment {
        FieldPlace place;
        const std::string* name;
        const std::string* value;
    };
    std::vector<Assignment> assignments;
    for (const auto& [name, value] : environment) {
        if (!name.starts_with(kPrefix) || isServiceLink(name, value)) continue;
        if (const auto place = parseEnvironmentName(name)) {
            assignments.push_back({*place, &name, &value});
        } else if (looksLikeSetting(name)) {
            reportUnknown(name, {}, name, environmentNames());
        }
    }
    // By index, so that element 2 is made before element 10 whatever order the names have.
    std::stable_sort(assignments.begin(), assignments.end(), [](const Assignment& a, const Assignment& b) { return a.place.index < b.place.index; });
    for (const Assignment& assignment : assignments)
        assign(assignment.place, *assignment.value, ValueSource::environment, "from the environment, " + *assignment.name);
}

void ConfigBuilder::readOverrides(const Overrides& overrides) {
    for (const auto& [path, value] : overrides) {
        const auto place = parsePath(path);
        if (place) {
            assign(*place, value, ValueSource::commandLine, "from --set");
        } else if (findField(path) != nullptr) {
            report(path, {}, makeError(ErrorCode::configValue, {path, "say which element, for example [0]"}, "from --set"));
        } else {
            reportUnknown(path, {}, path, genericPaths());
        }
    }
}

}  // namespace mirror::fields
