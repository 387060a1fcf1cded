#pragma once
#include <map>
#include <optional>

#include "proxycore/api/command.h"
#include "proxycore/api/result.h"

namespace mirror::test {

/// The journal part of FakeEngine: as many dialogues as one likes, made when they are asked for, so that millions cost nothing. Position p of a view is the dialogue
/// number count - 1 - p; a search finds those whose number has the text in it.
class FakeJournal {
public:
    /// Nothing for commands of other rooms.
    std::optional<Result<Receipt>> answer(const Command& command);
    /// As if the engine had been asked for nothing too long.
    void endSession() { m_session.clear(); }
    /// One more dialogue, behind all others in time.
    void write() { ++count; }
    static std::string requestIdOf(std::int64_t number) { return "req-" + std::to_string(number); }

    std::string passphrase = "correct horse";
    std::optional<Error> damage;          ///< unlocking is answered so
    bool hasKey = true;
    std::int64_t count = 1000;            ///< dialogues there are
    std::int64_t workedOn = -1;           ///< of a view, before it is complete; -1: at once complete
    bool reachesBound = false;            ///< views end early by a bound
    Milliseconds lockAfter{900'000};
    SystemTime end{};                     ///< of the newest dialogue
    std::vector<JournalSegmentInfo> segments;
    std::vector<AuditEntry> audit;
    std::uint64_t auditBrokenAt = 0;
    JournalReport report;
    std::vector<MaskedValue> values{{"[PHONE_1]", "phone"}};
    std::size_t queries = 0;
    std::string longText;  ///< said in every dialogue, besides
    std::size_t views() const { return m_views.size(); }
    Dialogue dialogueAt(std::int64_t number) const;

private:
    struct View {
        OpenJournalView query;
        std::int64_t first = 0;  ///< dialogues there were when it was opened
        bool isStopped = false;
    };
    Result<Receipt> unlock(const UnlockJournal& command);
    Result<Receipt> open(const OpenJournalView& command);
    Result<Receipt> query(const QueryJournal& command);
    Result<Receipt> reveal(const RevealValue& command);
    Result<Receipt> shred(const ShredJournalSegment& command);
    Result<Receipt> exported(const ExportJournal& command);
    bool matches(const OpenJournalView& query, std::int64_t number) const;
    JournalEntryRow rowOf(std::int64_t number) const;
    void note(const char* action, const std::string& subject, const std::string& reason = {});
    std::string m_session;
    int m_sessions = 0;
    std::uint64_t m_lastView = 0;
    std::map<std::uint64_t, View> m_views;
};

}  // namespace mirror::test
