#include "log/index_entry.h"

#include <map>

#include "log/journal_error.h"
#include "log/journal_time.h"

namespace mirror::log {

namespace {
constexpr std::uint64_t kFormat = 1;
constexpr std::uint64_t kAnswered = 4, kStream = 8, kAlone = 16;  // above the two bits of the part

// Numbers in groups of seven bits, lowest first; negative ones folded so that small ones stay short (as Protocol Buffers' varint and zigzag).
void putNumber(std::string& out, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
    out += static_cast<char>(value);
}
void putSigned(std::string& out, std::int64_t value) {
    putNumber(out, (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
}
void putText(std::string& out, std::string_view text) {
    putNumber(out, text.size());
    out += text;
}

/// Reads what the functions above wrote; past an error everything is 0 or empty.
class Cursor {
public:
    explicit Cursor(std::string_view bytes) : m_rest(bytes) {}
    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (m_rest.empty()) break;
            const auto byte = static_cast<unsigned char>(m_rest.front());
            m_rest.remove_prefix(1);
            value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
            if (byte < 0x80) return value;
        }
        return breakOff();
    }
    std::int64_t signedNumber() {
        const std::uint64_t value = number();
        return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
    }
    std::string_view text() {
        const std::uint64_t size = number();
        if (size > m_rest.size()) breakOff();
        const std::string_view taken = m_rest.substr(0, m_isBroken ? 0 : size);
        m_rest.remove_prefix(taken.size());
        return taken;
    }
    std::uint64_t breakOff() {
        m_isBroken = true;
        m_rest = {};
        return 0;
    }
    bool isBroken() const { return m_isBroken; }
    std::size_t left() const { return m_rest.size(); }

private:
    std::string_view m_rest;
    bool m_isBroken = false;
};

std::int64_t microsecondsOf(SystemTime time) { return std::chrono::duration_cast<Microseconds>(time.time_since_epoch()).count(); }

/// The names of a block, numbered in the order they came.
class NameTable {
public:
    std::uint64_t numberOf(const std::string& name) {
        const auto [place, isNew] = m_numbers.try_emplace(name, m_numbers.size());
        if (isNew) m_names.push_back(&place->first);
        return place->second;
    }
    void put(std::string& out) const {
        putNumber(out, m_names.size());
        for (const std::string* name : m_names) putText(out, *name);
    }

private:
    std::map<std::string, std::uint64_t> m_numbers;
    std::vector<const std::string*> m_names;
};

void putEntry(std::string& out, const IndexEntry& entry, std::int64_t& time, NameTable& names) {
    const JournalRow& row = entry.row;
    putNumber(out, static_cast<std::uint64_t>(entry.part) | (row.isAnswered ? kAnswered : 0U) | (row.stream ? kStream : 0U) | (entry.isAlone ? kAlone : 0U));
    putNumber(out, entry.length);
    const std::int64_t own = microsecondsOf(row.time);
    putSigned(out, own - std::exchange(time, own));
    putText(out, row.requestId);
    for (const std::string* name : {&row.keyName, &row.endpoint, &row.modelAsked, &row.modelAnswered, &row.upstream}) putNumber(out, names.numberOf(*name));
    putSigned(out, row.status);
    putNumber(out, static_cast<std::uint64_t>(row.outcome) | static_cast<std::uint64_t>(row.cache) << 8);
    putSigned(out, row.total.count());
    putSigned(out, row.firstToken.count());
    putSigned(out, row.promptTokens.value);
    putSigned(out, row.completionTokens.value);
    putNumber(out, row.attempts);
    putNumber(out, row.ruleHits);
    putNumber(out, row.masked);
}

void takeNames(Cursor& cursor, const std::vector<std::string>& names, JournalRow& row) {
    for (std::string* name : {&row.keyName, &row.endpoint, &row.modelAsked, &row.modelAnswered, &row.upstream}) {
        const std::uint64_t number = cursor.number();
        if (number < names.size()) {
            *name = names[number];
        } else {
            cursor.breakOff();
        }
    }
}

void takeNumbers(Cursor& cursor, JournalRow& row) {
    row.status = static_cast<int>(cursor.signedNumber());
    const std::uint64_t kinds = cursor.number();
    if ((kinds & 0xff) >= kOutcomes || (kinds >> 8) > static_cast<std::uint64_t>(CacheResult::stale)) cursor.breakOff();
    row.outcome = static_cast<Outcome>(kinds & 0xff);
    row.cache = static_cast<CacheResult>(kinds >> 8);
    row.total = Microseconds(cursor.signedNumber());
    row.firstToken = Microseconds(cursor.signedNumber());
    row.promptTokens = {cursor.signedNumber()};
    row.completionTokens = {cursor.signedNumber()};
    row.attempts = static_cast<std::uint32_t>(cursor.number());
    row.ruleHits = static_cast<std::uint32_t>(cursor.number());
    row.masked = static_cast<std::uint32_t>(cursor.number());
}

IndexEntry takeEntry(Cursor& cursor, std::int64_t& time, const std::vector<std::string>& names) {
    IndexEntry entry;
    const std::uint64_t flags = cursor.number();
    entry.part = static_cast<RecordPart>(flags & 3);
    entry.row.isAnswered = (flags & kAnswered) != 0;
    entry.row.stream = (flags & kStream) != 0;
    entry.isAlone = (flags & kAlone) != 0;
    entry.length = static_cast<std::uint32_t>(cursor.number());
    // Without a sign: what a damaged block adds up to may be any number, and is no time.
    time = static_cast<std::int64_t>(static_cast<std::uint64_t>(time) + static_cast<std::uint64_t>(cursor.signedNumber()));
    entry.row.time = timeOfMicroseconds(time);
    entry.row.requestId = cursor.text();
    takeNames(cursor, names, entry.row);
    takeNumbers(cursor, entry.row);
    return entry;
}
}  // namespace

std::string packEntries(const std::vector<IndexEntry>& entries) {
    std::string body;
    NameTable names;
    std::int64_t time = 0;
    for (const IndexEntry& entry : entries) putEntry(body, entry, time, names);
    std::string packed;
    packed.reserve(body.size() + 1024);
    putNumber(packed, kFormat);
    putNumber(packed, entries.front().seq);
    putNumber(packed, entries.front().offset);
    putNumber(packed, entries.size());
    names.put(packed);
    return packed += body;
}

Result<std::vector<IndexEntry>> unpackEntries(std::string_view packed) {
    Cursor cursor(packed);
    if (cursor.number() != kFormat) return damaged("index", "its form is unknown");
    std::uint64_t seq = cursor.number();
    std::uint64_t offset = cursor.number();
    const std::uint64_t count = cursor.number();
    const std::uint64_t nameCount = cursor.number();
    if (cursor.isBroken() || count == 0 || count > cursor.left() || nameCount > cursor.left()) return damaged("index", "its form is unknown");
    std::vector<std::string> names(nameCount);
    for (std::string& name : names) name = cursor.text();
    std::vector<IndexEntry> entries;
    entries.reserve(count);
    std::int64_t time = 0;
    for (std::uint64_t i = 0; i < count && !cursor.isBroken(); ++i) {
        IndexEntry& entry = entries.emplace_back(takeEntry(cursor, time, names));
        entry.seq = seq++;
        entry.offset = offset;
        offset += entry.length + 1U;
    }
    if (cursor.isBroken() || cursor.left() != 0) return damaged("index", "its form is unknown");
    return entries;
}

}  // namespace mirror::log
