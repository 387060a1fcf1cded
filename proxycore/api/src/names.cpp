#include <array>

#include "proxycore/api/event.h"
#include "proxycore/api/journal.h"
#include "proxycore/api/snapshot.h"
#include "proxycore/api/traffic.h"

/// Stable wire names of the enumerations.
namespace mirror {

namespace {
template <class Enum, std::size_t N>
std::string_view nameIn(const std::array<std::string_view, N>& names, Enum value) {
    const auto index = static_cast<std::size_t>(value);
    return index < N ? names[index] : std::string_view("unknown");
}
}  // namespace

std::string_view outcomeName(Outcome outcome) {
    static constexpr std::array<std::string_view, kOutcomes> kNames{
        "ok", "client_error", "unauthorised", "upstream_error", "timeout", "cut", "cancelled", "overloaded", "internal", "filtered"};
    return nameIn(kNames, outcome);
}

std::string_view cacheResultName(CacheResult result) {
    static constexpr std::array<std::string_view, 6> kNames{"", "HIT", "MISS", "BYPASS", "COALESCED", "STALE"};
    return nameIn(kNames, result);
}

std::string_view stageName(StageId stage) {
    static constexpr std::array<std::string_view, kStages> kNames{
        "receive", "auth", "parse", "filter", "cache", "route", "connect", "upstream_head", "first_token", "transfer"};
    return nameIn(kNames, stage);
}

std::string_view engineStateName(EngineState state) {
    static constexpr std::array<std::string_view, 5> kNames{"stopped", "starting", "running", "draining", "failed"};
    return nameIn(kNames, state);
}

std::string_view eventKindName(EventKind kind) {
    static constexpr std::array<std::string_view, 17> kNames{
        "engine_started", "engine_stopped", "engine_draining", "engine_failed", "worker_stalled", "worker_recovered", "config_applied",
        "config_rejected", "certificate_reloaded", "certificate_expiring", "keys_reloaded", "upstream_down", "upstream_up",
        "words_applied", "words_rejected", "journal_failing", "journal_recovered"};
    return nameIn(kNames, kind);
}

std::string_view wordKindName(WordKind kind) {
    static constexpr std::array<std::string_view, 3> kNames{"word", "exception", "regex"};
    return nameIn(kNames, kind);
}

std::string_view wordActionName(WordAction action) {
    static constexpr std::array<std::string_view, 3> kNames{"block", "mask", "observe"};
    return nameIn(kNames, action);
}

std::string_view wordScopeName(WordScope scope) {
    static constexpr std::array<std::string_view, 3> kNames{"input", "output", "both"};
    return nameIn(kNames, scope);
}

std::string_view foldStepName(FoldStep step) {
    static constexpr std::array<std::string_view, kFoldSteps> kNames{"entities", "width", "ignorable", "traditional", "separators", "confusables"};
    return nameIn(kNames, step);
}

std::string_view wordFlawName(WordFlaw flaw) {
    static constexpr std::array<std::string_view, kWordFlaws> kNames{
        "duplicate", "empty_folded", "one_character", "too_long", "bad_encoding", "bad_regex", "bad_column", "bad_text", "too_many"};
    return nameIn(kNames, flaw);
}

std::string_view wordFileFormatName(WordFileFormat format) {
    static constexpr std::array<std::string_view, 4> kNames{"automatic", "txt", "csv", "json"};
    return nameIn(kNames, format);
}

std::string_view piiKindName(PiiKind kind) {
    static constexpr std::array<std::string_view, kPiiKinds> kNames{"id", "phone", "card", "email", "passport", "plate", "ip"};
    return nameIn(kNames, kind);
}

std::string_view journalStateName(JournalState state) {
    static constexpr std::array<std::string_view, 4> kNames{"off", "no_key", "writing", "failing"};
    return nameIn(kNames, state);
}

std::string_view journalFlawName(JournalFlaw flaw) {
    static constexpr std::array<std::string_view, 10> kNames{"unreadable", "gap",       "order",   "foreign", "chain",
                                                             "header",     "footer", "truncated", "missing", "no_key"};
    return nameIn(kNames, flaw);
}

std::string_view journalExportFormatName(JournalExportFormat format) {
    static constexpr std::array<std::string_view, 3> kNames{"jsonl", "csv", "html"};
    return nameIn(kNames, format);
}

}  // namespace mirror
