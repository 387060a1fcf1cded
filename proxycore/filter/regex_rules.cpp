#include "filter/regex_rules.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <numeric>

namespace mirror::filter {
namespace {

// An expression of the longest allowed kind compiles within this; what would need more is refused with RE2's reason.
constexpr std::int64_t kExpressionMemory = 4 << 20;
constexpr std::int64_t kSetMemory = 8 << 20;
constexpr std::size_t kInstruction = 16;  // bytes, of RE2's programs

RE2::Options optionsWith(std::int64_t memory) {
    RE2::Options options(RE2::DefaultOptions);
    options.set_encoding(RE2::Options::EncodingUTF8);
    options.set_log_errors(false);
    options.set_max_mem(memory);
    return options;
}

bool isContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The next place a character may begin at, from `at` on.
std::size_t characterFrom(std::string_view text, std::size_t at) {
    while (at < text.size() && isContinuation(text[at])) ++at;
    return at;
}

}  // namespace

struct RegexRules::Parts {
    struct Rule {
        std::string expression;
        std::unique_ptr<RE2> compiled;
        std::uint32_t number;
        WordScope scope;
    };
    std::vector<Rule> rules;
    std::unique_ptr<RE2::Set> set;  // none: too large to be asked at once
    bool input = false;
    bool output = false;
};

RegexRules::RegexRules() : m_parts(std::make_unique<Parts>()) {}
RegexRules::~RegexRules() = default;
RegexRules::RegexRules(RegexRules&&) noexcept = default;
RegexRules& RegexRules::operator=(RegexRules&&) noexcept = default;

std::optional<std::string> RegexRules::flawOf(std::string_view expression) {
    const RE2 compiled(expression, optionsWith(kExpressionMemory));
    if (!compiled.ok()) return compiled.error();
    if (RE2::PartialMatch("", compiled)) return "matches the empty text";
    return std::nullopt;
}

bool RegexRules::add(std::string_view expression, std::uint32_t rule, WordScope scope) {
    auto compiled = std::make_unique<RE2>(expression, optionsWith(kExpressionMemory));
    if (!compiled->ok() || RE2::PartialMatch("", *compiled)) return false;
    m_parts->rules.push_back({std::string(expression), std::move(compiled), rule, scope});
    m_parts->input |= scope != WordScope::output;
    m_parts->output |= scope != WordScope::input;
    return true;
}

void RegexRules::finish() {
    if (empty()) return;
    auto set = std::make_unique<RE2::Set>(optionsWith(kSetMemory), RE2::UNANCHORED);
    for (const Parts::Rule& rule : m_parts->rules)
        if (set->Add(rule.expression, nullptr) < 0) return;
    if (set->Compile()) m_parts->set = std::move(set);
}

bool RegexRules::empty() const { return m_parts->rules.empty(); }
bool RegexRules::looksFor(WordScope direction) const { return direction == WordScope::input ? m_parts->input : m_parts->output; }
std::size_t RegexRules::size() const { return m_parts->rules.size(); }
std::uint32_t RegexRules::rule(std::size_t index) const { return m_parts->rules[index].number; }
WordScope RegexRules::scope(std::size_t index) const { return m_parts->rules[index].scope; }
const std::string& RegexRules::expression(std::size_t index) const { return m_parts->rules[index].expression; }
std::size_t RegexRules::bytes() const {
    std::size_t instructions = 0;
    for (const Parts::Rule& rule : m_parts->rules) instructions += static_cast<std::size_t>(rule.compiled->ProgramSize() + rule.compiled->ReverseProgramSize());
    return instructions * kInstruction;
}

void RegexRules::matching(std::string_view text, WordScope direction, std::vector<int>& found) const {
    found.clear();
    if (!looksFor(direction)) return;
    RE2::Set::ErrorInfo error{RE2::Set::kNoError};
    const bool asked = m_parts->set && (m_parts->set->Match(text, &found, &error) || error.kind == RE2::Set::kNoError);
    if (!asked) {  // the set ran out of memory: each by itself, never a rule left out
        found.resize(size());
        std::iota(found.begin(), found.end(), 0);
    }
    std::erase_if(found, [&](int index) {
        const WordScope scope = m_parts->rules[static_cast<std::size_t>(index)].scope;
        return scope != WordScope::both && scope != direction;
    });
    std::sort(found.begin(), found.end());
}

// In windows, so that an expression that looks far ahead at every letter (".*x|.") costs a window each time and not the text.
std::optional<RegexSpan> RegexRules::next(std::size_t index, std::string_view text, std::size_t from) const {
    const RE2& compiled = *m_parts->rules[index].compiled;
    while (from < text.size()) {
        const std::size_t to = text.size() - from > kWindow ? characterFrom(text, from + kWindow) : text.size();
        re2::StringPiece piece;
        if (!compiled.Match(text, from, to, RE2::UNANCHORED, &piece, 1)) {
            if (to == text.size()) return std::nullopt;
            from = characterFrom(text, to - kReach);
            continue;
        }
        const auto begin = static_cast<std::size_t>(piece.data() - text.data());
        const std::size_t end = begin + piece.size();
        if (piece.empty()) from = characterFrom(text, begin + 1);
        else if (end == to && to < text.size() && begin > from) from = begin;  // the window may have cut it
        else return RegexSpan{begin, end};
    }
    return std::nullopt;
}

}  // namespace mirror::filter
