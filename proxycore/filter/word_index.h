#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "filter/text_folder.h"
#include "proxycore/api/words.h"

namespace mirror::filter {

struct WordBook;

/// Which entries of a book are compared by which letters, so that a duplicate is found without a look at the others. Belongs to the owner of one book,
/// who gives it to everything that changes the book; made at the first use, and anew for other steps of folding. 16 to 32 bytes an entry.
class WordIndex {
public:
    /// Ready for `book`, folded by `folder`.
    void prepare(const WordBook& book, const TextFolder& folder);
    /// For another book than so far.
    void forget() { m_steps.reset(); }

    /// List, kind and letters as one number; entries of different numbers are no duplicates.
    static std::uint64_t keyOf(const Word& word, std::u32string_view letters);
    /// `id` must not be 0 or kNoId.
    void add(std::uint64_t key, std::uint32_t id);
    void remove(std::uint64_t key, std::uint32_t id);
    /// The first entry with this key of which `isSame` is true; 0 if there is none.
    std::uint32_t find(std::uint64_t key, const std::function<bool(std::uint32_t id)>& isSame) const;

    static constexpr std::uint32_t kNoId = 0xFFFFFFFF;

private:
    struct Slot {
        std::uint64_t key = 0;
        std::uint32_t id = 0;  // 0: never used, kNoId: removed
    };
    std::size_t placeOf(std::uint64_t key) const { return static_cast<std::size_t>(key) & (m_slots.size() - 1); }
    void resize(std::size_t slots);

    std::vector<Slot> m_slots;  // open addressing; a power of two, or none
    std::size_t m_used = 0;     // removed ones too
    std::size_t m_count = 0;
    std::optional<FoldSteps> m_steps;
};

/// Whether two entries are compared as one kind of thing in one list; their letters decide the rest.
bool areComparable(const Word& a, const Word& b);

}  // namespace mirror::filter
