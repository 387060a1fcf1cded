#include "field_path.h"
#include "field_text.h"
#include "field_value.h"
#include "proxycore/api/config_io.h"

/// The configuration for people: what is in force and where it comes from, and the reference page.
namespace mirror {

namespace fields {

std::string_view reloadText(Reload reload) {
    switch (reload) {
        case Reload::live: return "with the next request";
        case Reload::newConnections: return "for new connections";
        case Reload::rebind: return "by opening the listener again";
        case Reload::restart: return "with the next start of the engine";
    }
    return {};
}

std::string_view typeText(FieldType type) {
    switch (type) {
        case FieldType::boolean: return "true or false";
        case FieldType::integer: return "whole number";
        case FieldType::real: return "number";
        case FieldType::duration: return "time";
        case FieldType::bytes: return "size";
        case FieldType::text: return "text";
        case FieldType::choice: return "choice";
        case FieldType::textList: return "list of texts";
        case FieldType::secretList: return "list of secrets";
    }
    return {};
}

std::string defaultText(const FieldInfo& field) {
    Config fresh;
    if (const ListInfo* list = listOf(field)) list->resize(fresh, 1);
    const std::string text = formatValue(field, field.get(fresh, 0));
    return text.empty() ? "(empty)" : text;
}

std::string explanation(const FieldInfo& field) {
    const bool isText = field.type == FieldType::text || field.type == FieldType::textList || field.type == FieldType::secretList;
    const std::string range = isText ? std::string() : allowed(field);  // how long a text may be is for nobody to read
    std::string out(field.help);
    out += " [default " + defaultText(field);
    if (!range.empty()) out += "; " + range;
    if (field.reload != Reload::live) out += "; takes effect " + std::string(reloadText(field.reload));
    return out + "]";
}

}  // namespace fields

namespace {

/// Cells of a Markdown table end at a bar.
std::string cell(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '|' || c == '*') out += '\\';
        out += c;
    }
    return out;
}

std::string referenceRow(const FieldInfo& field) {
    std::string allowed = fields::allowed(field);
    if (allowed.empty()) allowed = fields::typeText(field.type);
    return "| `" + std::string(field.path) + "` | " + cell(field.help) + " | " + std::string(fields::typeText(field.type)) + " | " +
           cell(allowed) + " | `" + fields::defaultText(field) + "` | `" + fields::environmentName(field, "<n>") + "` | " +
           std::string(fields::reloadText(field.reload)) + " |\n";
}

bool isIn(const FieldInfo& field, const SectionInfo& section) {
    const std::string name(section.path);
    return field.path.starts_with(name + ".") || field.path.starts_with(name + "[].");
}

std::string sourceText(const LoadedConfig& loaded, const FieldInfo& field, std::size_t index, const std::string& path) {
    const auto source = loaded.sources.find(path);
    if (source == loaded.sources.end()) return "built-in";
    switch (source->second) {
        case ValueSource::builtIn: return "built-in";
        case ValueSource::file: {
            const auto line = loaded.lines.find(path);
            return line == loaded.lines.end() ? "file" : "file, line " + std::to_string(line->second);
        }
        case ValueSource::environment: return "environment " + fields::environmentName(field, std::to_string(index));
        case ValueSource::commandLine: return "--set";
    }
    return {};
}

}  // namespace

std::string configReferenceMarkdown() {
    std::string out = "# Settings\n\nTimes are written `250ms`, `5s`, `2m` or `1h`, sizes `512 B`, `32 KiB` or `8 MiB`. What is set on the command line "
                      "(`--set path=value`) wins over the environment, the environment over the file, the file over the default.\n";
    for (const SectionInfo& section : sectionTable()) {
        out += "\n## " + std::string(section.label) + " (`" + std::string(section.path) + "`)\n\n" + std::string(section.help) + "\n\n" +
               "| Setting | Meaning | Type | Allowed | Default | Environment | Takes effect |\n|---|---|---|---|---|---|---|\n";
        for (const FieldInfo& field : fieldTable())
            if (isIn(field, section)) out += referenceRow(field);
    }
    return out;
}

std::string describeProblem(const ConfigProblem& problem, std::string_view file) {
    std::string out(file);
    if (problem.line > 0) out += ":" + std::to_string(problem.line) + ":" + std::to_string(problem.column);
    return out + ": " + describe(problem.error);
}

std::string printConfig(const LoadedConfig& loaded) {
    std::string out;
    for (const SectionInfo& section : sectionTable()) {
        const ListInfo* list = fields::findList(section.path);
        const std::size_t count = list == nullptr ? 1 : list->size(loaded.config);
        if (count == 0) out += std::string(section.path) + " =  (empty)\n";
        for (std::size_t i = 0; i < count; ++i) {
            for (const FieldInfo& field : fieldTable()) {
                if (!isIn(field, section)) continue;
                const std::string path = fields::concretePath(field, i);
                const FieldValue value = fields::maskSecrets(field, field.get(loaded.config, i));
                out += path + " = " + formatValue(field, value) + "  (" + sourceText(loaded, field, i, path) + ")\n";
            }
        }
    }
    return out;
}

}  // namespace mirror
