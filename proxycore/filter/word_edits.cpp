#include <algorithm>

#include "base/text.h"
#include "filter/word_book.h"
#include "filter/word_check.h"

/// applyEdits(): looks at everything first and changes the book only when all of it can be used.
namespace mirror::filter {

namespace {

constexpr std::size_t kMaxListName = 200;   // octets
constexpr std::size_t kMaxListNote = 4000;  // octets

template <class T>
auto byId(const T& a, const T& b) {
    return a.id < b.id;
}

/// By rising id, of one id the last.
template <class T>
std::vector<T> lastOfEachId(std::vector<T> entries) {
    std::reverse(entries.begin(), entries.end());
    std::stable_sort(entries.begin(), entries.end(), byId<T>);
    entries.erase(std::unique(entries.begin(), entries.end(), [](const T& a, const T& b) { return a.id == b.id; }), entries.end());
    return entries;
}

template <class T>
std::vector<T> sorted(std::vector<T> ids) {
    std::sort(ids.begin(), ids.end());
    return ids;
}

template <class T>
bool has(const std::vector<T>& ids, T id) {
    return std::binary_search(ids.begin(), ids.end(), id);
}

/// One call of applyEdits().
class Edit {
public:
    Edit(WordBook& book, const WordEdits& edits, const TextFolder& folder, WordIndex& index)
        : m_book(book), m_folder(folder), m_index(index), m_put(lastOfEachId(edits.put)), m_remove(sorted(edits.remove)),
          m_putLists(lastOfEachId(edits.putLists)), m_removeLists(sorted(edits.removeLists)) {}

    std::vector<WordProblem> run() {
        m_index.prepare(m_book, m_folder);
        checkLists();
        for (std::size_t i = 0; i < m_put.size(); ++i) check(i);
        checkCounts();
        const bool isSound = std::none_of(m_problems.begin(), m_problems.end(), [](const WordProblem& problem) { return isRefused(problem.flaw); });
        if (isSound) make();
        return std::move(m_problems);
    }

private:
    // -- looking ------------------------------------------------------------------------------------------------
    bool listStays(std::uint16_t id) const { return m_book.findList(id) != nullptr && !has(m_removeLists, id); }
    bool listIsPut(std::uint16_t id) const { return std::binary_search(m_putLists.begin(), m_putLists.end(), WordList{.id = id}, byId<WordList>); }

    void checkLists() {
        std::size_t count = m_book.lists.size();
        for (const std::uint16_t id : m_removeLists) count -= m_book.findList(id) != nullptr ? 1u : 0u;
        for (const WordList& list : m_putLists) {
            const auto complain = [&](WordFlaw flaw) { m_problems.push_back({0, flaw, shownText(list.name), "list"}); };
            if (list.id == 0 || list.id == 0xFFFF) complain(WordFlaw::badColumn);
            if (!base::isUtf8(list.name) || !base::isUtf8(list.note)) complain(WordFlaw::badEncoding);
            if (list.name.size() > kMaxListName || list.note.size() > kMaxListNote) complain(WordFlaw::tooLong);
            if (!listStays(list.id) && ++count > kMaxWordLists) complain(WordFlaw::tooMany);
        }
    }

    void check(std::size_t at) {
        const Word& word = m_put[at];
        if (word.id == 0 || word.id == WordIndex::kNoId) m_problems.push_back(problemOf(word, WordFlaw::badColumn, "id"));
        if (!listStays(word.list) && !listIsPut(word.list)) m_problems.push_back(problemOf(word, WordFlaw::badColumn, "list"));
        CheckedWord checked = examine(word, m_folder);
        std::move(checked.problems.begin(), checked.problems.end(), std::back_inserter(m_problems));
        const std::uint64_t key = WordIndex::keyOf(word, checked.letters);
        if (const Word* other = duplicateOf(word, key, checked.letters)) m_problems.push_back(problemOf(word, WordFlaw::duplicate, shownText(other->text)));
        m_keys.push_back(key);
        m_putIndex.add(key, static_cast<std::uint32_t>(at) + 1);
    }

    /// Another entry that stays, or one that is put before this one.
    const Word* duplicateOf(const Word& word, std::uint64_t key, std::u32string_view letters) const {
        const auto isSame = [&](const Word& other) { return areComparable(word, other) && lettersOf(other, m_folder) == letters; };
        const std::uint32_t place = m_putIndex.find(key, [&](std::uint32_t number) { return isSame(m_put[number - 1]); });
        if (place != 0) return &m_put[place - 1];
        const std::uint32_t id = m_index.find(key, [&](std::uint32_t candidate) {
            const Word* other = m_book.find(candidate);
            return other != nullptr && stays(*other) && isSame(*other);
        });
        return id == 0 ? nullptr : m_book.find(id);
    }

    bool isPut(std::uint32_t id) const { return std::binary_search(m_put.begin(), m_put.end(), Word{.id = id}, byId<Word>); }
    bool goes(const Word& word) const { return has(m_remove, word.id) || has(m_removeLists, word.list); }
    bool stays(const Word& word) const { return !goes(word) && !isPut(word.id); }

    /// Counting all entries is only needed when the bounds are near.
    void checkCounts() {
        if (m_put.empty()) return;
        if (m_book.words.size() + m_put.size() > kMaxWords) {
            const auto staying = std::count_if(m_book.words.begin(), m_book.words.end(), [&](const Word& word) { return stays(word); });
            if (static_cast<std::size_t>(staying) + m_put.size() > kMaxWords) m_problems.push_back(problemOf(m_put.back(), WordFlaw::tooMany));
        }
        const auto isRegex = [](const Word& word) { return word.kind == WordKind::regex; };
        const auto put = std::count_if(m_put.begin(), m_put.end(), isRegex);
        if (put == 0) return;
        const auto staying = std::count_if(m_book.words.begin(), m_book.words.end(), [&](const Word& word) { return isRegex(word) && stays(word); });
        if (static_cast<std::size_t>(put + staying) <= kMaxRegexRules) return;
        const auto last = std::find_if(m_put.rbegin(), m_put.rend(), isRegex);
        m_problems.push_back(problemOf(*last, WordFlaw::tooMany, "kind"));
    }

    // -- doing --------------------------------------------------------------------------------------------------
    void make() {
        removeWords();
        std::erase_if(m_book.lists, [&](const WordList& list) { return has(m_removeLists, list.id); });
        putLists();
        putWords();
    }

    std::uint64_t keyOf(const Word& word) const { return WordIndex::keyOf(word, lettersOf(word, m_folder)); }

    void removeWords() {
        if (m_remove.empty() && m_removeLists.empty()) return;
        auto first = m_book.words.begin();
        if (m_removeLists.empty()) first = std::lower_bound(first, m_book.words.end(), Word{.id = m_remove.front()}, byId<Word>);
        const auto kept = std::remove_if(first, m_book.words.end(), [&](const Word& word) {
            if (!goes(word)) return false;
            m_index.remove(keyOf(word), word.id);
            return true;
        });
        m_book.words.erase(kept, m_book.words.end());
    }

    void putLists() {
        for (const WordList& list : m_putLists) {
            const auto at = std::lower_bound(m_book.lists.begin(), m_book.lists.end(), list, byId<WordList>);
            if (at != m_book.lists.end() && at->id == list.id) {
                *at = list;
            } else {
                m_book.lists.insert(at, list);
            }
            m_book.nextListId = std::max<std::uint16_t>(m_book.nextListId, static_cast<std::uint16_t>(list.id + 1));
        }
    }

    /// Entries replaced stay where they are; new ones, nearly always with the highest ids, go behind and are merged in if they must.
    void putWords() {
        std::vector<Word>& words = m_book.words;
        const std::size_t known = words.size();
        for (std::size_t i = 0; i < m_put.size(); ++i) {
            Word& word = m_put[i];
            const auto end = words.begin() + static_cast<std::ptrdiff_t>(known);
            const auto at = std::lower_bound(words.begin(), end, word, byId<Word>);
            const bool isKnown = at != end && at->id == word.id;
            if (isKnown) m_index.remove(keyOf(*at), word.id);
            m_index.add(m_keys[i], word.id);
            m_book.nextWordId = std::max(m_book.nextWordId, word.id + 1);
            if (isKnown) {
                *at = std::move(word);
            } else {
                words.push_back(std::move(word));
            }
        }
        const auto fresh = words.begin() + static_cast<std::ptrdiff_t>(known);
        if (known > 0 && fresh != words.end() && !byId(words[known - 1], *fresh)) std::inplace_merge(words.begin(), fresh, words.end(), byId<Word>);
    }

    WordBook& m_book;
    const TextFolder& m_folder;
    WordIndex& m_index;
    std::vector<Word> m_put;  // by id
    std::vector<std::uint32_t> m_remove;
    std::vector<WordList> m_putLists;
    std::vector<std::uint16_t> m_removeLists;
    std::vector<std::uint64_t> m_keys;  // of m_put
    WordIndex m_putIndex;               // ids: places in m_put from 1
    std::vector<WordProblem> m_problems;
};

}  // namespace

std::vector<WordProblem> applyEdits(WordBook& book, const WordEdits& edits, const TextFolder& folder, WordIndex* index) {
    WordIndex own;
    return Edit(book, edits, folder, index != nullptr ? *index : own).run();
}

}  // namespace mirror::filter
