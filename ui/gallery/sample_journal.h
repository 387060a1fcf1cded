#pragma once
#include <optional>

#include "proxycore/api/command.h"
#include "proxycore/api/result.h"

/// Invented dialogues for pictures of the window, and answers to everything that can be asked about them.
namespace mirror::ui::sample {

/// The passphrase that opens it.
inline constexpr const char* kPassphrase = "a sentence that is easy to remember";

/// Answers the commands about the journal as an engine would that has written for some days; changes are refused. One thread.
class JournalAnswers {
public:
    /// `now` dates the newest dialogue. Without a key it is a new installation.
    JournalAnswers(bool hasKey, SystemTime now);
    /// Nothing when the command is about something else.
    std::optional<Result<Receipt>> answer(const Command& command) const;
    JournalStatus status() const;

private:
    JournalEntryRow row(std::int64_t number) const;
    JournalPage page(const QueryJournal& query) const;
    Dialogue dialogue(std::int64_t number) const;
    JournalReport report() const;
    JournalSegments segments() const;
    AuditPage audit(std::uint64_t afterId) const;
    bool m_hasKey;
    SystemTime m_now;
    mutable OpenJournalView m_query;  ///< of the view that was opened last
    mutable std::vector<std::int64_t> m_found;
};

}  // namespace mirror::ui::sample
