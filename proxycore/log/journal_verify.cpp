#include "log/journal_verify.h"

#include <map>
#include <memory>
#include <set>

#include "log/anchor_file.h"
#include "log/journal_reader.h"
#include "log/segment_check.h"
#include "log/segment_tail.h"

namespace mirror::log {

namespace {
constexpr std::size_t kMaxProblems = 1000;

/// How a segment that is here ends, for the header of the next one.
struct End {
    std::uint32_t segment = 0;
    std::uint64_t lastSeq = 0;
    std::string hash;
    bool isSound = true;  ///< false: a problem of its end was reported already
};

/// One verification. Each segment is walked over by itself; what ties them together is looked at in between, what was removed at the end.
class Verification {
public:
    Verification(const VerifyOptions& options, const JournalPrivateKeys& keys, const std::function<void(std::uint32_t)>& progress, const std::atomic<bool>& stop)
        : m_options(options), m_keys(keys), m_reader(options.folder, keys), m_progress(progress), m_stop(stop) {}
    Result<JournalReport> run();

private:
    using Segment = JournalReader::Segment;
    bool isChosen(const Segment& segment) const;
    Result<void> readAnchors();
    void openOthers();
    std::uint32_t foreignSegment(std::string_view line, std::uint32_t own);
    void look(std::size_t index);
    void lookAtHead(const Segment& segment);
    void lookAtLink(std::size_t index);
    void walkOver(const Segment& segment, bool isNewest);
    void endWithoutKey(const Segment& segment);
    void compareAnchors(const Segment& segment, const SegmentFindings& found);
    void judgeAnchorsBehindTheEnd();
    void judgeRemoved();
    void readEventsElsewhere();
    void takeEvent(const JournalEvent& event);
    void missing(std::uint32_t segment, std::string detail);
    void advance(std::uint64_t bytes);
    void report(JournalFlaw flaw, std::uint32_t segment, std::uint64_t record, std::string detail);

    const VerifyOptions& m_options;
    const JournalPrivateKeys& m_keys;
    JournalReader m_reader;
    const std::function<void(std::uint32_t)>& m_progress;
    const std::atomic<bool>& m_stop;
    JournalReport m_report;
    std::vector<Segment> m_segments;
    std::set<std::uint32_t> m_walked;
    std::map<std::uint32_t, std::unique_ptr<SegmentReader>> m_others;  ///< by number, for lines of another segment; filled when the first is met
    bool m_areOthersOpen = false;
    std::map<std::uint32_t, std::vector<Anchor>> m_anchors;
    std::set<std::uint32_t> m_removed, m_shredded;                  ///< as records say
    std::map<std::uint32_t, std::string> m_missing, m_unexplained;  ///< to be explained by such a record: gone, shredded
    End m_end;  ///< of the segment before
    std::uint64_t m_bytesAll = 0, m_bytesDone = 0;
};

Result<JournalReport> Verification::run() {
    const auto began = std::chrono::steady_clock::now();
    // Before the segments: one that is begun and anchored in between would seem to be missing.
    if (const auto read = readAnchors(); !read) return fail(read.error());
    auto segments = m_reader.segments();
    if (!segments) return fail(segments.error());
    m_segments = std::move(*segments);
    for (const Segment& segment : m_segments)
        if (isChosen(segment)) m_bytesAll += segment.place.bytes;
    for (std::size_t i = 0; i < m_segments.size() && !m_stop; ++i) look(i);
    if (!m_stop) judgeRemoved();
    if (!m_stop) judgeAnchorsBehindTheEnd();
    m_report.isComplete = !m_stop;
    m_report.took = std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now() - began);
    return std::move(m_report);
}

bool Verification::isChosen(const Segment& segment) const {
    if (segment.error) return true;
    return segment.header.created >= m_options.from && (m_options.to == SystemTime{} || segment.header.created <= m_options.to);
}

Result<void> Verification::readAnchors() {
    if (m_options.anchorFile.empty()) return {};
    auto anchors = log::readAnchors(m_options.anchorFile);
    if (!anchors) return fail(anchors.error());
    if (!anchors->empty()) m_report.lastAnchor = {anchors->back().segment, static_cast<std::uint32_t>(anchors->back().seq)};
    for (Anchor& anchor : *anchors) m_anchors[anchor.segment].push_back(std::move(anchor));
    return {};
}

void Verification::look(std::size_t index) {
    const Segment& segment = m_segments[index];
    const std::uint32_t number = segment.place.name.number;
    if (segment.error) {
        report(JournalFlaw::header, number, 0, describe(*segment.error));
        m_end = {number, 0, {}, false};
        return;
    }
    lookAtLink(index);
    if (!isChosen(segment) || segment.isShredded || !m_keys.find(segment.keyId)) {
        if (isChosen(segment)) lookAtHead(segment);
        return endWithoutKey(segment);
    }
    ++m_report.segments;
    m_walked.insert(number);
    lookAtHead(segment);
    walkOver(segment, index + 1 == m_segments.size());
}

void Verification::lookAtHead(const Segment& segment) {
    const std::uint32_t number = segment.place.name.number;
    if (segment.header.segment != number) report(JournalFlaw::header, number, 0, "it says that it is segment " + std::to_string(segment.header.segment));
    if (segment.isShredded) {
        m_unexplained[number] = "its keys are gone, and no record says so";
    } else if (!m_keys.find(segment.keyId)) {
        report(JournalFlaw::noKey, number, 0, "key " + segment.keyId);
    }
}

// Whether this segment goes on where the one before it ends.
void Verification::lookAtLink(std::size_t index) {
    const Segment& segment = m_segments[index];
    const std::uint32_t number = segment.place.name.number;
    const bool matters = isChosen(segment) || (index > 0 && isChosen(m_segments[index - 1]));
    if (!matters) return;
    if (!segment.header.previous) {
        if (number != 1) missing(number - 1, "segment " + std::to_string(number) + " is tied to nothing");
        return;
    }
    const SegmentLink& link = *segment.header.previous;
    for (std::uint32_t gone = m_end.segment + 1; gone <= link.segment && index > 0; ++gone) missing(gone, {});
    if (index == 0) missing(link.segment, {});
    if (link.segment < m_end.segment) report(JournalFlaw::header, number, 0, "it is tied to segment " + std::to_string(link.segment));
    if (link.segment == m_end.segment && m_end.isSound && link.hash != m_end.hash)
        report(JournalFlaw::gap, m_end.segment, m_end.lastSeq + 1, "segment " + std::to_string(number) + " was begun behind another record");
}

void Verification::endWithoutKey(const Segment& segment) {
    advance(isChosen(segment) ? segment.place.bytes : 0);
    const auto tail = readTail(segment.place.path);
    m_end = {segment.place.name.number, 0, tail ? tail->link.hash : std::string(), tail.has_value()};
}

void Verification::walkOver(const Segment& segment, bool isNewest) {
    const std::uint32_t number = segment.place.name.number;
    auto reader = SegmentReader::open(segment.place.path, m_keys);
    if (!reader || !(*reader)->valuesKey(m_keys)) report(JournalFlaw::header, number, 0, "its keys cannot be opened");
    if (!reader) return endWithoutKey(segment);
    std::set<std::uint64_t> wanted;
    for (const Anchor& anchor : m_anchors[number]) wanted.insert(anchor.seq);
    const auto foreign = [&](std::string_view line) { return foreignSegment(line, number); };
    SegmentFindings found = checkSegment(**reader, foreign, wanted, [this](std::uint64_t bytes) { advance(bytes); }, m_stop);
    m_report.records += found.records;
    for (JournalProblem& problem : found.problems) report(problem.flaw, number, problem.record, std::move(problem.detail));
    for (const JournalEvent& event : found.events) takeEvent(event);
    // Behind the last line of the newest segment a record may be in the making.
    if (found.torn > 0 && !isNewest && !found.isStopped) report(JournalFlaw::unreadable, number, found.lastSeq + 1, "a torn line");
    if (!found.isStopped) compareAnchors(segment, found);
    m_end = {number, found.lastSeq, found.lastHash, found.isEndSound};
}

std::uint32_t Verification::foreignSegment(std::string_view line, std::uint32_t own) {
    if (!std::exchange(m_areOthersOpen, true)) openOthers();
    for (const auto& [number, reader] : m_others)
        if (number != own && reader->unseal(line)) return number;
    return 0;
}

void Verification::openOthers() {
    constexpr std::size_t kMaxOthers = 256;  // each holds a file open
    for (const Segment& segment : m_segments) {
        if (segment.error || m_others.size() >= kMaxOthers) continue;
        if (auto reader = SegmentReader::open(segment.place.path, m_keys)) m_others.emplace(segment.place.name.number, std::move(*reader));
    }
}

void Verification::compareAnchors(const Segment& segment, const SegmentFindings& found) {
    const std::uint32_t number = segment.place.name.number;
    bool isTruncated = false;
    for (const Anchor& anchor : m_anchors[number]) {
        ++m_report.anchors;
        const auto hash = found.hashes.find(anchor.seq);
        if (anchor.seq > found.lastSeq) {
            if (!std::exchange(isTruncated, true)) report(JournalFlaw::truncated, number, found.lastSeq + 1, "an anchor names record " + std::to_string(anchor.seq));
        } else if (hash != found.hashes.end() && hash->second != anchor.hash) {
            report(JournalFlaw::chain, number, anchor.seq, "an anchor has another hash");
        }
    }
}

void Verification::judgeAnchorsBehindTheEnd() {
    const std::uint32_t newest = m_segments.empty() ? 0 : m_segments.back().place.name.number;
    for (auto gone = m_anchors.upper_bound(newest); gone != m_anchors.end(); ++gone)
        report(JournalFlaw::truncated, gone->first, 1, "an anchor names record " + std::to_string(gone->second.back().seq));
}

void Verification::missing(std::uint32_t segment, std::string detail) {
    if (segment != 0) m_missing.emplace(segment, std::move(detail));
}

void Verification::takeEvent(const JournalEvent& event) {
    (event.kind == JournalEventKind::removed ? m_removed : m_shredded).insert(event.segment);
}

void Verification::judgeRemoved() {
    if (!m_missing.empty() || !m_unexplained.empty()) readEventsElsewhere();
    for (auto& [segment, detail] : m_missing) {
        if (m_removed.contains(segment)) {
            ++m_report.removed;
        } else {
            report(JournalFlaw::missing, segment, 0, std::move(detail));
        }
    }
    for (auto& [segment, detail] : m_unexplained) {
        if (m_shredded.contains(segment)) {
            ++m_report.removed;
        } else {
            report(JournalFlaw::noKey, segment, 0, std::move(detail));
        }
    }
}

// Of segments outside of the range, by their indexes.
void Verification::readEventsElsewhere() {
    for (const Segment& segment : m_segments) {
        const std::uint32_t number = segment.place.name.number;
        if (m_walked.contains(number)) continue;
        const auto opened = m_reader.open(number);
        if (!opened) continue;
        std::vector<IndexEntry> events;
        static_cast<void>((*opened)->index->visit(0, [&](const IndexEntry& entry) { if (entry.part == RecordPart::event) events.push_back(entry); }, m_stop));
        for (const IndexEntry& entry : events) {
            const auto record = (*opened)->reader->read(entry.offset, entry.length);
            const auto event = record ? parseEvent(record->content) : std::nullopt;
            if (event) takeEvent(*event);
        }
    }
}

void Verification::advance(std::uint64_t bytes) {
    m_bytesDone += bytes;
    if (m_bytesAll > 0) m_progress(static_cast<std::uint32_t>(std::min<std::uint64_t>(1000, m_bytesDone * 1000 / m_bytesAll)));
}

void Verification::report(JournalFlaw flaw, std::uint32_t segment, std::uint64_t record, std::string detail) {
    ++m_report.problemCount;
    if (m_report.problems.size() < kMaxProblems) m_report.problems.push_back({flaw, segment, static_cast<std::uint32_t>(record), std::move(detail)});
}
}  // namespace

Result<JournalReport> verifyJournal(const VerifyOptions& options, const JournalPrivateKeys& keys, const std::function<void(std::uint32_t)>& progress,
                                    const std::atomic<bool>& stop) {
    return Verification(options, keys, progress, stop).run();
}

}  // namespace mirror::log
