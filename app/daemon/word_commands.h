#pragma once
#include <iosfwd>

#include "common/word_options.h"

/// Subcommands about sensitive words. Each writes its answer to `out`, with --json one JSON object on a line, and what keeps it from answering to `err`, and returns the exit code.
///
/// The JSON objects are the receipts of the admin API (word_import, exported_words, word_trial, dry_run_report) with these members more:
/// list: {"revision", "lists": [a word list with "words", "exceptions", "regexes"], "revisions": [...]};
/// import: "list", "revision" (0: nothing was written); test: "text", "filter_enabled"; dry-run: "candidates": [{"file", and a word_import}].
namespace mirror::app {

int listWordLists(const WordsList& options, const Environment& environment, std::ostream& out, std::ostream& err);
/// kNothingTaken when the file was read and nothing in it is new, also with --check.
int importWordList(const WordsImport& options, const Environment& environment, std::istream& in, std::ostream& out, std::ostream& err);
/// With --json and without a file the content is a member of the object; with a file `content` is empty.
int exportWordList(const WordsExport& options, const Environment& environment, std::ostream& out, std::ostream& err);
/// kBlocked, kSuccess, or kNotTested.
int testText(const WordsTest& options, const Environment& environment, std::istream& in, std::ostream& out, std::ostream& err);
int dryRunWordLists(const WordsDryRun& options, const Environment& environment, std::ostream& out, std::ostream& err);

}  // namespace mirror::app
