#pragma once
#include <memory>

#include "filter/ruleset.h"
#include "filter/word_book.h"
#include "proxycore/api/command.h"

namespace mirror::filter {

/// Tries texts on lists that are being edited. What was compiled once serves on: its hits are looked up in the book as it is now, and only what was
/// put since is compiled anew; a text is tried within milliseconds of an edit, whatever the size of the lists. One thread at a time.
class DraftTrial {
public:
    /// `compiled` was made from `compiledBook`.
    DraftTrial(std::shared_ptr<const Ruleset> compiled, std::shared_ptr<const WordBook> compiledBook);

    FoldSteps steps() const { return m_compiled->steps(); }
    /// What the rules of `book` find in `text`. `version` tells states of the book apart; `direction` both: hits of either. Errors: cancelled.
    Result<WordTrial> run(const WordBook& book, std::uint64_t version, std::string_view text, WordScope direction, const std::function<bool()>& isCancelled = {});

private:
    Result<void> prepare(const WordBook& book, std::uint64_t version, const std::function<bool()>& isCancelled);
    Result<void> compileAll(const WordBook& book, const std::function<bool()>& isCancelled);
    Result<void> compileExceptions(const WordBook& book, const std::function<bool()>& isCancelled);
    std::vector<Word> changedWords(const WordBook& book) const;
    bool isCompiled(const Word& word) const;
    template <class Places>
    void collect(const Ruleset& rules, const WordBook& book, std::string_view text, WordScope direction, Places& places);

    std::shared_ptr<const Ruleset> m_compiled;
    std::shared_ptr<const WordBook> m_compiledBook;
    std::shared_ptr<const Ruleset> m_overlay;     // what the book has and m_compiled has not; null: nothing
    std::shared_ptr<const Ruleset> m_exceptions;  // the book's exceptions, as words; null: none
    std::vector<Word> m_exceptionWords;
    std::uint64_t m_version = 0;
    bool m_prepared = false;
    ScanRoom m_room;
};

/// Whether an entry counts: it is enabled and so is its list.
bool isEffective(const WordBook& book, const Word& word);

/// `text` with every character of the spans [begin, end) replaced by '*'. Spans are bytes, by begin, and may overlap.
std::string starred(std::string_view text, const std::vector<std::pair<std::uint64_t, std::uint64_t>>& spans);

}  // namespace mirror::filter
