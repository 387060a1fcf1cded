#include "auth/key_table.h"

#include <cstring>

namespace mirror::auth {

namespace {

std::uint64_t prefixOf(const crypto::Digest256& digest) {
    std::uint64_t prefix = 0;
    std::memcpy(&prefix, digest.data(), sizeof prefix);
    return prefix;
}

}  // namespace

KeyTable::KeyTable(std::vector<StoredKey> keys) {
    m_keys.reserve(keys.size());
    m_byPrefix.reserve(keys.size());
    for (StoredKey& key : keys) {
        m_byPrefix.emplace(prefixOf(key.digest), m_keys.size());
        m_keys.push_back({key.digest, {std::move(key.name), std::move(key.group), key.isEnabled}});
    }
}

const exchange::Principal* KeyTable::find(const crypto::Digest256& digest) const {
    const auto [begin, end] = m_byPrefix.equal_range(prefixOf(digest));
    for (auto at = begin; at != end; ++at) {
        const Entry& entry = m_keys[at->second];
        if (crypto::equalDigests(entry.digest, digest) && entry.principal.isEnabled) return &entry.principal;
    }
    return nullptr;
}

}  // namespace mirror::auth
