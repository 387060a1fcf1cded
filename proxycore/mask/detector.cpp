#include "mask/detector.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "mask/card_number.h"
#include "mask/email_address.h"
#include "mask/glyph.h"
#include "mask/id_number.h"
#include "mask/ip_address.h"
#include "mask/papers.h"
#include "mask/phone_number.h"
#include "mask/surroundings.h"

namespace mirror::mask {
namespace {

/// Octets at which something may begin, or that something has in it. Everything else is stepped over without a look.
enum class Anchor : std::uint8_t { none, digit, at, colon, fullWidth, han };

constexpr std::array<Anchor, 256> anchors() {
    std::array<Anchor, 256> table{};
    for (unsigned c = '0'; c <= '9'; ++c) table[c] = Anchor::digit;
    table['@'] = Anchor::at;
    table[':'] = Anchor::colon;
    table[0xEF] = Anchor::fullWidth;  // lead octet of U+FF01 to U+FF5E
    for (unsigned c = 0xE4; c <= 0xE9; ++c) table[c] = Anchor::han;  // lead octets of the Han characters on plates
    return table;
}
constexpr std::array<Anchor, 256> kAnchors = anchors();

/// One way through a text, collecting what each kind claims.
class Search {
public:
    Search(std::string_view text, const Settings& settings, std::vector<Found>& out) : m_text(text), m_settings(settings), m_out(out) {}

    void run() {
        for (std::size_t at = 0; at < m_text.size();) {
            const Anchor anchor = kAnchors[static_cast<unsigned char>(m_text[at])];
            at = anchor == Anchor::none ? at + 1 : look(anchor, at);
        }
    }

private:
    /// What stands at `at`; returns where to go on.
    std::size_t look(Anchor anchor, std::size_t at) {
        if (anchor == Anchor::digit) return number(at);
        if (anchor == Anchor::at) return email(at);
        if (anchor == Anchor::colon) return colon(at);
        if (anchor == Anchor::han) return han(at);
        const Glyph glyph = glyphAt(m_text, at);
        if (isDigit(glyph.as)) return number(at);
        return glyph.as == '@' ? email(at) : at + glyph.bytes;
    }

    std::size_t number(std::size_t at) {
        const NumberGroups groups(m_text, at);
        if (m_settings.wants(PiiKind::passport)) claim(passportAt(m_text, at, groups.runEnd, m_settings.strict), PiiKind::passport);
        if (m_settings.wants(PiiKind::ip)) claim(ipv4At(m_text, at, m_settings.strict), PiiKind::ip);
        if (groups.count > 0 && isFreeBefore(m_text, at)) longNumber(groups);
        return groups.runEnd;
    }
    void longNumber(const NumberGroups& groups) {
        if (m_settings.wants(PiiKind::phone)) claimPhone(dottedPhoneSpan(m_text, groups));
        if (groups.groups[groups.count - 1].until < kShortest || isInUuid(m_text, groups.begin())) return;
        if (m_settings.wants(PiiKind::id)) claim(groups.begin(), residentIdEnd(m_text, groups, m_settings.strict, today()), PiiKind::id);
        if (m_settings.wants(PiiKind::phone)) claimPhone(phoneSpan(m_text, groups));
        if (m_settings.wants(PiiKind::card)) claim(groups.begin(), cardNumberEnd(m_text, groups, m_settings.strict), PiiKind::card);
    }
    void claimPhone(const PhoneSpan& phone) { claim(phone.begin, phone.end, PiiKind::phone); }
    std::size_t email(std::size_t at) {
        const std::size_t behind = at + glyphAt(m_text, at).bytes;
        if (!m_settings.wants(PiiKind::email)) return behind;
        const auto span = emailAround(m_text, at);
        claim(span, PiiKind::email);
        return span ? startAt(span->second) : behind;
    }
    /// Makes `at` the beginning of the text: what stands behind an address is judged as if the address were not there, whose letters stick to it ("a@b.com13812345678").
    std::size_t startAt(std::size_t at) {
        m_text.remove_prefix(at);
        m_base += at;
        m_colonEnd = 0;
        return 0;
    }
    std::size_t colon(std::size_t at) {
        if (!m_settings.wants(PiiKind::ip) || at < m_colonEnd) return at + 1;
        const ColonRun run = ipv6Around(m_text, at);
        m_colonEnd = run.end;
        claim(run.address, PiiKind::ip);
        return at + 1;  // digits in the run may belong to another kind
    }
    std::size_t han(std::size_t at) {
        const std::size_t behind = at + 3;
        if (behind >= m_text.size()) return at + 1;
        const auto next = static_cast<unsigned char>(m_text[behind]);
        if ((next < 0x80 && isLetter(static_cast<char>(next))) || next == 0xEF) {
            if (m_settings.wants(PiiKind::plate)) claim(plateAt(m_text, at), PiiKind::plate);
        }
        return at + 1;
    }

    void claim(const std::optional<Span>& span, PiiKind kind) {
        if (span) m_out.push_back({m_base + span->first, m_base + span->second, kind});
    }
    void claim(std::size_t begin, std::size_t end, PiiKind kind) {
        if (end != 0) m_out.push_back({m_base + begin, m_base + end, kind});
    }
    std::chrono::sys_days today() {
        if (m_today == std::chrono::sys_days{}) m_today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now() + std::chrono::hours(14));
        return m_today;  // of whoever is first: somewhere it is already tomorrow
    }

    static constexpr std::size_t kShortest = 11;  ///< digits of a phone number
    std::string_view m_text;  ///< what is left of the text from m_base on
    std::size_t m_base = 0;
    const Settings& m_settings;
    std::vector<Found>& m_out;
    std::size_t m_colonEnd = 0;
    std::chrono::sys_days m_today{};
};

/// Makes the claims from `first` on one behind another.
void settle(std::vector<Found>& claims, std::size_t first) {
    const auto begin = claims.begin() + static_cast<std::ptrdiff_t>(first);
    std::sort(begin, claims.end(), [](const Found& a, const Found& b) { return std::pair(a.begin, a.kind) < std::pair(b.begin, b.kind); });
    std::size_t kept = first;
    std::size_t longest = 0;
    for (std::size_t i = first; i < claims.size(); ++i) {
        const Found claim = claims[i];
        const std::size_t size = claim.end - claim.begin;
        if (kept > first && claim.begin < claims[kept - 1].end) {
            Found& last = claims[kept - 1];
            if (size > longest || (size == longest && claim.kind < last.kind)) last.kind = claim.kind;
            last.end = std::max(last.end, claim.end);
            longest = std::max(longest, size);
            continue;
        }
        claims[kept++] = claim;
        longest = size;
    }
    claims.resize(kept);
}

/// Whether octet `i` of a text that goes on for two more is a digit, an at sign, or the beginning of a full-width one. Without a branch: many are asked at once.
inline unsigned mayBegin(const unsigned char* p, std::size_t i) {
    const unsigned plain = static_cast<unsigned>(static_cast<unsigned char>(p[i] - '0') < 10) | static_cast<unsigned>(p[i] == '@');
    const unsigned third = static_cast<unsigned>(static_cast<unsigned char>(p[i + 2] - 0x90) < 10) | static_cast<unsigned>(p[i + 2] == 0xA0);
    return plain | (static_cast<unsigned>(p[i] == 0xEF) & static_cast<unsigned>(p[i + 1] == 0xBC) & third);
}

}  // namespace

Settings settingsOf(const MaskConfig& config) {
    Settings settings{0, config.strict};
    for (std::size_t i = 0; i < kPiiKinds; ++i)
        for (const std::string& kind : config.kinds)
            if (kind == piiKindName(static_cast<PiiKind>(i))) settings.kinds = static_cast<std::uint8_t>(settings.kinds | 1U << i);
    return settings;
}

void detect(std::string_view text, const Settings& settings, std::vector<Found>& out) {
    const std::size_t first = out.size();
    Search(text, settings, out).run();
    if (out.size() > first) settle(out, first);
}

bool mayHold(std::string_view text) {
    constexpr std::size_t kBlock = 64;
    const auto* p = reinterpret_cast<const unsigned char*>(text.data());
    std::size_t at = 0;
    for (; at + kBlock + 2 <= text.size(); at += kBlock) {
        unsigned any = 0;
        for (std::size_t i = 0; i < kBlock; ++i) any |= mayBegin(p + at, i);
        if (any != 0) return true;
    }
    std::array<unsigned char, kBlock + 4> rest{};
    std::copy(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), rest.begin());
    for (std::size_t i = 0; i < text.size() - at; ++i)
        if (mayBegin(rest.data(), i) != 0) return true;
    return false;
}

}  // namespace mirror::mask
