#include "filter/matcher.h"

#include <algorithm>

#include "filter/letter_trie.h"
#include "filter/prefix_filter.h"

namespace mirror::filter {

struct Matcher::Data {
    LetterTrie trie;
    PrefixFilter filter;

    explicit Data(LetterTrie made) : trie(std::move(made)), filter(trie) {}
};

namespace {

// One text being looked through.
struct Search {
    const LetterTrie& trie;
    const PrefixFilter& filter;
    LetterText text;
    PatternKinds direction;
    std::vector<Match>& out;
    bool hasFree = (trie.kinds(LetterTrie::kRoot) & direction & kFree) != 0;
    const BorderedLetters& bordered = BorderedLetters::ofProcess();

    // What may begin at a letter, as far as the one before it says.
    PatternKinds wantedAt(std::size_t start) const {
        const char32_t before = start > 0 ? text.letters[start - 1] : text.before;
        return bordered.has(before) && bordered.has(text.letters[start]) ? direction & kFree : direction;
    }
    // A start the filter lets pass. Past the first two letters at once, unless what is only one letter long is looked for.
    bool walkFiltered(std::size_t start) {
        if (!hasFree && !filter.mayBeginWord(text, start)) return true;
        const PatternKinds wanted = hasFree ? wantedAt(start) : direction;
        if (filter.hasSingles()) return walk(start, wanted);
        const LetterTrie::Node node = trie.pair(text.letters[start], text.letters[start + 1]);
        return node == LetterTrie::kRoot || follow(start, start + 2, node, wanted);
    }
    // Walks down from `start`; false when what begins there is not decided before more text comes.
    bool walk(std::size_t start, PatternKinds wanted) {
        const LetterTrie::Node node = trie.child(LetterTrie::kRoot, text.letters[start]);
        return node == LetterTrie::kRoot || follow(start, start + 1, node, wanted);
    }

private:
    // `node` has been reached by the letters [start, at).
    bool follow(std::size_t start, std::size_t at, LetterTrie::Node node, PatternKinds wanted) {
        for (; node != LetterTrie::kRoot && (trie.kinds(node) & wanted) != 0; ++at) {
            if (trie.hasEnds(node) && !take(start, at, node, wanted)) return false;
            if (at == text.count) return text.atEnd || !trie.goesOn(node, wanted);
            node = trie.child(node, text.letters[at]);
        }
        return true;
    }
    // Patterns that end before letter `at`; false when the border behind one is not known yet.
    bool take(std::size_t start, std::size_t at, LetterTrie::Node node, PatternKinds wanted) {
        const bool atBorder = !bordered.has(text.letters[at - 1]) || (at < text.count ? !bordered.has(text.letters[at]) : text.atEnd);
        for (const LetterTrie::End& end : trie.ends(node)) {
            if ((end.kinds & wanted) == 0) continue;
            if (atBorder || (end.kinds & kFree) != 0) out.push_back({static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(at), end.pattern});
            else if (at == text.count) return false;
        }
        return true;
    }
};

}  // namespace

Matcher::Matcher() = default;
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

Result<Matcher> Matcher::build(std::span<const Pattern> patterns, const std::function<bool()>& isCancelled) {
    Result<LetterTrie> trie = LetterTrie::build(patterns, isCancelled);
    if (!trie) return fail(std::move(trie.error()));
    Matcher matcher;
    if (!trie->empty()) matcher.m_data = std::make_unique<const Data>(std::move(*trie));
    return matcher;
}

std::size_t Matcher::find(const FoldedText& text, const FoldContext& context, bool atEnd, WordScope direction, std::vector<Match>& out) const {
    const std::size_t count = text.letters.size();
    if (!m_data || count == 0) return count;
    Search search{m_data->trie, m_data->filter, {text.letters.data(), count, context.before, atEnd}, kindsIn(direction), out};
    if ((search.trie.kinds(LetterTrie::kRoot) & search.direction) == 0) return count;
    // Matches of a start that turns out to be undecided are taken back: it is scanned again.
    std::size_t decided = out.size();
    const auto undecidedAt = [&](std::size_t start) {
        out.resize(decided);
        return start;
    };
    PrefixFilter::Starts starts;
    for (std::size_t from = 0; from + 1 < count; from += PrefixFilter::kAtOnce) {
        const std::size_t to = std::min(from + PrefixFilter::kAtOnce, count - 1);
        const std::size_t left = search.filter.starts(search.text, from, to, !search.hasFree, starts);
        for (std::size_t i = 0; i < left; ++i) {
            if (!search.walkFiltered(starts[i])) return undecidedAt(starts[i]);
            decided = out.size();
        }
    }
    return search.walk(count - 1, search.wantedAt(count - 1)) ? count : undecidedAt(count - 1);
}

bool Matcher::empty() const { return !m_data; }
std::size_t Matcher::bytes() const { return m_data ? sizeof(Data) + m_data->trie.bytes() + m_data->filter.bytes() : 0; }

std::uint32_t Matcher::patternLimit() const { return m_data ? m_data->trie.patternLimit() : 0; }

std::string Matcher::save() const {
    ByteWriter out;
    if (m_data) m_data->trie.save(out);
    return out.take();
}

Result<Matcher> Matcher::load(std::string_view saved) {
    Matcher matcher;
    if (saved.empty()) return matcher;
    ByteReader in(saved);
    Result<LetterTrie> trie = LetterTrie::load(in);
    if (!trie || !in.atEnd() || trie->empty()) return fail(ErrorCode::badRequest);
    matcher.m_data = std::make_unique<const Data>(std::move(*trie));
    return matcher;
}

}  // namespace mirror::filter
