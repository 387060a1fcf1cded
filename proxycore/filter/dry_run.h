#pragma once
#include <functional>
#include <span>

#include "filter/bundled_texts.h"
#include "filter/ruleset.h"
#include "filter/word_import.h"

namespace mirror::filter {

/// Texts from somewhere else, one document after the other. Errors end the dry run.
struct TextSource {
    /// False: no more is wanted. `done` of `all` documents have been given with this one.
    using Take = std::function<bool(std::string_view name, std::string_view text, std::uint64_t done, std::uint64_t all)>;
    std::function<Result<void>(const Take& take)> read;  ///< empty: none
};

/// Goes through innocent texts with the draft's rules and the ones in force (`present`, null: none). `book` is the draft's, for the words of the report. Only what blocks or masks
/// counts as a hit, regex rules too; a passage is blocked when something in it blocks. A word is new where nothing in force hit that place. Line ends end a passage, blank ones are
/// none. Errors: fileRead (the folder), cancelled. Files under the folder: see text_files.h; `unreadable` counts those that are no text or beyond its bounds.
/// `more` is read behind the command's own texts.
Result<DryRunReport> dryRun(const Ruleset& draft, const WordBook& book, const Ruleset* present, const DryRunWords& command, const TextSource& more, const Progress& progress);

/// The innocent texts that come with the program.
using InnocentText = BundledText;
std::span<const InnocentText> innocentTexts();

}  // namespace mirror::filter
