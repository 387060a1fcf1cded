#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "filter/text_folder.h"
#include "proxycore/api/result.h"

namespace mirror::filter {

/// One thing to find: folded letters and the number of the rule they stand for.
struct Pattern {
    std::u32string letters;
    std::uint32_t rule = 0;
    WordScope scope = WordScope::both;
    bool isException = false;  ///< counts in both directions, whatever `scope` says
    bool borders = true;       ///< a bordered letter at either end must not stand beside another one
};

/// A pattern found: letters [first, last) of the text.
struct Match {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint32_t pattern = 0;  ///< index into the patterns given to build()
};

/// Finds many patterns at once in folded text. Immutable after build(), shared by all workers. Linear in the text, but for the length of the longest
/// pattern. Memory is a few bytes a letter of the patterns; see performance.md for the figures it is held to.
class Matcher {
public:
    Matcher();
    ~Matcher();
    Matcher(Matcher&&) noexcept;
    Matcher& operator=(Matcher&&) noexcept;

    /// `isCancelled` is asked now and then; `cancelled` then. Patterns with the same letters are all reported.
    static Result<Matcher> build(std::span<const Pattern> patterns, const std::function<bool()>& isCancelled = {});

    /// Every match whose end is known, by `first`, appended to `out`; of patterns of `direction` (input or output) only, and all exceptions. Returns the first letter
    /// that some pattern may still begin at when the text goes on (with `atEnd`: none), else the number of letters. Matches that begin at or behind
    /// it are left out: they are found when the text is scanned again from there.
    std::size_t find(const FoldedText& text, const FoldContext& context, bool atEnd, WordScope direction, std::vector<Match>& out) const;

    bool empty() const;
    std::size_t bytes() const;  ///< resident memory
    std::uint32_t patternLimit() const;  ///< above all Match::pattern
    /// The compiled form, to be read by load() of the same version of the program; badRequest when it is not.
    std::string save() const;
    static Result<Matcher> load(std::string_view saved);

private:
    struct Data;
    std::unique_ptr<const Data> m_data;
};

}  // namespace mirror::filter
