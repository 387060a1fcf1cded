#pragma once
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/word_drafts.h"
#include "support/temp_profile.h"

/// Word lists for tests of the words thread.
namespace mirror::test {

inline Word entry(std::uint32_t id, std::string text, WordAction action = WordAction::block) {
    Word made;
    made.id = id;
    made.list = 1;
    made.action = action;
    made.text = std::move(text);
    return made;
}

/// A folder of revisions.
class WordFolder {
public:
    std::filesystem::path path() const { return m_root.path() / "words"; }
    filter::WordStore store() const { return filter::WordStore(path()); }
    /// Makes the next revision of these words, as another program would.
    std::uint64_t put(std::vector<Word> words, const std::string& note = {}) const {
        filter::WordBook book;
        book.lists.push_back({.id = 1, .enabled = true, .name = "test", .note = {}});
        book.nextListId = 2;
        for (const Word& word : words) book.nextWordId = std::max(book.nextWordId, word.id + 1);
        book.words = std::move(words);
        filter::WordStore folder = store();
        WordRevisionInfo info;
        info.note = note;
        info.origin = "another program";
        const auto made = folder.append(book, folder.newest(), info);
        if (!made) throw std::runtime_error("no revision was made");
        return *made;
    }
    /// Cuts the file of a revision in the middle.
    void damage(std::uint64_t revision) const {
        const auto file = store().file(revision);
        std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
    }
    void forgetCompiled() const { std::filesystem::remove(store().compiledFile()); }

private:
    TempProfile m_root;
};

}  // namespace mirror::test
