#pragma once
#include <map>
#include <optional>

#include "proxycore/api/command.h"
#include "proxycore/api/result.h"

namespace mirror::test {

/// The words part of FakeEngine: drafts in memory, edits taken or refused as the contract says, by a rule simple enough to foresee (an entry is a duplicate when
/// its text and kind stand already, a word that holds "(" is no regular expression).
class FakeWords {
public:
    struct Content {
        std::vector<WordList> lists{{1, true, "Default", ""}};
        std::map<std::uint32_t, Word> words;
        bool operator==(const Content&) const = default;
    };
    /// Nothing for commands of other rooms.
    std::optional<Result<Receipt>> answer(const Command& command);
    /// `count` different words in the revision in force, ids from 1, categories in turn.
    void fill(std::size_t count);
    Content* draft(std::uint64_t id);
    /// As if the engine had been restarted: drafts are gone.
    void forgetDrafts() { m_drafts.clear(); }

    Content inForce;
    std::uint64_t revision = 1;
    std::vector<WordHitCount> hits;
    std::uint64_t lastDraft = 0;

private:
    Result<Receipt> open();
    Result<Receipt> query(const QueryWords& query);
    Result<Receipt> edit(const EditWords& command);
    Result<Receipt> import(const ImportWords& command);
    Result<Receipt> exported(const ExportWords& command);
    Result<Receipt> apply(const ApplyWords& command);
    std::map<std::uint64_t, Content> m_drafts;
};

/// A word with the text, in list 1.
Word wordOf(std::uint32_t id, const std::string& text, const std::string& category = {}, WordKind kind = WordKind::word);

}  // namespace mirror::test
