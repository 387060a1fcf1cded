#pragma once
#include <algorithm>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "filter/ruleset.h"

/// Texts and word lists made by chance from few letters, so that they meet often; and the slow way to find words, which the quick one must agree with.
namespace mirror::filter::trial {

/// The same numbers on every machine.
class Chance {
public:
    explicit Chance(unsigned seed) : m_engine(seed) {}
    std::size_t below(std::size_t limit) { return m_engine() % limit; }
    bool oneIn(std::size_t n) { return below(n) == 0; }
    template <class T>
    const T& of(const std::vector<T>& values) {
        return values[below(values.size())];
    }

private:
    std::mt19937 m_engine;
};

inline Word word(std::uint32_t id, std::string text, WordAction action = WordAction::block, WordScope scope = WordScope::both) {
    Word made;
    made.id = id;
    made.list = 1;
    made.text = std::move(text);
    made.action = action;
    made.scope = scope;
    return made;
}
inline Word exception(std::uint32_t id, std::string text) {
    Word made = word(id, std::move(text));
    made.kind = WordKind::exception;
    return made;
}
inline Word regex(std::uint32_t id, std::string text, WordAction action = WordAction::block) {
    Word made = word(id, std::move(text), action);
    made.kind = WordKind::regex;
    return made;
}
inline Word exact(std::uint32_t id, std::string text) {
    Word made = word(id, std::move(text));
    made.exact = true;
    return made;
}

inline WordBook book(std::vector<Word> words, std::uint64_t revision = 7) {
    WordBook made;
    made.revision = revision;
    made.lists = {{1, true, "one", ""}, {2, false, "off", ""}};
    made.words = std::move(words);
    made.nextWordId = static_cast<std::uint32_t>(made.words.size() + 1);
    return made;
}

inline std::shared_ptr<const Ruleset> compiled(const WordBook& words, FoldSteps steps = kAllFoldSteps) {
    Ruleset::Options options;
    options.steps = steps;
    return *Ruleset::compile(words, options);
}

/// All hits of a text, as "id@begin-end", in order; "id!saver@begin-end" for one that was saved.
inline std::string told(const Ruleset& set, const std::vector<Hit>& hits) {
    std::string text;
    for (const Hit& hit : hits) {
        if (!text.empty()) text += ' ';
        text += std::to_string(set.rule(hit.rule).id);
        if (hit.savedBy != 0) text += "!" + std::to_string(set.rule(hit.savedBy - 1).id);
        text += "@" + std::to_string(hit.begin) + "-" + std::to_string(hit.end);
    }
    return text;
}
inline std::string scanned(const Ruleset& set, std::string_view text, WordScope direction = WordScope::input, bool withSaved = false) {
    ScanRoom room;
    std::vector<Hit> hits;
    set.scan(text, direction, room, hits, withSaved);
    return told(set, hits);
}

/// Whether `pattern` stands at letter `at`, as far as the letters around say.
inline bool standsAt(std::span<const char32_t> letters, std::size_t at, const std::u32string& pattern, bool borders, char32_t before) {
    if (at + pattern.size() > letters.size() || !std::equal(pattern.begin(), pattern.end(), letters.begin() + static_cast<std::ptrdiff_t>(at))) return false;
    const char32_t left = at > 0 ? letters[at - 1] : before;
    if (borders && left != 0 && isBordered(left) && isBordered(pattern.front())) return false;
    const std::size_t end = at + pattern.size();
    return !borders || end == letters.size() || !isBordered(letters[end]) || !isBordered(pattern.back());
}

}  // namespace mirror::filter::trial
