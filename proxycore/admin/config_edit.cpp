#include "admin/config_edit.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace mirror::admin {

namespace {

using nlohmann::json;

/// Without parameters ("; charset=utf-8").
std::string_view mediaType(std::string_view contentType) { return base::trim(contentType.substr(0, contentType.find(';'))); }

bool isOneOf(std::string_view type, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names)
        if (base::equalsIgnoreCase(type, name)) return true;
    return false;
}

tl::unexpected<Error> refuse(std::string name, std::string why) {
    return fail(ErrorCode::configValue, {std::move(name), std::move(why)});
}

/// One strong entity tag (RFC 9110 section 8.8.3); "*" and lists say nothing about where the edit began.
Result<std::optional<std::uint64_t>> revisionFrom(std::string_view ifMatch) {
    const std::string_view tag = base::trim(ifMatch);
    if (tag.empty()) return std::nullopt;
    if (tag.size() > 2 && tag.front() == '"' && tag.back() == '"')
        if (const auto revision = base::parseDecimal(tag.substr(1, tag.size() - 2))) return revision;
    return refuse("If-Match", "it is not one revision in quotes, such as \"7\"");
}

Result<void> readMembers(const json& document, ConfigEdit& edit) {
    const auto yaml = document.find("yaml");
    if (yaml == document.end() || !yaml->is_string()) return refuse("yaml", "it is missing or not text");
    edit.yaml = yaml->get<std::string>();
    if (const auto note = document.find("note"); note != document.end()) {
        if (!note->is_string()) return refuse("note", "it is not text");
        edit.note = note->get<std::string>();
    }
    if (const auto revision = document.find("revision"); revision != document.end()) {
        if (!revision->is_number_unsigned()) return refuse("revision", "it is not a number");
        if (edit.revision && *edit.revision != revision->get<std::uint64_t>())
            return refuse("revision", "it differs from If-Match");
        edit.revision = revision->get<std::uint64_t>();
    }
    return {};
}

/// Wherever it stands in the text.
bool contains(const std::vector<ConfigProblem>& problems, const ConfigProblem& wanted) {
    return std::any_of(problems.begin(), problems.end(), [&](const ConfigProblem& problem) {
        return problem.path == wanted.path && problem.error == wanted.error;
    });
}

}  // namespace

Result<ConfigEdit> readConfigEdit(const AdminRequest& request) {
    ConfigEdit edit;
    const auto revision = revisionFrom(request.ifMatch);
    if (!revision) return fail(revision.error());
    edit.revision = *revision;
    const std::string_view type = mediaType(request.contentType);
    if (isOneOf(type, {"application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml"})) {
        edit.yaml = request.body;
        return edit;
    }
    if (!isOneOf(type, {"application/json", ""})) return fail(ErrorCode::unsupportedEncoding, {}, "send application/json or application/yaml");
    const json document = json::parse(request.body, nullptr, false);
    if (!document.is_object()) return fail(ErrorCode::badJson);
    if (const auto read = readMembers(document, edit); !read) return fail(read.error());
    return edit;
}

LoadedConfig loadEdit(const std::string& yaml) {
    LoadedConfig loaded = loadConfig(yaml);
    if (loaded.problems.empty()) return loaded;
    Config restored = loaded.config;
    for (UpstreamConfig& upstream : restored.upstreams)
        std::replace(upstream.apiKeys.begin(), upstream.apiKeys.end(), std::string("***"), std::string("env:RESTORED"));
    if (restored == loaded.config) return loaded;
    const auto masked = validateConfig(loaded.config);
    auto remaining = validateConfig(restored);
    std::erase_if(loaded.problems, [&](const ConfigProblem& p) { return contains(masked, p) && !contains(remaining, p); });
    // A field tells its first problem only: the mask may have stood before another one.
    for (ConfigProblem& problem : remaining) {
        if (contains(loaded.problems, problem)) continue;
        if (const auto line = loaded.lines.find(problem.path); line != loaded.lines.end()) problem.line = line->second;
        loaded.problems.push_back(std::move(problem));
    }
    return loaded;
}

}  // namespace mirror::admin
