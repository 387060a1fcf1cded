#include "log/segment_check.h"

#include <algorithm>
#include <utility>

namespace mirror::log {

namespace {
constexpr std::size_t kMaxForeignTests = 100;  // each costs a look with every other key
constexpr std::uint64_t kProgressBytes = 1 << 20;

/// One walk; gathers the findings line by line.
class Walk {
public:
    Walk(SegmentReader& reader, const ForeignTest& isForeign, const std::set<std::uint64_t>& wanted)
        : m_reader(reader), m_isForeign(isForeign), m_wanted(wanted) {
        m_found.lastHash = reader.head().hash;
    }
    void take(std::string_view line) {
        const auto record = m_reader.unseal(line);
        std::string hash = lineHash(line);
        if (record) {
            takeRecord(*record, hash);
        } else {
            takeUnreadable(line);
        }
        m_found.lastHash = std::move(hash);
    }
    SegmentFindings finish() {
        for (const OrderFlaw& flaw : checkOrder(m_lines)) report(flaw.flaw, flaw.record, detailOf(flaw));
        // Numbers that are all there can still hide that the last line is not the last record.
        m_found.isEndSound = m_lines.empty() || m_lines.back().seq == m_found.lastSeq;
        std::stable_sort(m_found.problems.begin(), m_found.problems.end(), [](const auto& a, const auto& b) { return a.record < b.record; });
        return std::move(m_found);
    }
    SegmentFindings& found() { return m_found; }

private:
    void takeRecord(const RecordView& record, const std::string& hash) {
        const bool isNext = record.seq == m_previous + 1;
        if (isNext && !m_isAfterBad && record.prev != m_found.lastHash) {
            const bool isFirst = record.seq == 1;
            report(isFirst ? JournalFlaw::header : JournalFlaw::chain, isFirst ? 0 : record.seq, "the line before has another hash");
        }
        if (m_found.hasFooter && !std::exchange(m_isBehindFooter, true)) report(JournalFlaw::footer, record.seq, "it stands behind the footer");
        if (record.part == RecordPart::end) takeFooter(record);
        if (record.part == RecordPart::event) {
            if (auto event = parseEvent(record.content)) m_found.events.push_back(std::move(*event));
        }
        if (m_wanted.contains(record.seq)) m_found.hashes[record.seq] = hash;
        ++m_found.records;
        m_found.lastSeq = std::max(m_found.lastSeq, record.seq);
        m_lines.push_back({record.seq, false});
        m_previous = record.seq;
        m_isAfterBad = false;
    }
    void takeFooter(const RecordView& record) {
        m_found.hasFooter = true;
        const auto records = parseFooter(record.content);
        if (!records || *records != record.seq - 1) report(JournalFlaw::footer, record.seq, "it counts other records");
    }
    // The line behind one that was changed cannot have its hash: that is the same damage, not another.
    void takeUnreadable(std::string_view line) {
        const std::uint32_t segment = m_foreignTests++ < kMaxForeignTests ? m_isForeign(line) : 0;
        m_lines.push_back({0, segment != 0});
        if (segment != 0) m_foreign = segment;
        ++m_previous;
        m_isAfterBad = true;
    }
    std::string detailOf(const OrderFlaw& flaw) const {
        return flaw.flaw == JournalFlaw::foreign ? "a record of segment " + std::to_string(m_foreign) : std::string();
    }
    void report(JournalFlaw flaw, std::uint64_t record, std::string detail) {
        m_found.problems.push_back({flaw, m_reader.number(), static_cast<std::uint32_t>(record), std::move(detail)});
    }

    SegmentReader& m_reader;
    const ForeignTest& m_isForeign;
    const std::set<std::uint64_t>& m_wanted;
    SegmentFindings m_found;
    std::vector<CheckedLine> m_lines;
    std::uint64_t m_previous = 0;
    bool m_isAfterBad = false;
    bool m_isBehindFooter = false;
    std::uint32_t m_foreign = 0;
    std::size_t m_foreignTests = 0;
};
}  // namespace

SegmentFindings checkSegment(SegmentReader& reader, const ForeignTest& isForeign, const std::set<std::uint64_t>& wanted,
                             const std::function<void(std::uint64_t bytes)>& walked, const std::atomic<bool>& stop) {
    Walk walk(reader, isForeign, wanted);
    LineWalk lines(reader.file(), reader.head().recordsOffset);
    std::uint64_t told = 0;
    while (const auto line = lines.next()) {
        if (stop.load(std::memory_order_relaxed)) {
            walk.found().isStopped = true;
            break;
        }
        walk.take(line->text);
        if (lines.offset() - told < kProgressBytes) continue;
        walked(lines.offset() - told);
        told = lines.offset();
    }
    walked(lines.offset() - told);
    walk.found().torn = lines.rest();
    return walk.finish();
}

}  // namespace mirror::log
