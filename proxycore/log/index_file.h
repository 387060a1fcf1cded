#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/descriptor.h"
#include "crypto/aes_gcm.h"
#include "crypto/secret.h"
#include "log/index_entry.h"
#include "log/journal_disk.h"

namespace mirror::log {

inline constexpr std::size_t kIndexBlockEntries = 1024;

/// Seals and opens the blocks of one segment's index: AES-256-GCM under HKDF(key of the segment's tokens), the block's number as context, so that blocks cannot
/// change places. A block in the file is its length (4 bytes, little-endian), nonce, ciphertext and tag. Not thread-safe.
class IndexSeal {
public:
    explicit IndexSeal(const crypto::Secret& fernetKey);
    /// Appends the block as it stands in the file.
    void seal(std::uint64_t block, std::string_view packed, std::string& out);
    /// `sealed` is what follows the length. False if it is not block number `block` of this segment.
    bool open(std::uint64_t block, std::string_view sealed, std::string& packed);

private:
    crypto::Aes256Gcm m_cipher;
};

/// The index beside the segment being written. It may fall short: readers make what is missing from the segment. One thread.
class IndexFile {
public:
    /// What does not work here is tried again with the next block.
    IndexFile(JournalDisk& disk, std::filesystem::path path, const crypto::Secret& fernetKey);
    /// Entries of records that are written, rising without a gap over all calls.
    void add(IndexEntry entry) { m_waiting.push_back(std::move(entry)); }
    std::size_t waiting() const { return m_waiting.size(); }
    /// Writes what waits as blocks. False, with errno, if the disk does not take it: then it waits on.
    bool flush();
    int sync();
    std::uint64_t bytes() const { return m_end; }

private:
    bool isOpen();
    bool writeBlock(const std::vector<IndexEntry>& entries);

    JournalDisk& m_disk;
    std::filesystem::path m_path;
    IndexSeal m_seal;
    std::optional<base::Descriptor> m_file;
    std::vector<IndexEntry> m_waiting;
    std::uint64_t m_blocks = 0;
    std::uint64_t m_end = 0;
};

}  // namespace mirror::log
