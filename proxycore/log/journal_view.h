#pragma once
#include <atomic>
#include <deque>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "log/journal_reader.h"
#include "log/text_search.h"
#include "proxycore/api/journal.h"

namespace mirror::log {

/// Which dialogues a view has.
struct JournalQuery {
    SystemTime from{};
    SystemTime to{};        ///< epoch: open end, what is written later appears
    std::string text;       ///< found in a text of either part; empty: no search
    std::string requestId;  ///< empty: any, as the next two
    std::string keyName;
    std::string model;      ///< glob, asked or answered
    std::vector<Outcome> outcomes;  ///< empty: all, unanswered ones too
    std::uint32_t limit = 0;        ///< rows at most; 0: 10,000,000, of a search 10,000
};

/// The dialogues of a time range, newest first, found bit by bit: the newest segment is read first, so the first rows are there at once. Both parts of a dialogue
/// become one row; a request without an answer is a row that is not answered. A row takes 16 bytes; what it shows is read from the index when it is asked for. One thread.
class JournalView {
public:
    /// `reader` outlives it.
    JournalView(JournalReader& reader, JournalQuery query);

    /// Works for about `budget` (one segment's index at most beyond it), or until `stop`. When all of the range was looked at and its end is open, looks for what was
    /// written since. Errors: fileRead of the folder; what is wrong with one segment stands in problems().
    Result<void> work(Milliseconds budget, const std::atomic<bool>& stop);
    bool isComplete() const { return m_isComplete; }  ///< all of the range was looked at, or the limit was reached
    bool isLimited() const { return m_isLimited; }    ///< the limit was reached: there may be more

    /// Rows by position (JournalEntryRow::position) from `first` on, at most `count`. Errors: as JournalReader::entry.
    Result<std::vector<JournalEntryRow>> rows(std::int64_t first, std::uint32_t count);
    std::int64_t first() const { return -static_cast<std::int64_t>(m_newer.size()); }
    std::int64_t end() const { return static_cast<std::int64_t>(m_rows.size()); }

    std::uint64_t looked() const { return m_looked; }  ///< dialogues
    std::uint64_t expected() const;                    ///< of about so many
    const std::vector<JournalProblem>& problems() const { return m_problems; }  ///< at most 100

private:
    struct RowPlace {
        JournalPlace request, answer;
    };
    /// Where a record lies in its segment's file.
    struct Extent {
        std::uint64_t offset = 0;
        std::uint32_t length = 0;
    };
    /// A dialogue that may become a row.
    struct Candidate {
        SystemTime time{};
        std::size_t id = 0;  ///< hash of the request's id
        RowPlace place;
        Extent request, answer;
        bool isAccepted = false;  ///< by all of the query but its text
    };

    Result<void> begin();
    void step(const std::atomic<bool>& stop);
    void listSegment(const JournalReader::Segment& segment, const std::atomic<bool>& stop);
    void pair(const IndexEntry& entry, std::uint32_t segment, std::unordered_map<std::size_t, std::size_t>& open);
    void meetOrphans(const std::unordered_map<std::size_t, std::size_t>& open);
    void adoptOrphans();
    void decide(const Candidate& candidate, bool isNew);
    Result<void> follow(const std::atomic<bool>& stop);
    void followEntry(const IndexEntry& entry, std::uint32_t segment);
    void answerUndecided(const JournalPlace& request, Candidate candidate);
    bool isInRange(const IndexEntry& entry) const;
    bool accepts(const JournalRow& row) const;
    bool contains(const Candidate& candidate);
    bool contains(const JournalPlace& place, Extent extent);
    void add(const Candidate& candidate, bool isNew);
    RowPlace& at(std::int64_t position);
    std::string passageOf(const RowPlace& place);
    void report(JournalFlaw flaw, std::uint32_t segment, std::uint64_t record, std::string detail);

    JournalReader& m_reader;
    JournalQuery m_query;
    std::optional<TextSearch> m_search;
    std::size_t m_limit;
    std::vector<JournalReader::Segment> m_segments;  ///< rising; those behind the ones listed already are popped off
    std::uint64_t m_bytesAll = 0, m_bytesLooked = 0;
    std::vector<Candidate> m_candidates;  ///< of the segment listed last
    std::size_t m_nextCandidate = 0;
    std::unordered_map<std::size_t, Candidate> m_orphans;  ///< answers whose request is in an older segment, by id
    bool m_areOrphansAdopted = false;
    std::deque<RowPlace> m_rows;
    std::deque<RowPlace> m_newer;  ///< the first has position -1
    std::unordered_map<std::size_t, std::int64_t> m_unanswered;   ///< rows of this view that wait for their answer, by id
    std::unordered_map<std::size_t, JournalPlace> m_undecided;    ///< requests without a row that an answer may make one
    std::uint32_t m_followSegment = 0;
    std::uint64_t m_followSeq = 0;
    std::uint64_t m_found = 0;  ///< dialogues in the segments listed so far
    std::uint64_t m_looked = 0;
    std::vector<JournalProblem> m_problems;
    bool m_hasBegun = false;
    bool m_isComplete = false;
    bool m_isLimited = false;
};

}  // namespace mirror::log
