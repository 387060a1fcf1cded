#include "filter/word_index.h"

#include <string_view>

#include "filter/word_book.h"
#include "filter/word_check.h"

namespace mirror::filter {

namespace {

bool isExact(const Word& word) { return word.exact && word.kind != WordKind::regex; }

/// Spreads neighbouring numbers over all bits (the finaliser of MurmurHash3, by Austin Appleby, public domain).
std::uint64_t mixed(std::uint64_t value) {
    value ^= value >> 33;
    value *= 0xFF51AFD7ED558CCDULL;
    value ^= value >> 33;
    value *= 0xC4CEB9FE1A85EC53ULL;
    return value ^ (value >> 33);
}

}  // namespace

bool areComparable(const Word& a, const Word& b) { return a.list == b.list && a.kind == b.kind && isExact(a) == isExact(b); }

std::uint64_t WordIndex::keyOf(const Word& word, std::u32string_view letters) {
    std::uint64_t kind = word.list;
    kind = kind << 8 | static_cast<std::uint64_t>(word.kind);
    kind = kind << 1 | static_cast<std::uint64_t>(isExact(word) ? 1 : 0);
    return mixed(std::hash<std::u32string_view>{}(letters) ^ mixed(kind + 1));
}

void WordIndex::prepare(const WordBook& book, const TextFolder& folder) {
    if (m_steps == folder.steps()) return;
    m_slots.clear();
    m_used = m_count = 0;
    resize(book.words.size() * 2);
    for (const Word& word : book.words) add(keyOf(word, lettersOf(word, folder)), word.id);
    m_steps = folder.steps();
}

void WordIndex::resize(std::size_t slots) {
    std::size_t size = 16;
    while (size < slots) size *= 2;
    std::vector<Slot> old(size);
    old.swap(m_slots);
    m_used = m_count = 0;
    for (const Slot& slot : old)
        if (slot.id != 0 && slot.id != kNoId) add(slot.key, slot.id);
}

void WordIndex::add(std::uint64_t key, std::uint32_t id) {
    if ((m_used + 1) * 4 > m_slots.size() * 3) resize((m_count + 1) * 2);
    std::size_t at = placeOf(key);
    while (m_slots[at].id != 0) at = (at + 1) & (m_slots.size() - 1);
    m_slots[at] = {key, id};
    ++m_used;
    ++m_count;
}

void WordIndex::remove(std::uint64_t key, std::uint32_t id) {
    if (m_slots.empty()) return;
    for (std::size_t at = placeOf(key); m_slots[at].id != 0; at = (at + 1) & (m_slots.size() - 1)) {
        if (m_slots[at].key != key || m_slots[at].id != id) continue;
        m_slots[at].id = kNoId;
        --m_count;
        return;
    }
}

std::uint32_t WordIndex::find(std::uint64_t key, const std::function<bool(std::uint32_t)>& isSame) const {
    if (m_slots.empty()) return 0;
    for (std::size_t at = placeOf(key); m_slots[at].id != 0; at = (at + 1) & (m_slots.size() - 1)) {
        const Slot& slot = m_slots[at];
        if (slot.key == key && slot.id != kNoId && isSame(slot.id)) return slot.id;
    }
    return 0;
}

}  // namespace mirror::filter
