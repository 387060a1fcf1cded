// The half of Ruleset that looks at a text in pieces.
#include <algorithm>

#include "filter/ruleset.h"

namespace mirror::filter {
namespace {

// What of the text before counts as a border of what follows: one character of any length.
constexpr std::size_t kLongestCharacter = 4;

bool isContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

void keepTail(std::string& text, std::size_t size) {
    if (text.size() <= size) return;
    std::size_t from = text.size() - size;
    while (from < text.size() && isContinuation(text[from])) ++from;
    text.erase(0, from);
}

// Where a match may begin: not at the first character of a window that is not the beginning of the text, which is there for its neighbour's sake.
std::size_t firstBegin(std::string_view joined, std::uint64_t offset) {
    if (offset == 0 || joined.empty()) return 0;
    std::size_t at = 1;
    while (at < joined.size() && isContinuation(joined[at])) ++at;
    return at;
}

std::uint64_t& toldUntil(ScanState& state, std::uint32_t regex) {
    for (ScanState::Told& told : state.told)
        if (told.regex == regex) return told.until;
    return state.told.emplace_back(ScanState::Told{regex, 0}).until;
}

}  // namespace

// Returns where a match begins that reaches the end of what is known and whose text must wait for that.
std::uint64_t Ruleset::scanRegexPiece(ScanState& state, std::string_view text, std::size_t cut, bool atEnd, WordScope direction, ScanRoom& room) const {
    const std::uint64_t offset = state.offset - state.window.size();
    std::uint64_t waiting = state.offset + text.size();
    room.joined.assign(state.window).append(text);
    m_regexes.matching(room.joined, direction, room.regexes);
    for (const int found : room.regexes) {
        const auto index = static_cast<std::size_t>(found);
        const std::uint32_t rule = m_regexes.rule(index);
        std::uint64_t& told = toldUntil(state, static_cast<std::uint32_t>(found));
        std::size_t from = std::max(firstBegin(room.joined, offset), static_cast<std::size_t>(std::max(told, offset) - offset));
        while (const std::optional<RegexSpan> span = m_regexes.next(index, room.joined, from)) {
            if (offset + span->begin >= state.offset + cut) break;  // an exception may still begin before it
            if (!atEnd && span->end == room.joined.size()) {
                if (m_rules[rule].action != WordAction::observe) waiting = std::min(waiting, offset + span->begin);
                break;
            }
            room.found.push_back({rule, offset + span->begin, offset + span->end});
            told = offset + span->end;
            from = span->end;
        }
    }
    state.window.assign(room.joined, 0, state.window.size() + cut);
    keepTail(state.window, RegexRules::kReach + kLongestCharacter);
    return waiting;
}

std::uint64_t Ruleset::scanPiece(ScanState& state, std::string_view piece, bool atEnd, WordScope direction, ScanRoom& room, std::vector<Hit>& hits) const {
    room.found.clear();
    const bool isWhole = state.kept.empty();  // nothing to join: the usual case
    if (!isWhole) state.kept.append(piece);
    const std::string_view text = isWhole ? piece : std::string_view(state.kept);
    WordContext context = state.context;
    std::size_t cut = scanWords({text, state.offset, atEnd}, direction, context, room);
    if (text.size() - cut >= kMaxKept) {
        const std::string_view rest = text.substr(cut);
        scanWords({rest, state.offset + cut, true}, direction, context, room);
        cut = text.size();
    }
    state.context = context;
    std::uint64_t waiting = state.offset + cut;
    if (m_regexes.looksFor(direction)) waiting = std::min(waiting, scanRegexPiece(state, text, cut, atEnd, direction, room));
    if (!room.found.empty()) takeExceptions(room.found, state.exceptions);
    tell(room, state.exceptions, false, hits);
    state.offset += cut;
    if (isWhole) state.kept.assign(text.substr(cut));
    else state.kept.erase(0, cut);
    const std::uint64_t reach = state.offset - state.window.size();
    std::erase_if(state.exceptions, [&](const Found& exception) { return exception.end <= reach; });
    std::erase_if(state.told, [&](const ScanState::Told& told) { return told.until <= reach; });
    state.released = std::max(state.released, waiting);
    return state.released;
}

}  // namespace mirror::filter
