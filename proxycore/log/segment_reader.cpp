#include "log/segment_reader.h"

#include "log/journal_error.h"
#include "log/sealed_key.h"

namespace mirror::log {

namespace {
Result<crypto::Secret> unsealFor(const SegmentHead& head, const std::string& file, const JournalPrivateKeys& keys, const std::string& sealed,
                                 const std::string& purpose) {
    const JournalKeyPair* pair = keys.find(head.keys->key);
    if (!pair) return fail(ErrorCode::journalNoKey, {file, head.keys->key});
    auto key = unsealKey(pair->privateKey, pair->publicKey, sealed, purpose);
    if (!key) return fail(inFile(key.error(), file));
    if (key->view().size() != Fernet::kKeyBytes) return fail(ErrorCode::journalDamaged, {file, "keys: one has the wrong length"});
    return key;
}
}  // namespace

Result<std::unique_ptr<SegmentReader>> SegmentReader::open(const std::filesystem::path& segment, const JournalPrivateKeys& keys) {
    auto head = readSegmentHead(segment);
    if (!head) return fail(head.error());
    if (!head->keys) return fail(ErrorCode::journalNoKey, {segment.string(), {}});
    auto key = unsealFor(*head, segment.string(), keys, head->keys->fernet, fernetPurpose(head->header.segment));
    if (!key) return fail(key.error());
    return std::unique_ptr<SegmentReader>(new SegmentReader(segment, std::move(*head), std::move(*key)));
}

Result<std::unique_ptr<SegmentReader>> SegmentReader::open(const std::filesystem::path& segment, const crypto::Secret& fernetKey) {
    auto head = readSegmentHead(segment);
    if (!head) return fail(head.error());
    return std::unique_ptr<SegmentReader>(new SegmentReader(segment, std::move(*head), fernetKey.clone()));
}

SegmentReader::SegmentReader(std::filesystem::path path, SegmentHead head, crypto::Secret fernetKey)
    : m_path(std::move(path)), m_head(std::move(head)), m_fernetKey(std::move(fernetKey)), m_file(m_path), m_fernet(m_fernetKey) {}

SegmentReader::~SegmentReader() { crypto::wipe(m_plain); }

Result<crypto::Secret> SegmentReader::valuesKey(const JournalPrivateKeys& keys) const {
    if (!m_head.keys) return fail(ErrorCode::journalNoKey, {m_path.string(), {}});
    return unsealFor(m_head, m_path.string(), keys, m_head.keys->values, valuesPurpose(number()));
}

Result<RecordView> SegmentReader::unseal(std::string_view line) {
    const auto opened = m_fernet.open(line, std::chrono::system_clock::now(), m_plain);
    if (!opened) return fail(inFile(opened.error(), m_path.string()));
    auto record = parseRecord(m_plain);
    if (!record) return fail(inFile(record.error(), m_path.string()));
    return record;
}

Result<RecordView> SegmentReader::read(std::uint64_t offset, std::uint32_t length) {
    m_file.read(offset, length, m_line);
    return unseal(m_line);
}

}  // namespace mirror::log
