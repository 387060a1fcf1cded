#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "crypto/secret.h"
#include "log/fernet.h"
#include "log/journal_keys.h"
#include "log/record_text.h"
#include "log/segment_lines.h"

namespace mirror::log {

/// A segment and the key of its tokens. Opens one record at a time; the file may be written to meanwhile. One thread.
class SegmentReader {
public:
    /// With the private keys of the journal. Errors: fileRead; journalDamaged; journalNoKey ({file, key id}) if it is sealed to none of them; notFound if it was shredded.
    static Result<std::unique_ptr<SegmentReader>> open(const std::filesystem::path& segment, const JournalPrivateKeys& keys);
    /// With the key of its tokens alone (32 bytes), as export-key gives it: masked values stay sealed.
    static Result<std::unique_ptr<SegmentReader>> open(const std::filesystem::path& segment, const crypto::Secret& fernetKey);
    ~SegmentReader();

    const SegmentHead& head() const { return m_head; }
    std::uint32_t number() const { return m_head.header.segment; }
    const std::filesystem::path& path() const { return m_path; }
    const FileBytes& file() const { return m_file; }
    const crypto::Secret& fernetKey() const { return m_fernetKey; }
    /// The key its masked values are sealed with. Errors as open().
    Result<crypto::Secret> valuesKey(const JournalPrivateKeys& keys) const;

    /// What a line says; views are valid until the next call. journalDamaged {file, what} for anything but a record sealed with this segment's key.
    Result<RecordView> unseal(std::string_view line);
    /// The record at a place of the index.
    Result<RecordView> read(std::uint64_t offset, std::uint32_t length);

private:
    SegmentReader(std::filesystem::path path, SegmentHead head, crypto::Secret fernetKey);
    std::filesystem::path m_path;
    SegmentHead m_head;
    crypto::Secret m_fernetKey;
    FileBytes m_file;
    Fernet m_fernet;
    std::string m_line, m_plain;
};

}  // namespace mirror::log
