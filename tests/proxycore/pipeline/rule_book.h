#pragma once
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "filter/ruleset.h"
#include "filter/word_book.h"

/// Word lists for tests.
namespace mirror::test {

inline Word rule(std::uint32_t id, std::string text, WordAction action = WordAction::block, WordScope scope = WordScope::both, WordKind kind = WordKind::word) {
    Word word;
    word.id = id;
    word.list = 1;
    word.kind = kind;
    word.action = action;
    word.scope = scope;
    word.text = std::move(text);
    word.category = "test";
    return word;
}

inline std::shared_ptr<const filter::Ruleset> ruleset(std::vector<Word> words) {
    filter::WordBook book;
    book.revision = 7;
    book.lists.push_back({.id = 1, .enabled = true, .name = "test", .note = {}});
    book.words = std::move(words);
    auto made = filter::Ruleset::compile(book, {});
    if (!made) throw std::runtime_error(describe(made.error()));
    return *made;
}

}  // namespace mirror::test
