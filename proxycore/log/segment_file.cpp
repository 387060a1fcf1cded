#include "log/segment_file.h"

#include <cerrno>
#include <cstring>

#include "crypto/secret.h"
#include "log/row_json.h"
#include "log/segment_name.h"

namespace mirror::log {

namespace {
tl::unexpected<Error> writeFailure(const std::filesystem::path& path, int error) { return fail(ErrorCode::fileWrite, {path.string()}, std::strerror(error)); }
}  // namespace

Result<std::unique_ptr<SegmentFile>> SegmentFile::create(JournalDisk& disk, const std::filesystem::path& path, const SegmentHeader& header,
                                                         const SegmentKeys& keys, const crypto::Secret& fernetKey) {
    const std::filesystem::path beginning = std::filesystem::path(path) += ".new";
    disk.remove(beginning);  // of an attempt that was cut short
    base::Descriptor file(disk.create(beginning));
    if (file.get() < 0) return writeFailure(path, errno);
    const std::string lines = printHeader(header) + '\n' + printKeys(keys) + '\n';
    int error = writeWholly(disk, file.get(), lines, 0).error;
    if (error == 0 && (disk.sync(file.get()) != 0 || disk.rename(beginning, path) != 0)) error = errno;
    if (error != 0) {
        disk.remove(beginning);
        return writeFailure(path, error);
    }
    syncFolder(disk, path.parent_path());
    disk.remove(indexPath(path));
    return std::unique_ptr<SegmentFile>(new SegmentFile(disk, path, std::move(file), header, lines.size(), fernetKey));
}

SegmentFile::SegmentFile(JournalDisk& disk, std::filesystem::path path, base::Descriptor&& file, SegmentHeader header, std::uint64_t end,
                         const crypto::Secret& fernetKey)
    : m_disk(disk),
      m_path(std::move(path)),
      m_file(file.release()),
      m_header(std::move(header)),
      m_fernet(fernetKey),
      m_index(disk, indexPath(m_path), fernetKey),
      m_hash(lineHash(printHeader(m_header))),
      m_writtenHash(m_hash),
      m_end(end) {}

SegmentFile::~SegmentFile() { crypto::wipe(m_plain); }

void SegmentFile::composeEntry(const JournalEntry& entry, SystemTime now) {
    m_row.clear();
    appendRow(m_row, entry.row, entry.isAlone);
    compose({.part = entry.part, .row = m_row, .content = entry.content, .values = entry.values},
            {.part = entry.part, .isAlone = entry.isAlone, .row = entry.row}, true, now);
}

void SegmentFile::composeOwn(RecordPart part, const std::string& content, SystemTime now) {
    JournalRow row;
    row.time = now;
    m_row.clear();
    appendRow(m_row, row, false);
    compose({.part = part, .row = m_row, .content = content}, {.part = part, .row = row}, false, now);
}

void SegmentFile::compose(RecordView record, IndexEntry index, bool isEntry, SystemTime now) {
    record.seq = ++m_seq;
    record.prev = m_hash;
    m_plain.clear();
    appendRecord(m_plain, record);
    const std::size_t begin = m_composed.size();
    m_fernet.seal(m_plain, now, m_composed);
    const std::string_view line = std::string_view(m_composed).substr(begin);
    m_hash = lineHash(line);
    index.seq = m_seq;
    index.offset = m_end + begin;
    index.length = static_cast<std::uint32_t>(line.size());
    m_composed += '\n';
    m_records.push_back({m_composed.size(), isEntry, m_hash, std::move(index)});
}

Result<void> SegmentFile::write() {
    m_entriesWritten = 0;
    if (m_composed.empty()) return {};
    m_isFull = false;
    // One that was cut off would have a hole where the missing bytes were.
    if (const auto there = checkPlace(); !there) return there;
    const Written written = writeWholly(m_disk, m_file.get(), m_composed, static_cast<off_t>(m_end));
    settle(written.bytes);
    m_isFull = written.error == ENOSPC || written.error == EDQUOT;
    if (written.error == 0) return {};
    // What could not be cut off again is written over by the next try, which begins at the same place with the same bytes.
    m_disk.truncate(m_file.get(), static_cast<off_t>(m_end));
    return writeFailure(m_path, written.error);
}

// The first `bytes` of what is composed are in the file: whole lines among them count.
void SegmentFile::settle(std::size_t bytes) {
    std::size_t whole = 0;
    for (; !m_records.empty() && m_records.front().end <= bytes; m_records.pop_front()) {
        Composed& record = m_records.front();
        whole = record.end;
        m_entriesWritten += record.isEntry ? 1 : 0;
        m_writtenSeq = record.index.seq;
        m_writtenHash = std::move(record.hash);
        m_index.add(std::move(record.index));
    }
    if (whole == 0) return;
    m_composed.erase(0, whole);
    for (Composed& record : m_records) record.end -= whole;
    m_end += whole;
    m_isDirty = true;
}

Result<void> SegmentFile::sync() {
    if (!m_isDirty) return {};
    if (m_disk.sync(m_file.get()) != 0) return writeFailure(m_path, errno);
    m_isDirty = false;
    return {};
}

Result<void> SegmentFile::checkPlace() const {
    if (!m_disk.holds(m_file.get(), m_path, static_cast<off_t>(m_end))) return fail(ErrorCode::fileWrite, {m_path.string()}, "the open segment was removed, moved or cut off");
    return {};
}

}  // namespace mirror::log
