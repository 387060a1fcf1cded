#include "log/index_file.h"

#include <algorithm>
#include <cerrno>

#include "crypto/hkdf.h"
#include "crypto/random_bytes.h"

namespace mirror::log {

namespace {
constexpr std::string_view kPurpose = "mirrordesk journal index";
constexpr std::size_t kKeyBytes = 32;

std::string littleEndian(std::uint64_t value, std::size_t bytes) {
    std::string text;
    for (std::size_t i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i));
    return text;
}
}  // namespace

IndexSeal::IndexSeal(const crypto::Secret& fernetKey) : m_cipher(crypto::hkdfSha256(fernetKey.view(), {}, kPurpose, kKeyBytes).view()) {}

void IndexSeal::seal(std::uint64_t block, std::string_view packed, std::string& out) {
    out += littleEndian(crypto::Aes256Gcm::kNonceBytes + packed.size() + crypto::Aes256Gcm::kTagBytes, 4);
    const std::string nonce = crypto::randomBytes(crypto::Aes256Gcm::kNonceBytes);
    out += nonce;
    m_cipher.seal(nonce, littleEndian(block, 8), packed, out);
}

bool IndexSeal::open(std::uint64_t block, std::string_view sealed, std::string& packed) {
    if (sealed.size() < crypto::Aes256Gcm::kNonceBytes + crypto::Aes256Gcm::kTagBytes) return false;
    return m_cipher.open(sealed.substr(0, crypto::Aes256Gcm::kNonceBytes), littleEndian(block, 8), sealed.substr(crypto::Aes256Gcm::kNonceBytes), packed);
}

IndexFile::IndexFile(JournalDisk& disk, std::filesystem::path path, const crypto::Secret& fernetKey) : m_disk(disk), m_path(std::move(path)), m_seal(fernetKey) {}

bool IndexFile::isOpen() {
    if (m_file) return true;
    const int file = m_disk.create(m_path);
    if (file < 0) return false;
    m_file.emplace(file);
    return true;
}

bool IndexFile::flush() {
    if (m_waiting.empty()) return true;
    if (!isOpen()) return false;
    while (!m_waiting.empty()) {
        const auto end = m_waiting.begin() + static_cast<std::ptrdiff_t>(std::min(m_waiting.size(), kIndexBlockEntries));
        if (!writeBlock({m_waiting.begin(), end})) return false;
        m_waiting.erase(m_waiting.begin(), end);
    }
    return true;
}

bool IndexFile::writeBlock(const std::vector<IndexEntry>& entries) {
    std::string sealed;
    m_seal.seal(m_blocks, packEntries(entries), sealed);
    const Written written = writeWholly(m_disk, m_file->get(), sealed, static_cast<off_t>(m_end));
    if (written.error != 0) {
        // The rest of a block that could not be cut off again is written over by the next one.
        m_disk.truncate(m_file->get(), static_cast<off_t>(m_end));
        errno = written.error;
        return false;
    }
    m_end += sealed.size();
    ++m_blocks;
    return true;
}

int IndexFile::sync() { return m_file ? m_disk.sync(m_file->get()) : 0; }

}  // namespace mirror::log
