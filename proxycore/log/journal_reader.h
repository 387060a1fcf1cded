#pragma once
#include <atomic>
#include <filesystem>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "log/journal_keys.h"
#include "log/segment_index.h"
#include "log/segment_name.h"
#include "log/segment_reader.h"
#include "proxycore/api/journal.h"

namespace mirror::log {

/// Both parts of a dialogue as they were written.
struct DialogueParts {
    JournalRow row;       ///< of the answer; of the request where there is none
    std::string request;  ///< content as JSON; empty: the part is missing
    std::string answer;
    std::string requestValues;  ///< sealed originals, for ValueSealer with valuesKey() of that part's segment; empty: none
    std::string answerValues;
};

/// The journal's folder, opened with its private keys: segments, entries and records by place. Keeps the last 32 segments it was asked for open. One thread.
class JournalReader {
public:
    /// With keys that outlive it,
    JournalReader(std::filesystem::path folder, const JournalPrivateKeys& keys);
    /// or keys of its own.
    JournalReader(std::filesystem::path folder, JournalPrivateKeys&& keys);
    ~JournalReader();
    JournalReader(const JournalReader&) = delete;
    JournalReader& operator=(const JournalReader&) = delete;

    /// The segments there are now, by rising number, with what their first lines say. One that cannot be read has an empty header and `error`.
    struct Segment {
        SegmentPlace place;
        SegmentHeader header;
        std::optional<Error> error;
        bool isShredded = false;
        std::string keyId;
    };
    Result<std::vector<Segment>> segments() const;

    /// What an open segment is read with; valid until as many others were opened.
    struct OpenSegment {
        std::unique_ptr<SegmentReader> reader;
        std::unique_ptr<SegmentIndex> index;
    };
    /// Errors: as SegmentReader::open; notFound.
    Result<OpenSegment*> open(std::uint32_t segment);

    /// Lets go of a segment: what is asked of it next is read from the disk anew.
    void forget(std::uint32_t segment);

    /// What a list shows of a record. Errors: also notFound if there is no such record.
    Result<IndexEntry> entry(JournalPlace place);
    /// Content of one record; views until the next call. Errors: also journalDamaged.
    Result<RecordView> record(JournalPlace place);
    /// Both parts; a place whose segment is 0 is left out. Errors: as record().
    Result<DialogueParts> dialogue(JournalPlace request, JournalPlace answer);
    /// The key the masked values of a segment's records are sealed with. Errors: as open().
    Result<crypto::Secret> valuesKey(std::uint32_t segment);
    /// The key of a segment's tokens. Errors: as open().
    Result<crypto::Secret> fernetKey(std::uint32_t segment);

    const std::filesystem::path& folder() const { return m_folder; }
    const JournalPrivateKeys& keys() const { return *m_keys; }

private:
    Result<std::filesystem::path> pathOf(std::uint32_t segment);
    std::filesystem::path m_folder;
    std::optional<JournalPrivateKeys> m_ownKeys;
    const JournalPrivateKeys* m_keys;
    std::unordered_map<std::uint32_t, std::filesystem::path> m_paths;  ///< known so far
    std::list<OpenSegment> m_open;  ///< the one used last in front
};

/// When a segment was begun and what is behind it: files written before `from` or begun after `to` need not be opened.
bool mayHold(const std::vector<JournalReader::Segment>& segments, std::size_t index, SystemTime from, SystemTime to);

}  // namespace mirror::log
