#include "common/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <sstream>

#include "common/build_info.h"
#include "common/exit_codes.h"

namespace mirror::app {

namespace {

/// Everything the options are written into, and the parser that does it.
class DaemonCommandLine {
public:
    explicit DaemonCommandLine(const std::filesystem::path& defaultProfile)
        : m_app("OpenAI-compatible mirror without a window. Without a subcommand it serves in the foreground.", "mirrordeskd"),
          m_profile(defaultProfile.string()) {
        addCommon();
        addConfigCommands();
        addKeyCommands();
        m_words.emplace(m_app);
        m_journal.emplace(m_app);
        addSimulate();
    }

    Action parse(std::vector<std::string> arguments) {
        std::reverse(arguments.begin(), arguments.end());  // the order the library takes them in
        try {
            m_app.parse(std::move(arguments));
        } catch (const CLI::ParseError& problem) {
            return said(problem);
        }
        return chosen();
    }

private:
    void addCommon() {
        m_app.set_version_flag("--version", versionLine("mirrordeskd"));
        m_app.add_option("--profile", m_profile, "Folder that holds everything of one instance; made if absent")->type_name("DIR")->capture_default_str();
        m_app.add_option("--set", m_overrides, "Overrides one setting, for example --set timeouts.connect=3s; may be repeated")
            ->type_name("PATH=VALUE")
            ->expected(1)
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
            ->check([](const std::string& text) {
                std::pair<std::string, std::string> ignored;
                return parseOverride(text, ignored) ? std::string() : "'" + text + "' is not PATH=VALUE";
            });
        m_app.require_subcommand(0, 1);
    }

    CLI::App* addCommand(CLI::App& parent, const std::string& name, const std::string& help) {
        CLI::App* command = parent.add_subcommand(name, help);
        command->fallthrough();  // --profile and --set may also stand behind the subcommand
        return command;
    }

    void addConfigCommands() {
        m_checkConfig = addCommand(m_app, "check-config", "Checks a configuration file; every mistake is told with its line");
        m_checkConfig->add_option("FILE", m_file, "The file")->required();
        m_printConfig = addCommand(m_app, "print-config", "Prints every setting of the profile with its value and where it comes from");
        m_printSchema = addCommand(m_app, "print-schema", "Prints the JSON Schema of the configuration file");
        m_printReference = addCommand(m_app, "print-reference", "Prints the reference of all settings as Markdown");
    }

    void addKeyCommands() {
        m_key = addCommand(m_app, "key", "Virtual keys of the profile");
        m_key->require_subcommand(1);
        m_keyAdd = addCommand(*m_key, "add", "Makes a virtual key and prints it, this once, alone on standard output");
        m_keyAdd->add_option("--name", m_name, "Who or what will use the key")->required();
        m_keyAdd->add_option("--group", m_group, "Group of the key")->capture_default_str();
        m_keyList = addCommand(*m_key, "list", "Lists the virtual keys, without the keys themselves");
    }

    void addSimulate() {
        m_simulate = addCommand(m_app, "simulate", "Runs the built-in upstream, which invents answers and fails as asked");
        m_simulate->add_option("--listen", m_simulator.listen, "Address and port")->type_name("ADDRESS:PORT")->capture_default_str();
        m_simulate->add_option("--think-ms", m_thinkMs, "Milliseconds before the first token")->check(CLI::Range(0, 3'600'000))->capture_default_str();
        m_simulate->add_option("--tokens", m_simulator.tokens, "Tokens of an answer")->check(CLI::Range(1, 1'000'000))->capture_default_str();
        m_simulate->add_option("--tokens-per-s", m_simulator.tokensPerSecond, "Tokens a second")->check(CLI::Range(0.01, 1e6))->capture_default_str();
        m_simulate->add_option("--fault", m_simulator.fault, "Fault of every request: 429, 500, 503, reset, silence, cut, stall, ...")->type_name("NAME");
        m_simulate->add_option("--fault-ms", m_faultMs, "Delay of faults that are slow, in milliseconds")->check(CLI::Range(0, 3'600'000))->capture_default_str();
        m_simulate->add_option("--api-key", m_simulator.apiKey, "Demands this key of callers");
        m_simulate->add_option("--seed", m_simulator.seed, "Number the invented answers depend on")->capture_default_str();
    }

    Say said(const CLI::ParseError& problem) {
        std::ostringstream out;
        std::ostringstream err;
        const int code = m_app.exit(problem, out, err);
        // A mistyped subcommand is reported by the library as a missing one only.
        const std::vector<std::string> rest = m_app.remaining(true);
        if (code != 0 && !rest.empty() && problem.get_name() != "ExtrasError") err << "Not understood: " << CLI::detail::join(rest, " ") << '\n';
        return code == 0 ? Say{out.str(), kSuccess} : Say{err.str(), kUsage};
    }

    Overrides overrides() const {
        Overrides out;
        for (const std::string& text : m_overrides) parseOverride(text, out.emplace_back());
        return out;
    }

    Action chosen() {
        if (m_checkConfig->parsed()) return CheckConfig{m_file};
        if (m_printConfig->parsed()) return PrintConfig{m_profile, overrides()};
        if (m_printSchema->parsed()) return PrintSchema{};
        if (m_printReference->parsed()) return PrintReference{};
        if (m_keyAdd->parsed()) return AddKey{m_profile, m_name, m_group};
        if (m_keyList->parsed()) return ListKeys{m_profile};
        if (const auto words = m_words->chosen({m_profile, overrides()})) return std::visit([](const auto& action) { return Action(action); }, *words);
        if (const auto journal = m_journal->chosen(m_profile, overrides())) return std::visit([](const auto& action) { return Action(action); }, *journal);
        if (!m_simulate->parsed()) return Serve{m_profile, overrides()};
        m_simulator.think = Milliseconds(m_thinkMs);
        m_simulator.faultDelay = Milliseconds(m_faultMs);
        return Simulate{m_simulator};
    }

    CLI::App m_app;
    std::string m_profile;
    std::vector<std::string> m_overrides;
    std::string m_file;
    std::string m_name;
    std::string m_group = "default";
    std::optional<WordOptions> m_words;
    std::optional<JournalOptions> m_journal;
    SimulatorSettings m_simulator;
    std::int64_t m_thinkMs = SimulatorSettings{}.think.count();
    std::int64_t m_faultMs = SimulatorSettings{}.faultDelay.count();
    CLI::App* m_checkConfig = nullptr;
    CLI::App* m_printConfig = nullptr;
    CLI::App* m_printSchema = nullptr;
    CLI::App* m_printReference = nullptr;
    CLI::App* m_key = nullptr;
    CLI::App* m_keyAdd = nullptr;
    CLI::App* m_keyList = nullptr;
    CLI::App* m_simulate = nullptr;
};

}  // namespace

bool parseOverride(const std::string& text, std::pair<std::string, std::string>& out) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0) return false;
    out = {text.substr(0, equals), text.substr(equals + 1)};
    return true;
}

Action parseDaemonOptions(std::vector<std::string> arguments, const std::filesystem::path& defaultProfile) {
    return DaemonCommandLine(defaultProfile).parse(std::move(arguments));
}

}  // namespace mirror::app
