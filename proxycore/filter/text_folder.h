#pragma once
#include <cstdint>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "proxycore/api/words.h"

namespace mirror::filter {

/// Leaves what resize() adds as it is: every letter is written once, and a text of one's own size again costs nothing.
template <typename T>
struct Unfilled : std::allocator<T> {
    template <typename U>
    struct rebind {
        using other = Unfilled<U>;
    };
    template <typename U>
    void construct(U* place) noexcept {
        ::new (static_cast<void*>(place)) U;
    }
    template <typename U, typename... Values>
    void construct(U* place, Values&&... values) {
        ::new (static_cast<void*>(place)) U(std::forward<Values>(values)...);
    }
};

/// A text as it is compared. Letter i was made from the source that begins at begins[i] (bytes); several letters may come from one
/// character (㍿), and what folds to nothing has no letter. Reused by its owner: fold() replaces the content and keeps the memory.
struct FoldedText {
    std::vector<char32_t, Unfilled<char32_t>> letters;
    std::vector<std::uint32_t, Unfilled<std::uint32_t>> begins;
    void clear() {
        letters.clear();
        begins.clear();
    }
};

/// What stood before a piece of text; a default one stands for its beginning.
struct FoldContext {
    char32_t before = 0;      ///< the last letter, 0: none
    bool latinToken = false;  ///< the token that runs on into this piece has had a Latin letter
    bool operator==(const FoldContext&) const = default;
};

/// Makes writings of the same text equal; see FoldStep. A separator between two Han characters is left out when at most four of them stand
/// there; elsewhere a run of blanks becomes one U+0020 and any line end U+000A, which is in no word. Invalid UTF-8 becomes U+FFFD, an octet
/// each. Immutable and shared by all threads; its tables are made once a process from data of ICU and OpenCC.
class TextFolder {
public:
    explicit TextFolder(FoldSteps steps);
    FoldSteps steps() const { return m_steps; }

    /// Folds `text`. With `atEnd` false the text goes on later: a unit that what follows may still change (an unfinished character, entity
    /// or escape, a token of look-alike letters without a Latin one yet) is left out. Returns the bytes folded. A separator behind the last Han
    /// letter has no letter yet. At most 4 GiB.
    std::size_t fold(std::string_view text, const FoldContext& context, bool atEnd, FoldedText& out) const;
    /// Where the unit that begins at `begin` ends (an entity is one unit).
    std::size_t unitEnd(std::string_view text, std::size_t begin) const;
    /// The context for folding on from letter `index` of `folded`, which was folded with `context`.
    static FoldContext contextAt(const FoldedText& folded, std::size_t index, const FoldContext& context);
    /// A whole text, as words are folded.
    std::u32string fold(std::string_view text) const;
    /// Which steps it takes to get from `original`, a piece of text, to its letters.
    FoldSteps stepsIn(std::string_view original) const;

private:
    FoldSteps m_steps;
    const struct FoldTable* m_table;  // of the process, for these steps
};

/// Kinds of letters that decide where words may begin and end.
bool isHan(char32_t letter);
/// Letters and digits of scripts that part words with borders (Latin, Greek, Cyrillic, digits ...).
bool isBordered(char32_t letter);

}  // namespace mirror::filter
