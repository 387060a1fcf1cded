#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "openai/json_parser.h"

namespace mirror::openai {

/// Looks through a parsed document for what simdjson lets pass: repeated keys, compared after unescaping, and nesting
/// beyond a limit. One a reader, reused. Private to this room.
class StrictWalk {
public:
    StrictWalk();
    /// The rule broken, nullptr if none: a literal. Arrays and objects count as one level each. A limit above 1,000 is
    /// taken as 1,000.
    const char* check(simdjson::dom::element root, std::size_t maxDepth);
    /// After check() has found something: where, as "messages[2].content"; keys that are no plain names appear as "*".
    const std::string& path() const { return m_path; }

private:
    const char* checkElement(simdjson::dom::element element, std::size_t depth);
    const char* checkObject(simdjson::dom::object object, std::size_t depth);
    const char* checkArray(simdjson::dom::array array, std::size_t depth);
    bool repeatsSmall(simdjson::dom::object object);
    bool repeatsLarge(simdjson::dom::object object);
    bool insertHash(std::uint64_t hash);
    bool repeatsEarlier(simdjson::dom::object object, std::string_view key, std::size_t ordinal) const;
    std::uint64_t hash(std::string_view key) const;
    void prependKey(std::string_view key);
    void prependIndex(std::size_t index);

    std::size_t m_maxDepth = 0;
    std::uint64_t m_seed;  // unguessable, so that keys cannot be chosen to collide
    std::vector<std::uint64_t> m_slots;  // hashes of keys, open addressing, 0 is empty
    std::string m_path;
};

}  // namespace mirror::openai
