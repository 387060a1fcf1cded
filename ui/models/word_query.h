#pragma once
#include <QtGlobal>
#include <array>
#include <atomic>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "proxycore/api/command.h"
#include "ui/models/word_filter.h"
#include "ui/models/word_table.h"

namespace mirror::ui {

/// Columns of the word table; what they are sorted by.
enum class WordColumn { enabled, text, category, action, scope, exact, validity, hits, note, list };
inline constexpr int kWordColumns = 10;

/// Which entries are to be shown, and in which order. A value that owns what it needs: it is answered on another thread.
struct WordQuery {
    WordTable words;
    std::vector<WordList> lists;
    std::shared_ptr<const std::vector<WordHitCount>> hits;  ///< by id; null: unknown
    WordKind kind = WordKind::word;
    WordFilter filter;
    std::uint16_t list = 0;               ///< only of this list; 0: of all
    std::optional<std::string> category;  ///< only of this category
    std::optional<WordColumn> sortedBy;   ///< without: by id
    bool isDescending = false;
    bool isNarrow() const { return !filter.isEmpty() || list != 0 || category.has_value(); }
};

/// What the side of the page says, of the whole draft.
struct WordCounts {
    struct OfList {
        std::uint16_t list = 0;
        std::size_t words = 0;  ///< of the kind asked for
    };
    std::array<std::size_t, 3> kinds{};  ///< index: WordKind
    std::vector<OfList> lists;
    std::vector<std::pair<std::string, std::size_t>> categories;  ///< of the kind asked for, most first, at most kMaxCategories
    std::size_t moreCategories = 0;
    static constexpr std::size_t kMaxCategories = 1000;
};

struct WordAnswer {
    WordTable::Ids ids;
    WordCounts counts;
};

/// Filters, sorts and counts: linear in the entries but for the sorting. Nothing when `cancelled` became true meanwhile.
std::optional<WordAnswer> answer(WordQuery query, const std::atomic<bool>& cancelled);
/// Hits of one entry; 0 when there is no count.
std::uint64_t hitsOf(const std::shared_ptr<const std::vector<WordHitCount>>& hits, std::uint32_t id);

}  // namespace mirror::ui
