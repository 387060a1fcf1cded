#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "proxycore/api/config_io.h"
#include "proxycore/api/words.h"

namespace CLI {
class App;
}

/// The subcommands `words ...` as values.
namespace mirror::app {

/// What all of them have.
struct WordsCommon {
    std::filesystem::path profile;
    Overrides overrides;
    bool json = false;
};
struct WordsList : WordsCommon {};
struct WordsImport : WordsCommon {
    std::string file;  ///< "-": standard input
    std::string list;  ///< empty: named after the file
    WordFileFormat format = WordFileFormat::automatic;
    Word defaults;
    std::string note;
    bool check = false;  ///< only a report
};
struct WordsExport : WordsCommon {
    std::string list;  ///< empty: all
    WordFileFormat format = WordFileFormat::csv;
    std::string output;  ///< empty or "-": standard output
};
struct WordsTest : WordsCommon {
    std::string text;
    std::string file;  ///< "-": standard input; empty: `text`
    WordScope direction = WordScope::both;
};
struct WordsDryRun : WordsCommon {
    std::vector<std::string> candidates;  ///< files
    std::string folder;
    bool bundled = true;
    WordScope direction = WordScope::both;
};
using WordsAction = std::variant<WordsList, WordsImport, WordsExport, WordsTest, WordsDryRun>;

/// Adds `words` and its subcommands to a command line and keeps what they are given. Must live as long as the command line.
class WordOptions {
public:
    explicit WordOptions(CLI::App& parent);
    /// The subcommand that was given, none if it is another; `common` fills what all have but json.
    std::optional<WordsAction> chosen(const WordsCommon& common) const;

private:
    CLI::App* add(const char* name, const char* help);
    void addList();
    void addImport();
    void addExport();
    void addTest();
    void addDryRun();

    CLI::App* m_words;
    CLI::App* m_listCommand = nullptr;
    CLI::App* m_importCommand = nullptr;
    CLI::App* m_exportCommand = nullptr;
    CLI::App* m_testCommand = nullptr;
    CLI::App* m_dryRunCommand = nullptr;
    bool m_json = false;
    bool m_noBundled = false;
    WordsImport m_import;
    WordsExport m_export;
    WordsTest m_test;
    WordsDryRun m_dryRun;
};

}  // namespace mirror::app
