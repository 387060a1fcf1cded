#pragma once
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "filter/word_store.h"
#include "support/engine_fixture.h"

/// Engines with word lists of the test's own.
namespace mirror::test {

inline Word listed(std::uint32_t id, std::string text, WordAction action = WordAction::block, WordScope scope = WordScope::both) {
    Word word;
    word.id = id;
    word.list = 1;
    word.action = action;
    word.scope = scope;
    word.text = std::move(text);
    word.category = "test";
    return word;
}

/// Writes the next revision of the lists; returns its number.
inline std::uint64_t putWords(const TempProfile& profile, std::vector<Word> words) {
    filter::WordStore store(profile.path() / "words");
    filter::WordBook book;
    book.lists.push_back({.id = 1, .enabled = true, .name = "test", .note = {}});
    book.nextListId = 2;
    for (const Word& word : words) book.nextWordId = std::max(book.nextWordId, word.id + 1);
    book.words = std::move(words);
    const auto revision = store.append(book, store.newest(), {});
    if (!revision) throw std::runtime_error(describe(revision.error()));
    return *revision;
}

inline std::shared_ptr<TempProfile> profileWith(std::vector<Word> words) {
    auto profile = std::make_shared<TempProfile>();
    putWords(*profile, std::move(words));
    return profile;
}

}  // namespace mirror::test
