#include "log/journal_view.h"

#include <algorithm>
#include <functional>

#include "base/text.h"

namespace mirror::log {

namespace {
constexpr std::size_t kMaxRows = 10'000'000;
constexpr std::size_t kMaxHits = 10'000;
constexpr std::size_t kMaxProblems = 100;
constexpr std::size_t kMaxWaiting = 200'000;    // requests whose answer is waited for
constexpr std::size_t kBytesOfDialogue = 5000;  // a guess, until a segment was listed

std::size_t idOf(const IndexEntry& entry) { return std::hash<std::string>()(entry.row.requestId); }

JournalPlace placeOf(const IndexEntry& entry, std::uint32_t segment) { return {segment, static_cast<std::uint32_t>(entry.seq)}; }

std::size_t limitOf(const JournalQuery& query) {
    const std::size_t bound = query.text.empty() ? kMaxRows : kMaxHits;
    return query.limit == 0 ? bound : std::min<std::size_t>(query.limit, kMaxRows);
}

bool isOpenEnd(const JournalQuery& query) { return query.to == SystemTime{}; }
}  // namespace

JournalView::JournalView(JournalReader& reader, JournalQuery query) : m_reader(reader), m_query(std::move(query)), m_limit(limitOf(m_query)) {
    if (!m_query.text.empty()) m_search.emplace(m_query.text);
}

Result<void> JournalView::work(Milliseconds budget, const std::atomic<bool>& stop) {
    const auto until = std::chrono::steady_clock::now() + budget;
    if (!m_hasBegun) {
        if (const auto begun = begin(); !begun) return begun;
    }
    if (m_isComplete && isOpenEnd(m_query)) return follow(stop);
    while (!m_isComplete && !stop.load(std::memory_order_relaxed)) {
        step(stop);
        if (std::chrono::steady_clock::now() >= until) break;
    }
    return {};
}

Result<void> JournalView::begin() {
    auto segments = m_reader.segments();
    if (!segments) return fail(segments.error());
    for (std::size_t i = 0; i < segments->size(); ++i) {
        if (!mayHold(*segments, i, m_query.from, m_query.to)) continue;
        m_bytesAll += (*segments)[i].place.bytes;
        m_segments.push_back((*segments)[i]);
    }
    if (!segments->empty()) m_followSegment = segments->back().place.name.number;
    m_hasBegun = true;
    return {};
}

void JournalView::step(const std::atomic<bool>& stop) {
    if (m_rows.size() >= m_limit) {
        m_isComplete = m_isLimited = true;
        m_candidates.clear();
        m_orphans.clear();
    } else if (m_nextCandidate < m_candidates.size()) {
        decide(m_candidates[m_nextCandidate++], false);
    } else if (!m_segments.empty()) {
        listSegment(m_segments.back(), stop);
    } else if (!m_areOrphansAdopted) {
        adoptOrphans();
    } else {
        m_isComplete = true;
        m_candidates.clear();
    }
}

void JournalView::listSegment(const JournalReader::Segment& segment, const std::atomic<bool>& stop) {
    m_candidates.clear();
    m_nextCandidate = 0;
    if (segment.isShredded) {  // on purpose; verifyJournal() says whether a record tells of it
        m_bytesLooked += segment.place.bytes;
        m_segments.pop_back();
        return;
    }
    const std::uint32_t number = segment.place.name.number;
    std::unordered_map<std::size_t, std::size_t> open;
    std::uint64_t last = 0;
    const auto opened = m_reader.open(number);
    Result<void> listed = opened ? Result<void>() : fail(opened.error());
    if (opened) {
        listed = (*opened)->index->visit(0, [&](const IndexEntry& entry) { pair(entry, number, open); last = entry.seq; }, stop);
        if (!listed && listed.error().code == ErrorCode::cancelled) return m_candidates.clear();  // once more with the next step
        if ((*opened)->index->damagedLines() > 0) report(JournalFlaw::unreadable, number, 0, std::to_string((*opened)->index->damagedLines()) + " lines");
    }
    if (!listed) report(listed.error().code == ErrorCode::journalNoKey ? JournalFlaw::noKey : JournalFlaw::header, number, 0, describe(listed.error()));
    if (number == m_followSegment) m_followSeq = last;
    meetOrphans(open);
    std::stable_sort(m_candidates.begin(), m_candidates.end(), [](const Candidate& a, const Candidate& b) { return a.time > b.time; });
    m_found += m_candidates.size();
    m_bytesLooked += segment.place.bytes;
    m_segments.pop_back();
}

void JournalView::pair(const IndexEntry& entry, std::uint32_t segment, std::unordered_map<std::size_t, std::size_t>& open) {
    if (!isInRange(entry)) return;
    const std::size_t id = idOf(entry);
    const Extent extent{entry.offset, entry.length};
    if (entry.part == RecordPart::request) {
        open[id] = m_candidates.size();
        m_candidates.push_back({entry.row.time, id, {placeOf(entry, segment), {}}, extent, {}, accepts(entry.row)});
        return;
    }
    const Candidate answer{entry.row.time, id, {{}, placeOf(entry, segment)}, {}, extent, accepts(entry.row)};
    const auto request = open.find(id);
    if (request != open.end()) {
        Candidate& whole = m_candidates[request->second];
        whole.place.answer = answer.place.answer;
        whole.answer = extent;
        whole.isAccepted = answer.isAccepted;
        open.erase(request);
    } else if (entry.isAlone) {
        m_candidates.push_back(answer);
    } else {
        m_orphans[id] = answer;
    }
}

// Answers in newer segments to the requests of this one that have none here.
void JournalView::meetOrphans(const std::unordered_map<std::size_t, std::size_t>& open) {
    for (const auto& [id, number] : open) {
        const auto orphan = m_orphans.find(id);
        if (orphan == m_orphans.end()) continue;
        m_candidates[number].place.answer = orphan->second.place.answer;
        m_candidates[number].answer = orphan->second.answer;
        m_candidates[number].isAccepted = orphan->second.isAccepted;
        m_orphans.erase(orphan);
    }
}

// Answers whose request is nowhere: it was removed, or could not be written.
void JournalView::adoptOrphans() {
    m_areOrphansAdopted = true;
    m_candidates.clear();
    m_nextCandidate = 0;
    for (const auto& [id, orphan] : m_orphans) m_candidates.push_back(orphan);
    m_orphans.clear();
    std::sort(m_candidates.begin(), m_candidates.end(), [](const Candidate& a, const Candidate& b) { return a.time > b.time; });
    m_found += m_candidates.size();
}

bool JournalView::isInRange(const IndexEntry& entry) const {
    if (entry.part != RecordPart::request && entry.part != RecordPart::answer) return false;
    return entry.row.time >= m_query.from && (isOpenEnd(m_query) || entry.row.time <= m_query.to);
}

bool JournalView::accepts(const JournalRow& row) const {
    if (!m_query.requestId.empty() && row.requestId != m_query.requestId) return false;
    if (!m_query.keyName.empty() && row.keyName != m_query.keyName) return false;
    if (!m_query.model.empty() && !base::globMatches(m_query.model, row.modelAsked) && !base::globMatches(m_query.model, row.modelAnswered)) return false;
    if (m_query.outcomes.empty()) return true;
    return row.isAnswered && std::find(m_query.outcomes.begin(), m_query.outcomes.end(), row.outcome) != m_query.outcomes.end();
}

void JournalView::decide(const Candidate& candidate, bool isNew) {
    ++m_looked;
    if (candidate.isAccepted && contains(candidate)) return add(candidate, isNew);
    const bool mayStill = candidate.place.answer.segment == 0 && isOpenEnd(m_query);
    if (mayStill && m_undecided.size() < kMaxWaiting) m_undecided[candidate.id] = candidate.place.request;
}

bool JournalView::contains(const Candidate& candidate) {
    if (!m_search) return true;
    return contains(candidate.place.request, candidate.request) || contains(candidate.place.answer, candidate.answer);
}

bool JournalView::contains(const JournalPlace& place, Extent extent) {
    if (place.segment == 0) return false;
    const auto segment = m_reader.open(place.segment);
    const auto record = segment ? (*segment)->reader->read(extent.offset, extent.length) : Result<RecordView>(fail(segment.error()));
    if (record) return m_search->isIn(record->content);
    report(JournalFlaw::unreadable, place.segment, place.record, describe(record.error()));
    return false;
}

void JournalView::add(const Candidate& candidate, bool isNew) {
    (isNew ? m_newer : m_rows).push_back(candidate.place);
    const bool waits = candidate.place.answer.segment == 0 && isOpenEnd(m_query) && m_unanswered.size() < kMaxWaiting;
    if (waits) m_unanswered[candidate.id] = isNew ? first() : end() - 1;
}

JournalView::RowPlace& JournalView::at(std::int64_t position) {
    return position < 0 ? m_newer[static_cast<std::size_t>(-1 - position)] : m_rows[static_cast<std::size_t>(position)];
}

Result<void> JournalView::follow(const std::atomic<bool>& stop) {
    const auto places = listSegments(m_reader.folder());
    if (!places) return fail(places.error());
    for (const SegmentPlace& place : *places) {
        const std::uint32_t number = place.name.number;
        if (number < m_followSegment) continue;
        if (number > m_followSegment) m_followSeq = 0;
        m_followSegment = number;
        const auto opened = m_reader.open(number);
        if (!opened) {
            report(JournalFlaw::header, number, 0, describe(opened.error()));
            m_followSegment = number + 1;
            continue;
        }
        // Gathered first: what is done with an entry reads the same index.
        std::vector<IndexEntry> entries;
        const auto visited = (*opened)->index->visit(m_followSeq, [&](const IndexEntry& entry) { entries.push_back(entry); }, stop);
        for (const IndexEntry& entry : entries) {
            m_followSeq = entry.seq;
            if (isInRange(entry)) followEntry(entry, number);
        }
        if (!visited) break;
    }
    return {};
}

void JournalView::followEntry(const IndexEntry& entry, std::uint32_t segment) {
    Candidate candidate{entry.row.time, idOf(entry), {}, {}, {}, accepts(entry.row)};
    const Extent extent{entry.offset, entry.length};
    if (entry.part == RecordPart::request) {
        candidate.place.request = placeOf(entry, segment);
        candidate.request = extent;
        return decide(candidate, true);
    }
    candidate.place.answer = placeOf(entry, segment);
    candidate.answer = extent;
    const auto row = m_unanswered.find(candidate.id);
    if (row != m_unanswered.end()) {
        at(row->second).answer = candidate.place.answer;
        m_unanswered.erase(row);
        return;
    }
    const auto undecided = m_undecided.find(candidate.id);
    if (undecided == m_undecided.end()) return decide(candidate, true);
    answerUndecided(undecided->second, candidate);
    m_undecided.erase(undecided);
}

// A request that was looked at before and gave no row: its answer may.
void JournalView::answerUndecided(const JournalPlace& request, Candidate candidate) {
    if (!candidate.isAccepted) return;
    const auto entry = m_reader.entry(request);
    if (!entry) return;
    candidate.place.request = request;
    candidate.request = {entry->offset, entry->length};
    if (contains(candidate)) add(candidate, true);
}

Result<std::vector<JournalEntryRow>> JournalView::rows(std::int64_t from, std::uint32_t count) {
    std::vector<JournalEntryRow> rows;
    for (std::int64_t position = std::max(from, first()); position < end() && rows.size() < count; ++position) {
        const RowPlace& place = at(position);
        const auto entry = m_reader.entry(place.answer.segment != 0 ? place.answer : place.request);
        if (!entry) return fail(entry.error());
        rows.push_back({position, place.request, place.answer, entry->row, m_search ? passageOf(place) : std::string()});
    }
    return rows;
}

std::string JournalView::passageOf(const RowPlace& place) {
    for (const JournalPlace& part : {place.request, place.answer}) {
        if (part.segment == 0) continue;
        const auto record = m_reader.record(part);
        std::string passage = record ? m_search->passage(record->content) : std::string();
        if (!passage.empty()) return passage;
    }
    return {};
}

std::uint64_t JournalView::expected() const {
    if (m_isComplete) return m_looked;
    if (m_bytesLooked == 0) return m_bytesAll / kBytesOfDialogue;
    return static_cast<std::uint64_t>(static_cast<double>(m_found) * static_cast<double>(m_bytesAll) / static_cast<double>(m_bytesLooked));
}

void JournalView::report(JournalFlaw flaw, std::uint32_t segment, std::uint64_t record, std::string detail) {
    if (m_problems.size() < kMaxProblems) m_problems.push_back({flaw, segment, static_cast<std::uint32_t>(record), std::move(detail)});
}

}  // namespace mirror::log
