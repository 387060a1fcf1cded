#include "log/segment_series.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "crypto/random_bytes.h"
#include "log/anchor_file.h"
#include "log/journal_event.h"
#include "log/retention.h"
#include "log/sealed_key.h"
#include "log/segment_lines.h"
#include "log/segment_tail.h"

namespace mirror::log {

namespace {
Result<void> makeFolder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder.parent_path(), error);
    if (::mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST) return {};
    return fail(ErrorCode::fileWrite, {folder.string()}, std::strerror(errno));
}
}  // namespace

SegmentSeries::SegmentSeries(JournalDisk& disk, JournalSettings settings, JournalPublicKey key, crypto::Secret valuesKey)
    : m_disk(disk), m_settings(std::move(settings)), m_key(std::move(key)), m_valuesKey(std::move(valuesKey)) {}

SegmentSeries::~SegmentSeries() = default;

void SegmentSeries::setSettings(JournalSettings settings) {
    settings.folder = m_settings.folder;
    m_settings = std::move(settings);
}

Result<void> SegmentSeries::begin(SystemTime now) {
    if (const auto made = makeFolder(m_settings.folder); !made) return made;
    auto segments = listSegments(m_settings.folder);
    if (!segments) return fail(segments.error());
    if (!segments->empty()) m_lastNumber = std::max(m_lastNumber, segments->back().name.number);
    std::optional<SegmentLink> link;
    if (const auto adopted = adoptLast(*segments, link); !adopted) return adopted;
    remember(*segments);
    m_hasBegun = true;
    return beginAfter(std::move(link), now);
}

// The newest segment whose header can be read is what the next one is tied to. Those behind it never held a record: a power cut took their beginning.
Result<void> SegmentSeries::adoptLast(std::vector<SegmentPlace>& segments, std::optional<SegmentLink>& link) {
    for (; !segments.empty(); segments.pop_back()) {
        auto mended = mendTail(m_disk, segments.back().path);
        if (mended) {
            link = std::move(*mended);
            return {};
        }
        if (mended.error().code != ErrorCode::journalDamaged) return fail(mended.error());
        if (m_disk.rename(segments.back().path, tornPath(segments.back().path)) != 0)
            return fail(ErrorCode::fileWrite, {segments.back().path.string()}, std::strerror(errno));
    }
    return {};
}

void SegmentSeries::remember(const std::vector<SegmentPlace>& segments) {
    m_closed.clear();
    m_closedBytes = 0;
    for (const SegmentPlace& place : segments) close(place.name.number, place, {});
    if (!m_closed.empty()) m_oldest = begun(m_closed.begin()->first);
}

void SegmentSeries::close(std::uint32_t number, SegmentPlace place, std::optional<SystemTime> created) {
    m_closedBytes += place.bytes;
    m_closed[number] = {std::move(place), created};
}

void SegmentSeries::forget(std::uint32_t segment) {
    const auto closed = m_closed.find(segment);
    m_closedBytes -= closed->second.place.bytes;
    m_closed.erase(closed);
    if (!m_closed.empty()) m_oldest = begun(m_closed.begin()->first);
}

SystemTime SegmentSeries::begun(std::uint32_t segment) {
    Closed& closed = m_closed.at(segment);
    if (closed.created) return *closed.created;
    const auto head = readSegmentHead(closed.place.path);
    // Without a header nobody knows how old it is: as if it were begun when it is looked at, so that it is not removed too early.
    closed.created = head ? head->header.created : std::chrono::system_clock::now();
    return *closed.created;
}

Result<void> SegmentSeries::beginAfter(std::optional<SegmentLink> previous, SystemTime now) {
    const SegmentHeader header{m_lastNumber + 1, std::chrono::time_point_cast<Microseconds>(now), previous, m_settings.engine};
    const crypto::Secret fernetKey(crypto::randomBytes(Fernet::kKeyBytes));
    const SegmentKeys keys{m_key.id, sealKey(m_key.bytes, fernetKey.view(), fernetPurpose(header.segment)),
                           sealKey(m_key.bytes, m_valuesKey.view(), valuesPurpose(header.segment))};
    if (const auto made = makeFolder(m_settings.folder); !made) return made;  // it may have been taken away
    const auto path = m_settings.folder / segmentFileName({localDay(now), header.segment});
    m_last = std::move(previous);
    auto made = SegmentFile::create(m_disk, path, header, keys, fernetKey);
    if (!made) return fail(made.error());
    m_current = std::move(*made);
    m_currentKey = m_key.id;
    m_isEnded = false;
    m_lastNumber = header.segment;
    return {};
}

bool SegmentSeries::isDue(SystemTime now) const {
    const std::uint64_t size = m_current->bytes() + m_current->composedBytes();
    return m_isEnded || size >= static_cast<std::uint64_t>(m_settings.segmentBytes.value) || localDay(now) != localDay(m_current->header().created) ||
           m_currentKey != m_key.id;
}

Result<void> SegmentSeries::prepare(SystemTime now) {
    if (m_current && !isDue(now)) return {};
    if (m_current) {
        if (const auto ended = end(now); !ended) return ended;
    }
    if (!m_hasBegun) return begin(now);
    return beginAfter(m_last, now);
}

Result<void> SegmentSeries::write() {
    const auto written = m_current->write();
    m_written += m_current->entriesWritten();
    return written;
}

void SegmentSeries::giveUp() {
    const ChainEnd end = m_current->end();
    m_last = SegmentLink{end.segment, end.hash};
    const SegmentHeader& header = m_current->header();
    if (m_closed.empty()) m_oldest = header.created;
    close(header.segment, {{localDay(header.created), header.segment}, m_current->path(), m_current->totalBytes()}, header.created);
    m_current.reset();
}

Result<void> SegmentSeries::end(SystemTime now) {
    if (!m_isEnded) m_current->composeOwn(RecordPart::end, printFooter(m_current->composedRecords()), now);
    m_isEnded = true;
    if (const auto written = write(); !written) return written;
    m_current->flushIndex();
    m_current->syncIndex();
    if (const auto synced = m_current->sync(); !synced) return synced;
    if (const auto anchored = anchor(now); !anchored) return anchored;
    giveUp();
    return {};
}

Result<void> SegmentSeries::anchor(SystemTime now) {
    if (m_settings.anchorFile.empty() || !m_current) return {};
    const ChainEnd end = m_current->end();
    if (end.seq == 0 || end.hash == m_anchored) return {};
    if (const auto synced = m_current->sync(); !synced) return synced;
    const auto appended = appendAnchor(m_settings.anchorFile, end, now);
    m_anchorError = appended ? std::nullopt : std::optional(appended.error());
    if (appended) m_anchored = end.hash;
    return {};
}

Result<void> SegmentSeries::writeEvent(const JournalEvent& event, SystemTime now) {
    m_current->composeOwn(RecordPart::event, printEvent(event), now);
    return write();
}

Result<void> SegmentSeries::removeExpired(SystemTime now) {
    if (!m_current || m_isEnded) return {};
    std::vector<SegmentPlace> places;
    for (const auto& [number, closed] : m_closed) places.push_back(closed.place);
    places.push_back({{}, m_current->path(), m_current->totalBytes()});
    const auto begunAt = [&](std::size_t index) { return index + 1 == places.size() ? m_current->header().created : begun(places[index].name.number); };
    for (const Expired& expired : expiredSegments(places, begunAt, m_settings, now)) {
        const auto written = writeEvent({JournalEventKind::removed, expired.place.name.number, expired.reason}, now);
        if (!written) return written;
        // On the disk before the segment is gone: a power cut between the two must not leave a gap that nothing explains.
        if (const auto synced = m_current->sync(); !synced) return synced;
        removeFiles(expired.place);
    }
    return {};
}

void SegmentSeries::removeFiles(const SegmentPlace& place) {
    m_disk.remove(indexPath(place.path));
    m_disk.remove(tornPath(place.path));
    if (m_disk.remove(place.path) == 0 || errno == ENOENT) forget(place.name.number);
}

Result<void> SegmentSeries::shred(std::uint32_t segment, const std::string& reason, SystemTime now) {
    if (m_current && m_current->header().segment == segment) return fail(ErrorCode::unsupported, {"open segment"});
    const auto closed = m_closed.find(segment);
    if (closed == m_closed.end()) return fail(ErrorCode::notFound, {std::to_string(segment)});
    const std::filesystem::path& path = closed->second.place.path;
    const auto head = readSegmentHead(path);
    if (!head) return fail(head.error());
    if (!m_current || m_isEnded) return fail(ErrorCode::fileWrite, {path.string()}, "no segment takes the event");
    if (const auto written = writeEvent({JournalEventKind::shredded, segment, reason}, now); !written) return written;
    if (const auto synced = m_current->sync(); !synced) return synced;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    const base::Descriptor file(m_disk.open(path));
    const bool isGone = file.get() >= 0 &&
                        writeWholly(m_disk, file.get(), printShredded({seconds}, head->keysLength), static_cast<off_t>(head->keysOffset)).error == 0 &&
                        m_disk.sync(file.get()) == 0;
    if (!isGone) return fail(ErrorCode::fileWrite, {path.string()}, std::strerror(errno));
    m_disk.remove(indexPath(path));
    return {};
}

SegmentSeries::Size SegmentSeries::size() const {
    Size size{m_closed.size(), {static_cast<std::int64_t>(m_closedBytes)}, m_closed.empty() ? SystemTime() : m_oldest};
    if (!m_current) return size;
    ++size.segments;
    size.bytes.value += static_cast<std::int64_t>(m_current->totalBytes());
    if (m_closed.empty()) size.oldest = m_current->header().created;
    return size;
}

}  // namespace mirror::log
