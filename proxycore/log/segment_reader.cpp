#include "log/segment_reader.h"

#include "log/journal_error.h"
#include "log/sealed_key.h"

namespace mirror::log {

namespace {
/// The chain says in which order records were written; a clock that was set back since makes none of them a forgery.
constexpr SystemTime kNoClock = SystemTime::max();

std::string shreddedText(const std::filesystem::path& segment) { return "key of " + segment.filename().string() + ": it was shredded"; }

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
    if (!head->keys) return fail(ErrorCode::notFound, {shreddedText(segment)});
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
    if (!m_head.keys) return fail(ErrorCode::notFound, {shreddedText(m_path)});
    return unsealFor(m_head, m_path.string(), keys, m_head.keys->values, valuesPurpose(number()));
}

Result<RecordView> SegmentReader::unseal(std::string_view line) {
    const auto opened = m_fernet.open(line, kNoClock, m_plain);
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
