#include "ui/models/utf8_text.h"

#include <algorithm>

namespace mirror::ui {

namespace {

void repairSurrogates(QString& text) {
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (!c.isSurrogate()) continue;
        if (c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate())
            ++i;
        else
            text[i] = QChar::ReplacementCharacter;
    }
}

std::uint32_t bytesOf(QChar c) { return c.unicode() < 0x80 ? 1 : c.unicode() < 0x800 ? 2 : 3; }

}  // namespace

Utf8Text::Utf8Text(QString text, std::size_t limit) : m_units(std::move(text)) {
    repairSurrogates(m_units);
    m_byteOf.reserve(static_cast<std::size_t>(m_units.size()) + 1);
    std::uint32_t at = 0;
    qsizetype i = 0;
    for (; i < m_units.size(); ++i) {
        const bool isPair = m_units.at(i).isHighSurrogate();
        const std::uint32_t next = at + (isPair ? 4 : bytesOf(m_units.at(i)));
        if (next > limit) break;
        m_byteOf.push_back(at);
        // The second half stands inside the four bytes, so that offsets rise and no offset of a character is its.
        if (isPair) m_byteOf.push_back(at + 1), ++i;
        at = next;
    }
    m_byteOf.push_back(at);
    m_isCut = i < m_units.size();
    m_bytes = (m_isCut ? m_units.left(i) : m_units).toStdString();
}

bool Utf8Text::isInPair(std::size_t unit) const {
    return unit > 0 && unit + 1 < m_byteOf.size() && m_units.at(static_cast<qsizetype>(unit)).isLowSurrogate();
}

qsizetype Utf8Text::beginUnit(std::uint64_t byte) const {
    if (m_byteOf.empty()) return 0;
    auto unit = static_cast<std::size_t>(std::upper_bound(m_byteOf.begin(), m_byteOf.end(), byte) - m_byteOf.begin());
    if (unit > 0) --unit;
    return static_cast<qsizetype>(isInPair(unit) ? unit - 1 : unit);
}

qsizetype Utf8Text::endUnit(std::uint64_t byte) const {
    if (m_byteOf.empty()) return 0;
    auto unit = static_cast<std::size_t>(std::lower_bound(m_byteOf.begin(), m_byteOf.end(), byte) - m_byteOf.begin());
    unit = std::min(unit, m_byteOf.size() - 1);
    return static_cast<qsizetype>(isInPair(unit) ? unit + 1 : unit);
}

QString Utf8Text::part(std::uint64_t begin, std::uint64_t end) const {
    const qsizetype from = beginUnit(begin);
    return m_units.mid(from, std::max<qsizetype>(0, endUnit(end) - from));
}

}  // namespace mirror::ui
