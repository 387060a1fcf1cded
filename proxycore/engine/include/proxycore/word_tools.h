#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "proxycore/api/command.h"
#include "proxycore/api/config_io.h"
#include "proxycore/api/result.h"

/// What command lines do with the word lists of a profile beside, or without, a running engine. A running engine takes a new revision into force by itself. Errors of all: notFound when the
/// folder is no profile (but for importing, which makes one), those of a configuration that cannot be read, fileRead.
namespace mirror {

/// A profile, and what is laid over its configuration: the steps of folding come from there.
struct WordProfile {
    std::filesystem::path folder;
    Environment environment;
    Overrides overrides;
};

struct WordListCounts {
    WordList list;
    std::uint64_t words = 0, exceptions = 0, regexes = 0;
};
struct WordListing {
    std::uint64_t revision = 0;  ///< 0: none yet; the lists are those a first start makes
    std::vector<WordListCounts> lists;
    std::vector<WordRevisionInfo> revisions;  ///< newest first
};
Result<WordListing> listWords(const WordProfile& profile);

/// Reads a file of words into a list of this name, which is made if absent, and makes a new revision of it; nothing is written when nothing is new, or with command.commit false.
/// command.draft and .defaults.list mean nothing. Begins anew when another revision came in between.
struct WordFileImport {
    ImportWords command;
    std::string list;
    std::string note;
};
struct WordFileImported {
    WordImport report;
    std::uint64_t revision = 0;  ///< the new one; 0: nothing was written
};
Result<WordFileImported> importWordFile(const WordProfile& profile, const WordFileImport& import);

/// All lists when `list` is empty; notFound when there is none of that name.
Result<ExportedWords> exportWordFile(const WordProfile& profile, const std::string& list, WordFileFormat format);

/// What the newest revision finds in a text, which may be in any encoding that importing takes.
struct WordTest {
    WordTrial trial;              ///< offsets are of `text`
    std::string text;             ///< as UTF-8
    bool isFilterEnabled = true;  ///< the configuration's switch: false, and an engine looks for nothing
};
Result<WordTest> testWords(const WordProfile& profile, const std::string& text, WordScope direction);

/// What the newest revision with the candidates on top would do to innocent texts, beside the newest revision. Candidates go into lists of their own; their reports come back.
/// command.draft means nothing.
struct WordDryRun {
    DryRunReport report;
    std::vector<WordImport> candidates;
};
Result<WordDryRun> dryRunWords(const WordProfile& profile, const DryRunWords& command, const std::vector<ImportWords>& candidates);

}  // namespace mirror
