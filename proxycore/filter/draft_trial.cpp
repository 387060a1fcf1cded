#include "filter/draft_trial.h"

#include <algorithm>
#include <tuple>

namespace mirror::filter {

namespace {

/// From this many changes on compiling everything costs less than carrying them beside.
constexpr std::size_t kMaxOverlay = 20'000;
constexpr std::size_t kMaxHits = 2'000;

bool looksTheSame(const Word& a, const Word& b) { return a.text == b.text && a.kind == b.kind && a.exact == b.exact; }

/// A book of these words alone, all of them effective.
WordBook bookOf(std::vector<Word> words) {
    WordBook book;
    book.lists.push_back({1, true, {}, {}});
    for (Word& word : words) word.list = 1;
    book.words = std::move(words);
    return book;
}

/// Where a rule was found, as it stands in the book that is tried.
struct Place {
    std::uint64_t begin = 0, end = 0;
    const Word* word = nullptr;
};

auto orderOf(const Place& place) { return std::tuple(place.begin, place.end, place.word->id); }

void sortOut(std::vector<Place>& places) {
    std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return orderOf(a) < orderOf(b); });
    places.erase(std::unique(places.begin(), places.end(), [](const Place& a, const Place& b) { return orderOf(a) == orderOf(b); }), places.end());
}

/// For hits by their begin, one after the other: the exception that holds all of a hit and more. As in Ruleset, of those that begin no later than the hit the one that reaches farthest decides.
class Saviours {
public:
    explicit Saviours(const std::vector<Place>& exceptions) : m_next(exceptions.begin()), m_end(exceptions.end()) {}
    const Word* of(const Place& hit) {
        for (; m_next != m_end && m_next->begin <= hit.begin; ++m_next)
            if (m_farthest == nullptr || m_next->end > m_farthest->end) m_farthest = &*m_next;
        const bool holds = m_farthest != nullptr && m_farthest->end >= hit.end && m_farthest->end - m_farthest->begin > hit.end - hit.begin;
        return holds ? m_farthest->word : nullptr;
    }

private:
    std::vector<Place>::const_iterator m_next, m_end;
    const Place* m_farthest = nullptr;
};

/// The steps without which `matched` would not have been taken for the word. Where each of several would have done, all that change the one or the other.
FoldSteps stepsBetween(const Word& word, std::string_view matched, FoldSteps steps) {
    if (word.kind == WordKind::regex || word.exact || matched == word.text) return 0;
    FoldSteps needed = 0;
    for (std::size_t i = 0; i < kFoldSteps; ++i) {
        const FoldSteps one = foldBit(static_cast<FoldStep>(i));
        if ((steps & one) == 0) continue;
        const TextFolder without(static_cast<FoldSteps>(steps & ~one));
        if (without.fold(matched) != without.fold(word.text)) needed |= one;
    }
    const TextFolder folder(steps);
    return needed != 0 ? needed : static_cast<FoldSteps>(folder.stepsIn(matched) | folder.stepsIn(word.text));
}

}  // namespace

bool isEffective(const WordBook& book, const Word& word) {
    if (!word.enabled) return false;
    const WordList* list = book.findList(word.list);
    return list != nullptr && list->enabled;
}

std::string starred(std::string_view text, const std::vector<std::pair<std::uint64_t, std::uint64_t>>& spans) {
    std::string out;
    out.reserve(text.size());
    std::size_t at = 0;
    for (const auto& [begin, end] : spans) {
        const std::size_t from = std::max<std::size_t>(at, begin);
        if (from >= end) continue;
        out += text.substr(at, from - at);
        for (std::size_t i = from; i < end && i < text.size(); ++i)
            if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) out += '*';  // one for each character, not for each octet
        at = std::min<std::size_t>(end, text.size());
    }
    out += text.substr(at);
    return out;
}

DraftTrial::DraftTrial(std::shared_ptr<const Ruleset> compiled, std::shared_ptr<const WordBook> compiledBook)
    : m_compiled(std::move(compiled)), m_compiledBook(std::move(compiledBook)) {}

/// Whether m_compiled finds this entry as it is now.
bool DraftTrial::isCompiled(const Word& word) const {
    const Word* known = m_compiledBook->find(word.id);
    return known != nullptr && looksTheSame(*known, word) && isEffective(*m_compiledBook, *known);
}

std::vector<Word> DraftTrial::changedWords(const WordBook& book) const {
    std::vector<Word> changed;
    for (const Word& word : book.words)
        if (word.kind != WordKind::exception && isEffective(book, word) && !isCompiled(word)) changed.push_back(word);
    return changed;
}

Result<void> DraftTrial::compileAll(const WordBook& book, const std::function<bool()>& isCancelled) {
    auto compiled = Ruleset::compile(book, {m_compiled->steps(), isCancelled, {}});
    if (!compiled) return fail(compiled.error());
    m_compiled = *compiled;
    m_compiledBook = std::make_shared<const WordBook>(book);
    return {};
}

Result<void> DraftTrial::compileExceptions(const WordBook& book, const std::function<bool()>& isCancelled) {
    std::vector<Word> exceptions;
    for (const Word& word : book.words) {
        if (word.kind != WordKind::exception || !isEffective(book, word)) continue;
        exceptions.push_back(word);
        exceptions.back().kind = WordKind::word;
        exceptions.back().scope = WordScope::both;
        exceptions.back().action = WordAction::observe;
    }
    if (m_prepared && exceptions == m_exceptionWords) return {};
    m_exceptionWords = exceptions;
    m_exceptions.reset();
    if (exceptions.empty()) return {};
    auto compiled = Ruleset::compile(bookOf(std::move(exceptions)), {m_compiled->steps(), isCancelled, {}});
    if (!compiled) return fail(compiled.error());
    m_exceptions = *compiled;
    return {};
}

Result<void> DraftTrial::prepare(const WordBook& book, std::uint64_t version, const std::function<bool()>& isCancelled) {
    if (m_prepared && version == m_version) return {};
    std::vector<Word> changed = changedWords(book);
    m_overlay.reset();
    if (changed.size() > kMaxOverlay) {
        if (auto done = compileAll(book, isCancelled); !done) return done;
    } else if (!changed.empty()) {
        auto compiled = Ruleset::compile(bookOf(std::move(changed)), {m_compiled->steps(), isCancelled, {}});
        if (!compiled) return fail(compiled.error());
        m_overlay = *compiled;
    }
    if (auto done = compileExceptions(book, isCancelled); !done) return done;
    m_version = version;
    m_prepared = true;
    return {};
}

/// Hits of one set of rules, as the book says today: what was switched off or rewritten since is none.
template <class Places>
void DraftTrial::collect(const Ruleset& rules, const WordBook& book, std::string_view text, WordScope direction, Places& places) {
    std::vector<Hit> found;
    // the scope may have been edited since: it is asked of the book
    for (const WordScope one : {WordScope::input, WordScope::output}) rules.scan(text, one, m_room, found, /*withSaved=*/true);
    for (const Hit& hit : found) {
        const Word* word = book.find(rules.rule(hit.rule).id);
        if (word == nullptr || !isEffective(book, *word)) continue;
        if (&rules == m_compiled.get() && !isCompiled(*word)) continue;
        if (direction != WordScope::both && word->scope != WordScope::both && word->scope != direction) continue;
        places.push_back({hit.begin, hit.end, word});
    }
    sortOut(places);
}

Result<WordTrial> DraftTrial::run(const WordBook& book, std::uint64_t version, std::string_view text, WordScope direction,
                                  const std::function<bool()>& isCancelled) {
    if (auto ready = prepare(book, version, isCancelled); !ready) return fail(ready.error());
    std::vector<Place> hits, exceptions;
    collect(*m_compiled, book, text, direction, hits);
    if (m_overlay) collect(*m_overlay, book, text, direction, hits);
    if (m_exceptions) collect(*m_exceptions, book, text, WordScope::both, exceptions);

    WordTrial trial;
    trial.hitCount = hits.size();
    std::vector<std::pair<std::uint64_t, std::uint64_t>> spans;
    Saviours saviours(exceptions);
    for (const Place& hit : hits) {
        const Word* savedBy = saviours.of(hit);
        if (savedBy == nullptr && hit.word->action == WordAction::block) trial.blocked = true;
        if (savedBy == nullptr && hit.word->action == WordAction::mask) spans.emplace_back(hit.begin, hit.end);
        if (trial.hits.size() == kMaxHits) continue;
        const FoldSteps taken = stepsBetween(*hit.word, text.substr(hit.begin, hit.end - hit.begin), steps());
        trial.hits.push_back({hit.begin, hit.end, *hit.word, taken, savedBy ? savedBy->id : 0, savedBy ? savedBy->text : std::string()});
    }
    if (!spans.empty()) trial.masked = starred(text, spans);
    return trial;
}

}  // namespace mirror::filter
