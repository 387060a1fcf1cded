#include "filter/fold_run.h"

namespace mirror::filter {

FoldRun::FoldRun(const FoldTable& table, bool entities, std::string_view text, const FoldContext& context, bool atEnd, FoldedText& out)
    : m_table(table), m_entities(entities), m_text(text), m_context(context), m_atEnd(atEnd), m_out(out) {
    makeRoom(text.size());
}

// There is always room for a letter an octet of what follows; only several letters from one character may need more.
void FoldRun::makeRoom(std::size_t letters) {
    if (letters > m_out.letters.size() || m_letters == nullptr) {
        m_out.letters.resize(letters);
        m_out.begins.resize(letters);
    }
    m_letters = m_out.letters.data();
    m_begins = m_out.begins.data();
}

std::size_t FoldRun::run() {
    std::size_t at = 0;
    do at = runPlain(at);
    while (at < m_text.size() && foldUnit(at));
    m_out.letters.resize(m_count);
    m_out.begins.resize(m_count);
    return at;
}

// The usual text: characters that are one letter, whatever stands beside them. Returns where one that is not begins. What changes with every letter is kept
// beside the object here, and several blanks become one without a branch: it would be mistaken at every word. Half of the time of a scan is spent in this loop.
std::size_t FoldRun::runPlain(std::size_t at) {
    const std::size_t size = m_text.size();
    const auto* octets = reinterpret_cast<const unsigned char*>(m_text.data());
    const auto isTail = [](unsigned char octet) { return (octet & 0xC0) == 0x80; };
    // The letter of which several are one; none when separators stay as they are.
    const char32_t blank = m_table.asciiParts(' ') ? U' ' : char32_t{FoldTable::kNotOneLetter};
    char32_t before = last();
    std::size_t count = m_count;
    std::size_t length = 1;
    for (; at < size; at += length) {
        const unsigned char first = octets[at];
        std::uint16_t value = FoldTable::kRare;
        if (first < 0x80) {
            value = m_table.ascii[first];
            // Only behind a Han character are blanks and marks more than letters.
            if (value == FoldTable::kNotOneLetter || (before >= 0x80 && isHan(before) && m_table.asciiParts(first))) break;
            m_letters[count] = value;
            m_begins[count] = static_cast<std::uint32_t>(at);
            count += static_cast<std::size_t>(value != blank) | static_cast<std::size_t>(before != blank);
            before = value;
            length = 1;
            continue;
        }
        if (first >= 0xE0 && first < 0xF0 && size - at >= 3 && isTail(octets[at + 1]) && isTail(octets[at + 2])) {
            const char32_t letter = (first & 0x0FU) << 12 | (octets[at + 1] & 0x3FU) << 6 | (octets[at + 2] & 0x3FU);
            if (letter < 0x800 || (letter >= 0xD800 && letter < 0xE000)) break;
            value = m_table.near(letter);
            length = 3;
        } else if (first >= 0xC2 && first < 0xE0 && size - at >= 2 && isTail(octets[at + 1])) {
            value = m_table.near((first & 0x1FU) << 6 | (octets[at + 1] & 0x3FU));
            length = 2;
        }
        if (FoldTable::isRare(value)) break;
        before = value;
        m_letters[count] = value;
        m_begins[count++] = static_cast<std::uint32_t>(at);
    }
    m_count = count;
    return at;
}

// Any unit. False when it is to wait for more text; `at` is where it begins then, and where the next one does else.
bool FoldRun::foldUnit(std::size_t& at) {
    const FoldUnit unit = readUnit(m_text, at, m_atEnd, m_entities);
    if (unit.unfinished) return false;
    char32_t single = 0;
    if (const RareFold* rare = m_table.find(unit.letter, single)) return foldRare(*rare, at, unit.end);
    put(single, at);
    at = unit.end;
    return true;
}

bool FoldRun::foldRare(const RareFold& rare, std::size_t& at, std::size_t end) {
    if (rare.separator != SeparatorKind::none) return foldSeparator(rare, at, end);
    if (rare.like != 0) return foldLookAlike(rare, at, end);
    putAll(rare, at, end);
    at = end;
    return true;
}

void FoldRun::putAll(const RareFold& rare, std::size_t begin, std::size_t end) {
    const std::size_t needed = m_count + rare.count + (m_text.size() - end);
    if (needed > m_out.letters.size()) makeRoom(needed + needed / 2);
    for (const char32_t letter : m_table.lettersOf(rare)) put(letter, begin);
}

bool FoldRun::foldSeparator(const RareFold& rare, std::size_t& at, std::size_t end) {
    if (isHan(last())) {
        std::size_t han = 0;
        const Answer answer = joins(at, han);
        if (answer == Answer::later) return false;
        if (answer == Answer::yes) {
            at = han;
            return true;
        }
    }
    const bool isBlank = m_table.lettersOf(rare)[0] == U' ';
    if (!isBlank || last() != U' ') putAll(rare, at, end);
    at = end;
    return true;
}

// Whether the separators from `at` on stand inside a Han word, and where the next Han character begins. Characters that fold to nothing neither count nor part.
FoldRun::Answer FoldRun::joins(std::size_t at, std::size_t& han) const {
    std::size_t separators = 0, dots = 0, dashes = 0;
    for (han = at; han - at <= kMaxAheadBytes;) {
        if (han == m_text.size()) return m_atEnd ? Answer::no : Answer::later;
        const FoldUnit unit = readUnit(m_text, han, m_atEnd, m_entities);
        if (unit.unfinished) return Answer::later;
        char32_t letter = 0;
        const RareFold* rare = m_table.find(unit.letter, letter);
        const SeparatorKind kind = rare == nullptr ? SeparatorKind::none : rare->separator;
        if (kind == SeparatorKind::none && (rare == nullptr || rare->count > 0)) {
            return isHan(rare == nullptr ? letter : m_table.lettersOf(*rare)[0]) ? Answer::yes : Answer::no;
        }
        if (kind != SeparatorKind::none && ++separators > kMaxSeparators) return Answer::no;
        if (kind == SeparatorKind::blank && dots > 0) return Answer::no;
        if ((kind == SeparatorKind::dot && ++dots > 1) || (kind == SeparatorKind::dash && ++dashes > 1)) return Answer::no;
        han = unit.end;
    }
    return Answer::no;
}

bool FoldRun::foldLookAlike(const RareFold& rare, std::size_t& at, std::size_t end) {
    Answer mixed = hasLatinBefore() ? Answer::yes : hasLatinAhead(at, end);
    if (mixed == Answer::later) return false;
    put(mixed == Answer::yes ? rare.like : m_table.lettersOf(rare)[0], at);
    at = end;
    return true;
}

// A letter that was read as a Latin one counts: it has a Latin one near it.
bool FoldRun::hasLatinBefore() {
    std::size_t i = m_count;
    for (; i > m_withoutLatin; --i) {
        if (isLatin(m_letters[i - 1])) return true;
        if (!isBordered(m_letters[i - 1])) break;
    }
    if (i == 0 && m_context.latinToken) return true;
    m_withoutLatin = m_count;
    return false;
}

// Looks on from where the look-alike before has stopped, so that a long token is looked at once.
FoldRun::Answer FoldRun::hasLatinAhead(std::size_t at, std::size_t end) {
    if (m_ahead.offset < end) m_ahead = {end, m_count + 1, Ahead::State::open};
    const auto isNear = [&] { return m_ahead.letter - m_count <= kMaxAheadLetters && m_ahead.offset - at <= kMaxAheadBytes; };
    while (m_ahead.state == Ahead::State::open && isNear()) {
        if (m_ahead.offset == m_text.size()) return m_atEnd ? Answer::no : Answer::later;
        const FoldUnit unit = readUnit(m_text, m_ahead.offset, m_atEnd, m_entities);
        if (unit.unfinished) return Answer::later;
        lookAt(unit);
    }
    return m_ahead.state == Ahead::State::latin && isNear() ? Answer::yes : Answer::no;
}

void FoldRun::lookAt(const FoldUnit& unit) {
    char32_t single = 0;
    const RareFold* rare = m_table.find(unit.letter, single);
    const std::span<const char32_t> letters = rare == nullptr ? std::span<const char32_t>(&single, 1) : m_table.lettersOf(*rare);
    for (const char32_t letter : letters) {
        if (isLatin(letter)) m_ahead.state = Ahead::State::latin;
        else if (!isBordered(letter)) m_ahead.state = Ahead::State::ended;
        if (m_ahead.state != Ahead::State::open) return;
        ++m_ahead.letter;
    }
    m_ahead.offset = unit.end;
}

}  // namespace mirror::filter
