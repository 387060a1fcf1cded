#include "filter/matcher.h"

#include <algorithm>
#include <array>

#include "filter/letter_trie.h"
#include "filter/prefix_filter.h"

namespace mirror::filter {
namespace {

constexpr std::size_t kStartsAtOnce = 512;

// isBordered() as bits, for the letters that nearly every text is made of.
class BorderedLetters {
public:
    BorderedLetters() {
        for (std::uint32_t letter = 0; letter < kTabled; ++letter)
            if (isBordered(letter)) m_bits[letter / 64] |= 1ULL << letter % 64;
    }
    bool has(char32_t letter) const { return letter < kTabled ? (m_bits[letter / 64] >> letter % 64 & 1) != 0 : isBordered(letter); }

private:
    static constexpr std::uint32_t kTabled = 0x10000;
    std::array<std::uint64_t, kTabled / 64> m_bits{};
};

const BorderedLetters& borderedLetters() {
    static const BorderedLetters letters;
    return letters;
}

}  // namespace

struct Matcher::Data {
    LetterTrie trie;
    PrefixFilter filter;
    const BorderedLetters& bordered = borderedLetters();

    explicit Data(LetterTrie made) : trie(std::move(made)), filter(trie) {}
};

namespace {

// One text being looked through.
struct Search {
    const LetterTrie& trie;
    const BorderedLetters& bordered;
    const std::vector<char32_t>& letters;
    char32_t before;
    bool atEnd;
    PatternKinds direction;
    std::vector<Match>& out;

    // What may begin at a letter, as far as the one before it says.
    PatternKinds wantedAt(std::size_t start) const {
        const char32_t left = start > 0 ? letters[start - 1] : before;
        return left != 0 && bordered.has(left) && bordered.has(letters[start]) ? direction & kFree : direction;
    }

    // Walks down from `start`; false when what begins there is not decided before more text comes.
    bool walk(std::size_t start, PatternKinds wanted) {
        std::size_t at = start + 1;
        LetterTrie::Node node = trie.child(LetterTrie::kRoot, letters[start]);
        if (node != LetterTrie::kRoot) return follow(start, at, node, wanted);
        return true;
    }
    // Past the first two letters at once; what is only one letter long is looked for if some pattern is.
    bool walkPair(std::size_t start, PatternKinds wanted, bool hasSingles) {
        if (hasSingles) return walk(start, wanted);
        const LetterTrie::Node node = trie.pair(letters[start], letters[start + 1]);
        return node == LetterTrie::kRoot || follow(start, start + 2, node, wanted);
    }

private:
    // `node` has been reached by the letters [start, at).
    bool follow(std::size_t start, std::size_t at, LetterTrie::Node node, PatternKinds wanted) {
        for (; node != LetterTrie::kRoot && (trie.kinds(node) & wanted) != 0; ++at) {
            if (trie.hasEnds(node) && !take(start, at, node, wanted)) return false;
            if (at == letters.size()) return atEnd || !trie.goesOn(node, wanted);
            node = trie.child(node, letters[at]);
        }
        return true;
    }
    // Patterns that end before letter `at`; false when the border behind one is not known yet.
    bool take(std::size_t start, std::size_t at, LetterTrie::Node node, PatternKinds wanted) {
        const bool atBorder = !bordered.has(letters[at - 1]) || (at < letters.size() ? !bordered.has(letters[at]) : atEnd);
        for (const LetterTrie::End& end : trie.ends(node)) {
            if ((end.kinds & wanted) == 0) continue;
            if (atBorder || (end.kinds & kFree) != 0) out.push_back({static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(at), end.pattern});
            else if (at == letters.size()) return false;
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
    const LetterTrie& trie = m_data->trie;
    const PrefixFilter& filter = m_data->filter;
    Search search{trie, m_data->bordered, text.letters, context.before, atEnd, kindsIn(direction), out};
    if ((trie.kinds(LetterTrie::kRoot) & search.direction) == 0) return count;
    // Matches of a start that turns out to be undecided are taken back: it is scanned again.
    std::size_t decided = out.size();
    std::array<std::uint32_t, kStartsAtOnce> starts;
    const char32_t* letters = text.letters.data();
    for (std::size_t from = 0; from + 1 < count; from += kStartsAtOnce) {
        const std::size_t found = filter.starts(letters, from, std::min(from + kStartsAtOnce, count - 1), starts.data());
        for (std::size_t i = 0; i < found; ++i) {
            const std::size_t start = starts[i];
            if (start + 2 < count && !filter.mayBegin(letters[start], letters[start + 1], letters[start + 2])) continue;
            const PatternKinds wanted = search.wantedAt(start);
            if (wanted == 0) continue;
            if (!search.walkPair(start, wanted, filter.hasSingles())) {
                out.resize(decided);
                return start;
            }
            decided = out.size();
        }
    }
    if (search.walk(count - 1, search.wantedAt(count - 1))) return count;
    out.resize(decided);
    return count - 1;
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
