#include "openai/strict_walk.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <random>

namespace mirror::openai {

namespace {

namespace dom = simdjson::dom;

constexpr std::size_t kDeepest = 1000;        // simdjson stops at 1,024, and this walk recurses
constexpr std::size_t kSmallObject = 16;      // up to here comparing all pairs beats a table
constexpr std::size_t kUncounted = 0xFFFFFF;  // simdjson counts no further
constexpr std::size_t kKeptSlots = 8192;
constexpr std::size_t kMaxPath = 256;
constexpr const char* kRepeated = "repeated key";
constexpr const char* kTooDeep = "nested too deeply";

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

bool isPlainName(std::string_view key) {
    const auto plain = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
    };
    return !key.empty() && key.size() <= 64 && std::all_of(key.begin(), key.end(), plain);
}

}  // namespace

StrictWalk::StrictWalk() {
    std::random_device device;
    m_seed = (std::uint64_t{device()} << 32) | device() | 1;
}

const char* StrictWalk::check(dom::element root, std::size_t maxDepth) {
    m_maxDepth = std::min(maxDepth, kDeepest);
    m_path.clear();
    return checkElement(root, 1);
}

const char* StrictWalk::checkElement(dom::element element, std::size_t depth) {
    switch (element.type()) {
        case dom::element_type::OBJECT:
            return checkObject(element.get_object().value_unsafe(), depth);
        case dom::element_type::ARRAY:
            return checkArray(element.get_array().value_unsafe(), depth);
        default:
            return nullptr;
    }
}

const char* StrictWalk::checkObject(dom::object object, std::size_t depth) {
    if (depth > m_maxDepth) return kTooDeep;
    if (object.size() >= kUncounted) return "too many members";
    if (object.size() <= kSmallObject ? repeatsSmall(object) : repeatsLarge(object)) return kRepeated;
    for (const dom::key_value_pair member : object) {
        if (const char* broken = checkElement(member.value, depth + 1)) {
            prependKey(member.key);
            return broken;
        }
    }
    return nullptr;
}

const char* StrictWalk::checkArray(dom::array array, std::size_t depth) {
    if (depth > m_maxDepth) return kTooDeep;
    std::size_t index = 0;
    for (const dom::element element : array) {
        if (const char* broken = checkElement(element, depth + 1)) {
            prependIndex(index);
            return broken;
        }
        ++index;
    }
    return nullptr;
}

bool StrictWalk::repeatsSmall(dom::object object) {
    std::array<std::string_view, kSmallObject> keys;
    std::size_t count = 0;
    for (auto member = object.begin(); member != object.end(); ++member) {
        const std::string_view key = member.key();
        for (std::size_t i = 0; i < count; ++i) {
            if (keys[i] != key) continue;
            prependKey(key);
            return true;
        }
        keys[count++] = key;
    }
    return false;
}

// A table of hashes alone, at most half full: small enough to stay near the processor. Equal hashes are nearly always
// equal keys; the rest is found out by looking again.
bool StrictWalk::repeatsLarge(dom::object object) {
    m_slots.assign(std::bit_ceil(object.size() * 2), 0);
    std::size_t ordinal = 0;
    bool repeated = false;
    for (auto member = object.begin(); member != object.end() && !repeated; ++member, ++ordinal) {
        const std::string_view key = member.key();
        repeated = !insertHash(hash(key)) && repeatsEarlier(object, key, ordinal);
        if (repeated) prependKey(key);
    }
    if (m_slots.size() > kKeptSlots) m_slots = {};
    return repeated;
}

/// False if it was there already.
bool StrictWalk::insertHash(std::uint64_t hash) {
    const std::size_t mask = m_slots.size() - 1;
    std::size_t at = hash & mask;
    while (m_slots[at] != 0 && m_slots[at] != hash) at = (at + 1) & mask;
    if (m_slots[at] == hash) return false;
    m_slots[at] = hash;
    return true;
}

bool StrictWalk::repeatsEarlier(dom::object object, std::string_view key, std::size_t ordinal) const {
    auto member = object.begin();
    for (std::size_t i = 0; i < ordinal; ++i, ++member)
        if (member.key() == key) return true;
    return false;
}

std::uint64_t StrictWalk::hash(std::string_view key) const {
    std::uint64_t state = m_seed ^ key.size();
    std::size_t at = 0;
    for (; at + 8 <= key.size(); at += 8) {
        std::uint64_t word;
        std::memcpy(&word, key.data() + at, 8);
        state = mix(state ^ word, m_seed ^ 0x9E3779B97F4A7C15u);
    }
    std::uint64_t tail = 0;
    if (at < key.size()) std::memcpy(&tail, key.data() + at, key.size() - at);
    const std::uint64_t hash = mix(state ^ tail, m_seed ^ 0xC2B2AE3D27D4EB4Fu);
    return hash == 0 ? 1 : hash;  // 0 marks an empty slot
}

void StrictWalk::prependKey(std::string_view key) {
    if (m_path.size() > kMaxPath) return;
    const bool joint = !m_path.empty() && m_path.front() != '[';
    m_path.insert(0, std::string(isPlainName(key) ? key : "*") + (joint ? "." : ""));
}

void StrictWalk::prependIndex(std::size_t index) {
    if (m_path.size() > kMaxPath) return;
    const bool joint = !m_path.empty() && m_path.front() != '[';
    m_path.insert(0, "[" + std::to_string(index) + "]" + (joint ? "." : ""));
}

}  // namespace mirror::openai
