#pragma once
#include <optional>
#include <vector>

#include "proxycore/api/command.h"
#include "proxycore/api/result.h"

/// Invented word lists for pictures of the window, and answers to everything that can be asked about them.
namespace mirror::ui::sample {

/// A few hundred entries in three lists, by rising id.
std::vector<Word> words();
std::vector<WordList> wordLists();
/// What a running engine says of them.
WordsStatus wordsStatus();
/// Rules that a request of the traffic list met; none for most.
std::vector<RuleHit> rulesOf(int index);

/// Answers the commands about words and personal data as an engine with these lists would; applying and restoring are refused. One thread.
class WordAnswers {
public:
    /// `now` dates the revisions. Without words it is a new installation.
    WordAnswers(bool hasWords, SystemTime now);
    /// Nothing when the command is about something else.
    std::optional<Result<Receipt>> answer(const Command& command) const;

private:
    WordPage page(const QueryWords& query) const;
    WordTrial trial(const TryWords& query) const;
    DryRunReport dryRun() const;
    WordDiff diff() const;
    WordImport import(const ImportWords& command) const;
    WordRevisionList revisions() const;
    std::vector<Word> m_words;
    SystemTime m_now;
};

/// Phones, e-mail addresses and 18-digit IDs in a text, found the simple way.
PiiTrial maskTrial(const TryMask& query);

}  // namespace mirror::ui::sample
