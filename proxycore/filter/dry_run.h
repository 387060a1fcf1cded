#pragma once
#include <span>

#include "filter/ruleset.h"
#include "filter/word_import.h"

namespace mirror::filter {

/// Goes through innocent texts with the draft's rules and the ones in force. `book` is the draft's, for the words of the report. Only what blocks or masks counts as
/// a hit; regex rules too. Errors: fileRead (the folder), cancelled. Files under the folder: read as UTF-8 or GB18030, at most 16 MiB each and 2 GiB in all, symbolic links not followed.
Result<DryRunReport> dryRun(const Ruleset& draft, const WordBook& book, const Ruleset* present, const DryRunWords& command, const Progress& progress);

/// The innocent texts that come with the program: name and text; they live as long as the program.
struct InnocentText {
    std::string_view name;
    std::string_view text;
};
std::span<const InnocentText> innocentTexts();

}  // namespace mirror::filter
