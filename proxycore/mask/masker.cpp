#include "mask/masker.h"

#include "mask/escaped_text.h"
#include "mask/glyph.h"
#include "mask/mask_name.h"

namespace mirror::mask {
namespace {

bool isAddress(PiiKind kind) { return kind == PiiKind::email || kind == PiiKind::ip; }

/// Han characters belong to a value (of plates); other characters without an ASCII look only part it.
bool isHan(std::string_view text, std::size_t at, const Glyph& glyph) { return glyph.bytes == 3 && text[at] >= '\xE4' && text[at] <= '\xE9'; }

std::string keyOf(PiiKind kind, std::string_view value) {
    std::string key(1, static_cast<char>('0' + static_cast<int>(kind)));
    for (std::size_t at = 0; at < value.size();) {
        const Glyph glyph = glyphAt(value, at);
        if (isAddress(kind) && glyph.as != 0) key += isLetter(glyph.as) ? static_cast<char>(glyph.as | 0x20) : glyph.as;
        else if (isAlnum(glyph.as)) key += upper(glyph.as);
        else if (isHan(value, at, glyph)) key += value.substr(at, glyph.bytes);
        at += glyph.bytes;
    }
    constexpr std::size_t kMobileDigits = 11;
    if (kind == PiiKind::phone && key.size() > 1 + kMobileDigits) key.erase(1, key.size() - 1 - kMobileDigits);  // the country code
    return key;
}

}  // namespace

void Masker::reserveNamesIn(std::string_view text) {
    for (std::size_t at = text.find('['); at != std::string_view::npos; at = text.find('[', at + 1)) {
        const std::size_t size = nameSize(text.substr(at));
        if (size != 0) m_reserved.emplace(text.substr(at, size));
    }
}

bool Masker::mask(std::string_view text, std::string& out) {
    m_found.clear();
    m_foundNames.clear();
    if (m_settings.kinds == 0 || !mayHold(text)) return false;
    detectIn(text);
    if (m_found.empty()) return false;
    out.clear();
    std::size_t done = 0;
    for (std::size_t i = 0; i < m_found.size(); ++i) {
        const Found& found = m_found[i];
        out += text.substr(done, found.begin - done);
        out += nameOfFound(i);
        ++m_counts[static_cast<std::size_t>(found.kind)];
        done = found.end;
    }
    out += text.substr(done);
    return true;
}

void Masker::detectIn(std::string_view text) {
    if (!EscapedText::isEscaped(text)) {
        detect(text, m_settings, m_found);
        for (const Found& found : m_found) m_foundNames.push_back(indexOf(found.kind, text.substr(found.begin, found.end - found.begin)));
        return;
    }
    const EscapedText escaped(text);
    detect(escaped.plain(), m_settings, m_found);
    for (Found& found : m_found) {
        m_foundNames.push_back(indexOf(found.kind, std::string_view(escaped.plain()).substr(found.begin, found.end - found.begin)));
        found = {escaped.placeOf(found.begin), escaped.placeOf(found.end), found.kind};
    }
}

const std::string& Masker::nameOf(PiiKind kind, std::string_view value) { return m_names[indexOf(kind, value)].name; }

std::size_t Masker::indexOf(PiiKind kind, std::string_view value) {
    std::string key = keyOf(kind, value);
    const auto [place, isNew] = m_byKey.try_emplace(std::move(key), m_names.size());
    if (isNew) m_names.push_back({newName(kind), std::string(value), place->first.substr(1), kind});
    return place->second;
}

std::string Masker::newName(PiiKind kind) {
    std::uint32_t& last = m_lastNumber[static_cast<std::size_t>(kind)];
    std::string name;
    do name = maskName(kind, ++last);
    while (m_reserved.contains(name));
    return name;
}

}  // namespace mirror::mask
