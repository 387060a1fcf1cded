#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "proxycore/api/config.h"
#include "proxycore/api/result.h"

/// Text to Config and back. Nothing here opens a file or reads the environment by itself.
namespace mirror {

/// One thing wrong with a configuration. `line` and `column` count from 1; 0 when there is no text (form, environment).
struct ConfigProblem {
    std::string path;
    int line = 0;
    int column = 0;
    Error error;
    bool operator==(const ConfigProblem&) const = default;
};

/// Where the value of a field came from, for print-config.
enum class ValueSource : std::uint8_t { builtIn, file, environment, commandLine };

struct LoadedConfig {
    Config config;
    std::vector<ConfigProblem> problems;         ///< empty: usable
    std::map<std::string, ValueSource> sources;  ///< by concrete path; fields not named are builtIn
    std::map<std::string, int> lines;            ///< by concrete path, for fields from the file
};

/// "FILE:LINE:COLUMN: sentence", as compilers and editors write it; without the numbers where there is no line.
std::string describeProblem(const ConfigProblem& problem, std::string_view file);

/// Environment as name to value, only names that start with MIRROR_ matter: "timeouts.connect" is
/// MIRROR_TIMEOUTS_CONNECT, "upstreams[0].base_url" is MIRROR_UPSTREAMS_0_BASE_URL.
using Environment = std::map<std::string, std::string>;
/// path=value pairs in order, from --set.
using Overrides = std::vector<std::pair<std::string, std::string>>;

/// Reads YAML (JSON is YAML), lays environment and overrides over it, validates. Collects every problem, does not stop
/// at the first. Unknown keys, duplicate keys, wrong types and out-of-range values are problems with their line.
LoadedConfig loadConfig(std::string_view yaml, const Environment& environment = {}, const Overrides& overrides = {});
/// Rules over several fields (unique names, alias loops, port clashes ...), as loadConfig applies them too.
std::vector<ConfigProblem> validateConfig(const Config& config);

enum class Secrets : std::uint8_t { keep, mask };
/// The whole configuration as YAML; with comments from the field table when `comments`. Masked literals read "***".
std::string saveConfig(const Config& config, bool comments, Secrets secrets = Secrets::keep);
/// Puts the secrets of `current` back where `edited` carries "***"; elements are matched by name.
void restoreMaskedSecrets(Config& edited, const Config& current);

/// JSON Schema (draft 2020-12) of the file, and the reference page as Markdown.
std::string configSchemaJson();
std::string configReferenceMarkdown();
/// One line per field: path, value, source; for `print-config`. Secrets masked.
std::string printConfig(const LoadedConfig& loaded);

}  // namespace mirror
