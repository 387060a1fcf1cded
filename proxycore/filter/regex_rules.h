#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "proxycore/api/words.h"

namespace mirror::filter {

/// A stretch of text an expression matched, in bytes.
struct RegexSpan {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The regex rules of a ruleset, over the text as it was written. Linear in the text (RE2), with bounded memory, shared by all threads.
/// A match has at most kReach bytes; of a longer one the first kWindow bytes or less are told.
class RegexRules {
public:
    static constexpr std::size_t kReach = 1000;
    static constexpr std::size_t kWindow = 8 * 1024;

    /// Why RE2 does not take an expression, in its own words; none when it does. One that matches the empty text would match
    /// everywhere and is not taken.
    static std::optional<std::string> flawOf(std::string_view expression);

    RegexRules();
    ~RegexRules();
    RegexRules(RegexRules&&) noexcept;
    RegexRules& operator=(RegexRules&&) noexcept;

    /// `rule` is what matching() tells. False, and not taken, when the expression has a flaw.
    bool add(std::string_view expression, std::uint32_t rule, WordScope scope);
    /// After the last add(), before the first question.
    void finish();

    bool empty() const;
    bool looksFor(WordScope direction) const;
    std::size_t size() const;
    std::uint32_t rule(std::size_t index) const;
    WordScope scope(std::size_t index) const;
    const std::string& expression(std::size_t index) const;
    std::size_t bytes() const;  ///< of the programs; what RE2 keeps of their states while matching is at most 4 MiB an expression

    /// Indices of the expressions of `direction` that match somewhere in `text`, in rising order; by one look at the text.
    void matching(std::string_view text, WordScope direction, std::vector<int>& found) const;
    /// The first match of an expression in text[from, ...) that is not empty. What stands before `from` counts for borders (\b, ^).
    std::optional<RegexSpan> next(std::size_t index, std::string_view text, std::size_t from) const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace mirror::filter
