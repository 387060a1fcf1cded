#include "config/config_store.h"

#include <sys/stat.h>

#include <algorithm>
#include <utility>

#include "base/file.h"

namespace mirror::config {

namespace {

constexpr std::size_t kMaxFile = (4u << 20) + 1;  // one more than the loader takes, so that it is the one to refuse

Error errorOf(const std::vector<ConfigProblem>& problems, const std::filesystem::path& file) {
    Error error = problems.front().error;
    error.cause.clear();
    for (const ConfigProblem& problem : problems) error.cause += (error.cause.empty() ? "" : "\n") + describeProblem(problem, file.string());
    return error;
}

bool holdsSecret(const Config& config) {
    return std::any_of(config.upstreams.begin(), config.upstreams.end(), [](const UpstreamConfig& upstream) {
        return std::any_of(upstream.apiKeys.begin(), upstream.apiKeys.end(),
                           [](const std::string& key) { return !key.starts_with("env:") && !key.starts_with("file:"); });
    });
}

bool needsRestart(const std::vector<FieldChange>& changes) {
    return std::any_of(changes.begin(), changes.end(), [](const FieldChange& change) {
        const FieldInfo* field = findField(change.path);
        return field != nullptr && field->reload == Reload::restart;
    });
}

/// Problems of a text the person never saw have no line.
ConfigRejected rejected(std::vector<ConfigProblem> problems) {
    for (ConfigProblem& problem : problems) problem.line = problem.column = 0;
    return {std::move(problems)};
}

}  // namespace

ConfigStore::ConfigStore(ProfilePaths paths, Environment environment, Overrides overrides)
    : m_paths(std::move(paths)), m_environment(std::move(environment)), m_overrides(std::move(overrides)), m_revisions(m_paths.revisions()) {}

ConfigStore::Stamp ConfigStore::stampOfFile() const {
    struct stat info {};
    if (::stat(m_paths.configFile().c_str(), &info) != 0) return {};
    return {info.st_mtim.tv_sec, info.st_mtim.tv_nsec, info.st_size, info.st_ino};
}

Result<LoadedConfig> ConfigStore::load(const std::string& text) const {
    LoadedConfig loaded = loadConfig(text, m_environment, m_overrides);
    if (!loaded.problems.empty()) return fail(errorOf(loaded.problems, m_paths.configFile()));
    if (!holdsSecret(loadConfig(text).config)) return loaded;
    if (auto checked = base::requirePrivate(m_paths.configFile()); !checked) return fail(std::move(checked.error()));
    return loaded;
}

void ConfigStore::take(std::uint64_t number, LoadedConfig loaded, std::string text) {
    m_fileConfig = loadConfig(text).config;
    m_fileText = std::move(text);
    m_current = {number, std::make_shared<const Config>(loaded.config)};
    m_loaded = std::move(loaded);
    m_isRejected = false;
}

Result<Revision> ConfigStore::open() {
    m_stamp = stampOfFile();  // before reading: a write in between shows at the next look
    Result<std::string> text = base::readFile(m_paths.configFile(), kMaxFile);
    if (!text) return fail(std::move(text.error()));
    Result<LoadedConfig> loaded = load(*text);
    if (!loaded) return fail(std::move(loaded.error()));
    std::uint64_t number = m_revisions.newest();
    const bool isKept = number > 0 && m_revisions.text(number).value_or("") == *text;
    if (!isKept) {
        ++number;
        const RevisionInfo info{number, std::chrono::system_clock::now(), "", number == 1 ? "first run" : "file"};
        if (auto written = m_revisions.write(info, *text); !written) return fail(std::move(written.error()));
    }
    take(number, std::move(*loaded), std::move(*text));
    return m_current;
}

std::optional<Result<Revision>> ConfigStore::reload() {
    const Stamp stamp = stampOfFile();
    if (stamp == m_stamp) return std::nullopt;
    m_stamp = stamp;
    const bool wasRejected = std::exchange(m_isRejected, true);
    Result<std::string> text = base::readFile(m_paths.configFile(), kMaxFile);
    if (!text) return fail(std::move(text.error()));
    if (*text == m_fileText) {
        m_isRejected = false;
        if (!wasRejected) return std::nullopt;
        return m_current;
    }
    Result<LoadedConfig> loaded = load(*text);
    if (!loaded) return fail(std::move(loaded.error()));
    const RevisionInfo info{m_revisions.newest() + 1, std::chrono::system_clock::now(), "", "file"};
    if (auto written = m_revisions.write(info, *text); !written) return fail(std::move(written.error()));
    take(info.revision, std::move(*loaded), std::move(*text));
    return m_current;
}

std::optional<Error> ConfigStore::yieldToHandEdit() const {
    const Result<std::string> onDisk = base::readFile(m_paths.configFile(), kMaxFile);
    if (!onDisk || *onDisk == m_fileText) return std::nullopt;  // an absent file is simply written again
    if (load(*onDisk)) return makeError(ErrorCode::configConflict, {std::to_string(m_current.number)}, "the file was edited");
    auto kept = base::writeFileAtomically(m_paths.configFile().string() + ".rejected", *onDisk);
    return kept ? std::nullopt : std::optional(std::move(kept.error()));
}

std::variant<Error, ConfigRejected, Applied> ConfigStore::apply(std::uint64_t baseRevision, Config edited, const std::string& note,
                                                               const std::string& origin) {
    if (baseRevision != m_current.number) return makeError(ErrorCode::configConflict, {std::to_string(m_current.number)});
    restoreMaskedSecrets(edited, *m_current.config);
    if (auto problems = validateConfig(edited); !problems.empty()) return ConfigRejected{std::move(problems)};
    if (auto error = yieldToHandEdit()) return std::move(*error);
    const Config toFile = withoutOverlay(std::move(edited), m_loaded, m_fileConfig);
    if (toFile == m_fileConfig) return Applied{.revision = m_current.number};

    std::string text = saveConfig(toFile, true);
    LoadedConfig loaded = loadConfig(text, m_environment, m_overrides);
    if (!loaded.problems.empty()) return rejected(std::move(loaded.problems));
    Applied applied{.revision = m_revisions.newest() + 1, .changes = diffConfig(*m_current.config, loaded.config)};
    applied.needsRestart = needsRestart(applied.changes);
    const RevisionInfo info{applied.revision, std::chrono::system_clock::now(), note, origin};
    if (auto written = m_revisions.write(info, text); !written) return std::move(written.error());
    if (auto written = base::writeFileAtomically(m_paths.configFile(), text); !written) return std::move(written.error());
    m_stamp = stampOfFile();
    take(applied.revision, std::move(loaded), std::move(text));
    return applied;
}

Result<Config> ConfigStore::revision(std::uint64_t number) const {
    const Result<std::string> text = m_revisions.text(number);
    if (!text) return fail(text.error());
    LoadedConfig loaded = loadConfig("\n" + *text);  // the kept file has one line more, so that lines in errors are right
    if (!loaded.problems.empty()) return fail(errorOf(loaded.problems, m_paths.revisions() / (std::to_string(number) + ".yaml")));
    return std::move(loaded.config);
}

}  // namespace mirror::config
