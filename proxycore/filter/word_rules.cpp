#include "filter/word_rules.h"

#include <algorithm>

namespace mirror::filter {
namespace {

std::vector<std::uint32_t> rulesOf(const std::vector<Pattern>& patterns) {
    std::vector<std::uint32_t> rules(patterns.size());
    std::transform(patterns.begin(), patterns.end(), rules.begin(), [](const Pattern& pattern) { return pattern.rule; });
    return rules;
}

bool loadMatcher(ByteReader& in, std::uint32_t rules, Matcher& matcher, std::vector<std::uint32_t>& ruleOfPattern) {
    Result<Matcher> loaded = Matcher::load(in.text());
    ruleOfPattern = in.array<std::uint32_t>();
    if (!in.ok() || !loaded || loaded->patternLimit() > ruleOfPattern.size()) return false;
    matcher = std::move(*loaded);
    return std::all_of(ruleOfPattern.begin(), ruleOfPattern.end(), [&](std::uint32_t rule) { return rule < rules; });
}

}  // namespace

Result<void> WordRules::build(const std::vector<Pattern>& folded, const std::vector<Pattern>& exact, const std::function<bool()>& isCancelled) {
    Result<Matcher> words = Matcher::build(folded, isCancelled);
    if (!words) return fail(std::move(words.error()));
    Result<Matcher> exactly = Matcher::build(exact, isCancelled);
    if (!exactly) return fail(std::move(exactly.error()));
    m_words = std::move(*words);
    m_exact = std::move(*exactly);
    m_wordRules = rulesOf(folded);
    m_exactRules = rulesOf(exact);
    return {};
}

// Folds, finds, and returns the first byte that is not decided yet.
std::size_t WordRules::Look::decide(const Slice& slice, const FoldContext& context, WordScope direction) {
    folded = folder.fold(slice.text, context, slice.atEnd, letters);
    matches.clear();
    const std::size_t live = matcher.find(letters, context, slice.atEnd, direction, matches);
    return live < letters.begins.size() ? letters.begins[live] : folded;
}

// The last byte up to `byte` where this look can be taken up again: where a unit with a letter begins, or the end of what was folded. In between, what has no letter
// by itself (blanks of a run, separators) would look different without its neighbours.
std::size_t WordRules::Look::unitBefore(std::size_t byte) const {
    if (byte >= folded) return folded;
    const auto behind = std::upper_bound(letters.begins.begin(), letters.begins.end(), byte);
    return behind == letters.begins.begin() ? 0 : *(behind - 1);
}

// A match that begins behind the cut is left for the next look: it will be found there again.
void WordRules::Look::report(const Slice& slice, std::size_t cut, std::vector<Found>& found) const {
    for (const Match& match : matches) {
        const std::size_t begin = letters.begins[match.first];
        if (begin >= cut) break;
        const std::size_t end = folder.unitEnd(slice.text, letters.begins[match.last - 1]);
        found.push_back({ruleOfPattern[match.pattern], slice.offset + begin, slice.offset + end});
    }
}

FoldContext WordRules::Look::contextAt(std::size_t cut, const FoldContext& context) const {
    const auto at = cut >= folded ? letters.begins.end() : std::lower_bound(letters.begins.begin(), letters.begins.end(), cut);
    return TextFolder::contextAt(letters, static_cast<std::size_t>(at - letters.begins.begin()), context);
}

std::size_t WordRules::scan(const Slice& slice, WordScope direction, WordContext& context, WordRoom& room, std::vector<Found>& found) const {
    Look folded{m_folder, m_words, m_wordRules, room.folded, room.matches};
    Look exact{m_exactFolder, m_exact, m_exactRules, room.exactLetters, room.exactMatches};
    const bool useFolded = !m_words.empty(), useExact = !m_exact.empty();
    std::size_t cut = slice.text.size();
    if (useFolded) cut = folded.decide(slice, context.folded, direction);
    if (useExact) cut = std::min(cut, exact.decide(slice, context.exact, direction));
    for (std::size_t before = cut + 1; useFolded && useExact && cut != before;) {
        before = cut;
        cut = exact.unitBefore(folded.unitBefore(cut));
    }
    if (useFolded) {
        folded.report(slice, cut, found);
        context.folded = folded.contextAt(cut, context.folded);
    }
    if (useExact) {
        exact.report(slice, cut, found);
        context.exact = exact.contextAt(cut, context.exact);
    }
    return cut;
}

std::size_t WordRules::bytes() const {
    return m_words.bytes() + m_exact.bytes() + (m_wordRules.size() + m_exactRules.size()) * sizeof(std::uint32_t);
}

void WordRules::save(ByteWriter& out) const {
    out.text(m_words.save());
    out.array<std::uint32_t>(m_wordRules);
    out.text(m_exact.save());
    out.array<std::uint32_t>(m_exactRules);
}

bool WordRules::load(ByteReader& in, std::uint32_t rules) {
    return loadMatcher(in, rules, m_words, m_wordRules) && loadMatcher(in, rules, m_exact, m_exactRules);
}

}  // namespace mirror::filter
