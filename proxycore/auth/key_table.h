#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "crypto/hmac.h"
#include "exchange/exchange.h"

namespace mirror::auth {

/// A virtual key at rest: never the key, only its HMAC under the install secret.
struct StoredKey {
    std::string name;
    std::string group;
    crypto::Digest256 digest{};
    std::string hint;  ///< last 4 characters, so that people can tell keys apart
    std::int64_t createdAt = 0;  ///< Unix seconds
    bool isEnabled = true;
};

/// All keys, immutable; a change is a new table, swapped in. Shared by all workers.
class KeyTable {
public:
    explicit KeyTable(std::vector<StoredKey> keys);
    /// Null when no enabled key has this digest. The lookup is by a digest the caller cannot choose, and the final comparison
    /// is in constant time. The pointer lives as long as the table.
    const exchange::Principal* find(const crypto::Digest256& digest) const;
    std::size_t size() const { return m_keys.size(); }

private:
    struct Entry {
        crypto::Digest256 digest;
        exchange::Principal principal;
    };
    std::vector<Entry> m_keys;
    std::unordered_multimap<std::uint64_t, std::size_t> m_byPrefix;
};

}  // namespace mirror::auth
