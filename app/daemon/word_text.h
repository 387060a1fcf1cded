#pragma once
#include <string>

#include "proxycore/word_tools.h"

/// What the subcommands about words say, as functions of what they know. Foreign texts are shown without control characters.
namespace mirror::app {

/// Both tables, tabs between the columns.
std::string listingText(const WordListing& listing);
/// A line for each problem, "FILE:LINE: flaw: text (detail)", and one that sums up.
std::string importText(const WordImport& report, const std::string& file);
/// A line for each hit, "LINE:COLUMN: action 'text' by word 12 '...' ...", and one that sums up.
std::string trialText(const WordTest& test);
std::string dryRunText(const DryRunReport& report);

/// As JSON objects, a line each; see word_commands.h.
std::string listingJson(const WordListing& listing);
std::string importJson(const WordFileImported& imported, const std::string& list);
std::string trialJson(const WordTest& test);
std::string dryRunJson(const WordDryRun& dryRun, const std::vector<std::string>& files);
std::string exportJson(const ExportedWords& exported);

}  // namespace mirror::app
