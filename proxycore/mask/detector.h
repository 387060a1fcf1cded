#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "proxycore/api/config.h"
#include "proxycore/api/words.h"

namespace mirror::mask {

/// Which kinds are looked for and how closely; section `mask` of the configuration.
struct Settings {
    std::uint8_t kinds = 0x7F;  ///< bit 1 << PiiKind
    bool strict = true;
    bool wants(PiiKind kind) const { return (kinds >> static_cast<unsigned>(kind) & 1U) != 0; }
};
Settings settingsOf(const MaskConfig& config);

/// A piece of personal data: bytes [begin, end) of the text.
struct Found {
    std::size_t begin = 0;
    std::size_t end = 0;
    PiiKind kind = PiiKind::id;
    bool operator==(const Found&) const = default;
};

/// Finds personal data in UTF-8 text, by begin, not overlapping, from border to border of characters. Where two kinds claim the same digits the longer one wins, an ID before
/// a phone; where they only partly overlap one piece covers both, so that no half of a number is left. Digits and letters may be full-width, and parted as people part them. The
/// rules and their sources stand beside each kind: id_number.h, phone_number.h, card_number.h, email_address.h, papers.h, ip_address.h; what may stand around them in surroundings.h.
/// Appended to `out`. Linear. Thread-safe.
void detect(std::string_view text, const Settings& settings, std::vector<Found>& out);

/// Whether `text` can hold anything at all, quickly: every kind has a digit, full-width ones included, or an at sign.
bool mayHold(std::string_view text);

}  // namespace mirror::mask
