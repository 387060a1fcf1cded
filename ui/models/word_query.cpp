#include "ui/models/word_query.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace mirror::ui {

namespace {

constexpr std::size_t kLookUp = 4096;  // entries between two looks at `cancelled`

/// An entry with the beginning of what it is sorted by as a number: most comparisons touch nothing else.
struct Sortable {
    std::uint64_t key = 0;
    const Word* word = nullptr;
};

std::string_view textOf(const WordQuery& query, const Word& word) {
    switch (*query.sortedBy) {
        case WordColumn::text: return word.text;
        case WordColumn::category: return word.category;
        case WordColumn::note: return word.note;
        default: break;
    }
    for (const WordList& list : query.lists)
        if (list.id == word.list) return list.name;
    return {};
}

bool isText(WordColumn column) {
    return column == WordColumn::text || column == WordColumn::category || column == WordColumn::note || column == WordColumn::list;
}

std::uint64_t prefixOf(std::string_view text) {
    std::uint64_t key = 0;
    for (std::size_t i = 0; i < 8; ++i) key = key << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
    return key;
}

std::uint64_t keyOf(const WordQuery& query, const Word& word) {
    switch (*query.sortedBy) {
        case WordColumn::enabled: return word.enabled ? 0 : 1;
        case WordColumn::action: return static_cast<std::uint64_t>(word.action);
        case WordColumn::scope: return static_cast<std::uint64_t>(word.scope);
        case WordColumn::exact: return word.exact ? 0 : 1;
        case WordColumn::hits: return hitsOf(query.hits, word.id);
        case WordColumn::validity: return 0;
        default: return prefixOf(textOf(query, word));
    }
}

void sortBy(const WordQuery& query, std::vector<Sortable>& rows) {
    const bool byText = isText(*query.sortedBy);
    for (Sortable& row : rows) row.key = keyOf(query, *row.word);
    const auto before = [&query, byText](const Sortable& one, const Sortable& other) {
        if (one.key != other.key) return one.key < other.key;
        const int order = byText ? textOf(query, *one.word).compare(textOf(query, *other.word)) : 0;
        return order != 0 ? order < 0 : one.word->id < other.word->id;
    };
    std::sort(rows.begin(), rows.end(), before);
    if (query.isDescending) std::reverse(rows.begin(), rows.end());
}

/// Counts while it walks; views into the table, which the query owns.
class Census {
public:
    explicit Census(WordKind kind) : m_kind(kind), m_lists(std::size_t{1} << 16, 0) {}
    void count(const Word& word) {
        ++m_counts.kinds.at(static_cast<std::size_t>(word.kind));
        if (word.kind != m_kind) return;
        ++m_lists[word.list];
        ++m_categories[word.category];
    }
    WordCounts take(const std::vector<WordList>& lists);

private:
    WordKind m_kind;
    WordCounts m_counts;
    std::vector<std::size_t> m_lists;
    std::unordered_map<std::string_view, std::size_t> m_categories;
};

WordCounts Census::take(const std::vector<WordList>& lists) {
    for (const WordList& list : lists) m_counts.lists.push_back({list.id, m_lists[list.id]});
    auto& found = m_counts.categories;
    for (const auto& [category, words] : m_categories) found.emplace_back(std::string(category), words);
    std::sort(found.begin(), found.end(), [](const auto& one, const auto& other) {
        return one.second != other.second ? one.second > other.second : one.first < other.first;
    });
    m_counts.moreCategories = found.size() - std::min(found.size(), WordCounts::kMaxCategories);
    found.resize(found.size() - m_counts.moreCategories);
    return std::move(m_counts);
}

}  // namespace

std::uint64_t hitsOf(const std::shared_ptr<const std::vector<WordHitCount>>& hits, std::uint32_t id) {
    if (hits == nullptr) return 0;
    const auto found = std::lower_bound(hits->begin(), hits->end(), id, [](const WordHitCount& one, std::uint32_t sought) { return one.id < sought; });
    return found != hits->end() && found->id == id ? found->count : 0;
}

std::optional<WordAnswer> answer(WordQuery query, const std::atomic<bool>& cancelled) {
    query.filter.resolveLists(query.lists);
    std::vector<Sortable> rows;
    Census census(query.kind);
    std::size_t walked = 0;
    query.words.forEach([&](const Word& word) {
        if (++walked % kLookUp == 0 && cancelled) return false;
        census.count(word);
        const bool isMeant = word.kind == query.kind && (query.list == 0 || word.list == query.list) && (!query.category || word.category == *query.category);
        if (isMeant && (query.filter.isEmpty() || query.filter.matches(word, hitsOf(query.hits, word.id)))) rows.push_back({0, &word});
        return true;
    });
    if (cancelled) return std::nullopt;
    if (query.sortedBy) sortBy(query, rows);
    WordAnswer found;
    found.ids.reserve(rows.size());
    for (const Sortable& row : rows) found.ids.push_back(row.word->id);
    found.counts = census.take(query.lists);
    return found;
}

}  // namespace mirror::ui
