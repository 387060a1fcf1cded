#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "filter/ruleset.h"
#include "mask/restorer.h"
#include "openai/nested_json.h"
#include "pipeline/rule_log.h"

namespace mirror::pipeline {

/// What is done to the texts of an answer. A null member: nothing of that kind. Both outlive the exchange.
struct AnswerRules {
    const filter::Ruleset* words = nullptr;
    const mask::Restorer* names = nullptr;
    bool any() const { return words != nullptr || names != nullptr; }
};

/// A piece of a text that is replaced: bytes [begin, end) from the beginning of the text.
struct Patch {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    const std::string* text = nullptr;  ///< null: one '*' a character
};

/// One text of an answer that comes in pieces: the content of a choice, the arguments of one tool call. Says up to where nothing can change any more, and
/// what is to be changed before that. Pure.
class TextChannel {
public:
    TextChannel(std::string path, std::uint32_t choice);
    const std::string& path() const { return m_path; }
    std::uint32_t choice() const { return m_choice; }

    /// The next piece. Rules found are added to `tally`.
    void feed(std::string_view piece, const AnswerRules& rules, filter::ScanRoom& room, RuleTally& tally);
    /// The text ends here, or is taken to: all of it is settled. It may go on all the same; a word that began before is found then, and what is
    /// left of it to be stopped is stopped.
    void settle(const AnswerRules& rules, filter::ScanRoom& room, RuleTally& tally);

    std::uint64_t received() const { return m_received; }
    std::uint64_t settled() const { return m_settled; }  ///< nothing before this offset changes any more
    /// Where a rule that blocks was found first.
    std::optional<std::uint64_t> blockedAt() const { return m_blockedAt; }
    std::uint32_t blockedBy() const { return m_blockedBy; }  ///< that rule
    /// Whether [begin, end) is changed by a patch.
    bool touches(std::uint64_t begin, std::uint64_t end) const;
    /// `piece`, which stands at `begin`, as it may be sent; cut at blockedAt().
    std::string patched(std::string_view piece, std::uint64_t begin) const;
    /// The text before `offset` has been sent: patches there are done with.
    void forget(std::uint64_t offset);

private:
    void takeHits(const AnswerRules& rules, const std::vector<filter::Hit>& hits, RuleTally& tally);
    void takeNames(const AnswerRules& rules, bool atEnd);
    void setSettled(std::uint64_t words);
    FoldSteps stepsOf(const filter::Ruleset& words, const filter::Hit& hit) const;

    std::string m_path;
    std::uint32_t m_choice;
    std::optional<openai::EscapedBlanks> m_nested;  // of a text that is JSON itself
    filter::ScanState m_state;
    std::string m_tail;             // what is not settled yet
    std::uint64_t m_tailFrom = 0;   // its offset
    std::uint64_t m_namesFrom = 0;  // names have been looked for up to here
    std::uint64_t m_received = 0;
    std::uint64_t m_settled = 0;
    std::uint64_t m_ended = 0;  // of the last settle()
    std::vector<Patch> m_patches;  // by begin
    std::optional<std::uint64_t> m_blockedAt;
    std::uint32_t m_blockedBy = 0;
};

}  // namespace mirror::pipeline
