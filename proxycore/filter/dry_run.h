#pragma once
#include <span>

#include "filter/bundled_texts.h"
#include "filter/ruleset.h"
#include "filter/word_import.h"

namespace mirror::filter {

/// Goes through innocent texts with the draft's rules and the ones in force (`present`, null: none). `book` is the draft's, for the words of the report. Only what blocks or masks
/// counts as a hit, regex rules too; a passage is blocked when something in it blocks. A word is new where nothing in force hit that place. Line ends end a passage, blank ones are
/// none. Errors: fileRead (the folder), cancelled. Files under the folder: see text_files.h; `unreadable` counts those that are no text or beyond its bounds.
Result<DryRunReport> dryRun(const Ruleset& draft, const WordBook& book, const Ruleset* present, const DryRunWords& command, const Progress& progress);

/// The innocent texts that come with the program.
using InnocentText = BundledText;
std::span<const InnocentText> innocentTexts();

}  // namespace mirror::filter
