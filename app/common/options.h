#pragma once
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "common/journal_options.h"
#include "common/word_options.h"
#include "proxycore/api/config_io.h"
#include "proxycore/make_simulator.h"

/// Command line of mirrordeskd as values: parsing does nothing but parse, so that it can be tested.
namespace mirror::app {

struct Serve {
    std::filesystem::path profile;
    Overrides overrides;
};
struct CheckConfig {
    std::filesystem::path file;
};
struct PrintConfig {
    std::filesystem::path profile;
    Overrides overrides;
};
struct PrintSchema {};
struct PrintReference {};
struct AddKey {
    std::filesystem::path profile;
    std::string name;
    std::string group;
};
struct ListKeys {
    std::filesystem::path profile;
};
struct Simulate {
    SimulatorSettings settings;
};
/// Nothing to do but to say something: help, version, or what is wrong with the command line.
struct Say {
    std::string text;
    int exitCode = 0;  ///< not kSuccess: the text belongs on standard error
};

using Action = std::variant<Serve, CheckConfig, PrintConfig, PrintSchema, PrintReference, AddKey, ListKeys, WordsList, WordsImport, WordsExport, WordsTest, WordsDryRun,
                            JournalInit, JournalKeyList, JournalPassphrase, JournalRotateKey, JournalExportKey, JournalShred, JournalVerify,
                            JournalCat, JournalSearch, Simulate, Say>;

/// `arguments` without the program's name.
Action parseDaemonOptions(std::vector<std::string> arguments, const std::filesystem::path& defaultProfile);

/// "path=value"; false when there is no '=' or no path.
bool parseOverride(const std::string& text, std::pair<std::string, std::string>& out);

}  // namespace mirror::app
