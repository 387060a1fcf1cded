#include "daemon/word_text.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "daemon/terminal_text.h"
#include "proxycore/api/wire.h"

namespace mirror::app {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kShownWords = 30;
constexpr std::size_t kShownSamples = 20;

std::string quoted(const std::string& text) { return "'" + plain(text) + "'"; }

std::string counted(std::uint64_t count, const char* one, const char* many) { return std::to_string(count) + " " + (count == 1 ? one : many); }

/// "LINE:COLUMN" of an octet, both from 1, the column in characters.
std::string placeOf(const std::string& text, std::uint64_t at) {
    const std::string_view before = std::string_view(text).substr(0, at);
    const std::size_t lineBegin = before.rfind('\n') == before.npos ? 0 : before.rfind('\n') + 1;
    const auto lines = std::count(before.begin(), before.end(), '\n');
    const auto column = std::count_if(before.begin() + static_cast<std::ptrdiff_t>(lineBegin), before.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    return std::to_string(lines + 1) + ":" + std::to_string(column + 1);
}

std::string stepsText(FoldSteps steps) {
    std::string out;
    for (std::size_t i = 0; i < kFoldSteps; ++i) {
        const auto step = static_cast<FoldStep>(i);
        if ((steps & foldBit(step)) == 0) continue;
        out += out.empty() ? ", seen by folding " : ", ";
        out += foldStepName(step);
    }
    return out;
}

std::string hitText(const TrialHit& hit, const std::string& text) {
    std::string out = placeOf(text, hit.begin) + ": ";
    out += hit.savedBy != 0 ? "none" : std::string(wordActionName(hit.word.action));
    out += " " + quoted(text.substr(hit.begin, hit.end - hit.begin)) + " by " + std::string(wordKindName(hit.word.kind)) + " " + std::to_string(hit.word.id) + " " + quoted(hit.word.text);
    if (!hit.word.category.empty()) out += " (" + plain(hit.word.category) + ")";
    out += stepsText(hit.steps);
    if (hit.savedBy != 0) out += ", saved by exception " + std::to_string(hit.savedBy) + " " + quoted(hit.savedByText);
    return out + "\n";
}

std::string revisionText(const WordRevisionInfo& info) {
    return std::to_string(info.revision) + "\t" + timeOf(info.time) + "\t" + plain(info.origin) + "\t" + std::to_string(info.words) + "\t" + std::to_string(info.added) + "\t" +
           std::to_string(info.removed) + "\t" + std::to_string(info.changed) + "\t" + plain(info.note) + "\n";
}

/// The wire form of a receipt as an object. The text is one that this program has just made.
Json wireForm(Receipt receipt) { return Json::parse(wire::encode(receipt), nullptr, /*allow_exceptions=*/false); }
std::string line(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace

std::string listingText(const WordListing& listing) {
    std::string out = "ID\tLIST\tSTATE\tWORDS\tEXCEPTIONS\tREGEX RULES\n";
    for (const WordListCounts& counts : listing.lists)
        out += std::to_string(counts.list.id) + "\t" + plain(counts.list.name) + "\t" + (counts.list.enabled ? "on" : "off") + "\t" + std::to_string(counts.words) + "\t" +
               std::to_string(counts.exceptions) + "\t" + std::to_string(counts.regexes) + "\n";
    if (listing.revision == 0) return out + "\nNo revision yet: these are the lists the first start makes.\n";
    out += "\nREVISION\tTIME\tORIGIN\tENTRIES\tADDED\tREMOVED\tCHANGED\tNOTE\n";
    for (const WordRevisionInfo& info : listing.revisions) out += revisionText(info);
    return out;
}

std::string importText(const WordImport& report, const std::string& file) {
    std::string out;
    for (const WordProblem& problem : report.problems) {
        out += plain(file) + ":" + std::to_string(problem.line) + ": " + std::string(wordFlawName(problem.flaw)) + ": " + quoted(problem.text);
        if (!problem.detail.empty()) out += " (" + plain(problem.detail) + ")";
        out += "\n";
    }
    if (report.problemCount > report.problems.size()) out += "... and " + std::to_string(report.problemCount - report.problems.size()) + " more\n";
    out += counted(report.lines, "line", "lines") + " of " + std::string(wordFileFormatName(report.format)) + " in " + report.encoding + ": " +
           std::to_string(report.added) + " new, " + counted(report.duplicates, "duplicate", "duplicates") + ", " + std::to_string(report.refused) + " refused\n";
    return out;
}

std::string trialText(const WordTest& test) {
    std::string out;
    for (const TrialHit& hit : test.trial.hits) out += hitText(hit, test.text);
    if (test.trial.hitCount > test.trial.hits.size()) out += "... and " + std::to_string(test.trial.hitCount - test.trial.hits.size()) + " more\n";
    if (!test.trial.masked.empty()) out += "masked: " + plain(test.trial.masked) + "\n";
    out += test.trial.blocked ? "blocked\n" : test.trial.hits.empty() ? "nothing found\n" : "not blocked\n";
    if (!test.isFilterEnabled) out += "The filter is switched off (filter.enabled): a running mirror looks for nothing.\n";
    return out;
}

std::string dryRunText(const DryRunReport& report) {
    std::string out = counted(report.passages, "passage", "passages") + " of " + counted(report.documents, "text", "texts") + " (" + std::to_string(report.bytes) + " bytes): " +
                      std::to_string(report.blockedNow) + " blocked now, " + std::to_string(report.blockedThen) + " then, " + std::to_string(report.newlyBlocked) + " newly\n";
    if (report.unreadable > 0) out += counted(report.unreadable, "file is", "files are") + " no text or too large\n";
    if (!report.words.empty()) out += "\nHITS\tTEXTS\tNEW\tID\tWORD\tCATEGORY\n";
    for (std::size_t i = 0; i < std::min(kShownWords, report.words.size()); ++i) {
        const DryRunWord& entry = report.words[i];
        out += std::to_string(entry.hits) + "\t" + std::to_string(entry.texts) + "\t" + (entry.isNew ? "new" : "-") + "\t" + std::to_string(entry.word.id) + "\t" + plain(entry.word.text) + "\t" +
               plain(entry.word.category) + "\n";
    }
    if (!report.samples.empty()) out += "\nNewly blocked:\n";
    for (std::size_t i = 0; i < std::min(kShownSamples, report.samples.size()); ++i) {
        const DryRunSample& sample = report.samples[i];
        out += plain(sample.document) + ":" + std::to_string(sample.line) + ": " + plain(sample.before) + "[" + plain(sample.hit) + "]" + plain(sample.after) + "\n";
    }
    return out;
}

std::string listingJson(const WordListing& listing) {
    WordDraft lists;
    for (const WordListCounts& counts : listing.lists) lists.lists.push_back(counts.list);
    Json out{{"revision", listing.revision}};
    out["lists"] = wireForm(lists)["lists"];
    for (std::size_t i = 0; i < listing.lists.size(); ++i) {
        out["lists"][i]["words"] = listing.lists[i].words;
        out["lists"][i]["exceptions"] = listing.lists[i].exceptions;
        out["lists"][i]["regexes"] = listing.lists[i].regexes;
    }
    out["revisions"] = wireForm(WordRevisionList{listing.revisions})["revisions"];
    return line(out);
}

std::string importJson(const WordFileImported& imported, const std::string& list) {
    Json out = wireForm(imported.report);
    out["list"] = list;
    out["revision"] = imported.revision;
    return line(out);
}

std::string trialJson(const WordTest& test) {
    Json out = wireForm(test.trial);
    out["text"] = test.text;
    out["filter_enabled"] = test.isFilterEnabled;
    return line(out);
}

std::string dryRunJson(const WordDryRun& dryRun, const std::vector<std::string>& files) {
    Json out = wireForm(dryRun.report);
    out["candidates"] = Json::array();
    for (std::size_t i = 0; i < dryRun.candidates.size(); ++i) {
        out["candidates"].push_back(wireForm(dryRun.candidates[i]));
        out["candidates"].back()["file"] = files[i];
    }
    return line(out);
}

std::string exportJson(const ExportedWords& exported) { return line(wireForm(exported)); }

}  // namespace mirror::app
