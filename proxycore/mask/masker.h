#pragma once
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "mask/detector.h"

namespace mirror::mask {

/// Replaces personal data by names: "[PHONE]" for the first value of its kind in a request, "[PHONE_2]" for the second different one. The same value, however
/// it was written, has the same name throughout. One a request; not thread-safe. A name that stands in the request by itself is never given.
class Masker {
public:
    explicit Masker(const Settings& settings) : m_settings(settings) {}
    /// A text of the request in which names may stand ("[PHONE]" typed by a person): those are not used. Call for all texts before the first mask().
    void reserveNamesIn(std::string_view text);
    /// `text` with replacements into `out` (replaced); false, and `out` untouched, when there is nothing to replace. The spans replaced are in found() until the next call.
    /// Escapes of JSON within JSON count as the characters they stand for. `out` must not be what `text` points into.
    bool mask(std::string_view text, std::string& out);
    const std::vector<Found>& found() const { return m_found; }
    /// The name of found()[index]; good until the next call.
    const std::string& nameOfFound(std::size_t index) const { return m_names[m_foundNames[index]].name; }
    /// The name for a value, given now if it is new. The reference is good until the next new name.
    const std::string& nameOf(PiiKind kind, std::string_view value);
    /// Pieces replaced so far, by kind.
    const std::array<std::uint32_t, kPiiKinds>& counts() const { return m_counts; }

    struct Name {
        std::string name;      ///< "[PHONE_2]"
        std::string original;  ///< as it was written the first time
        std::string key;       ///< what makes values equal: digits and capital letters; of addresses all of it, in small letters and half width
        PiiKind kind = PiiKind::id;
    };
    const std::vector<Name>& names() const { return m_names; }

private:
    void detectIn(std::string_view text);
    std::size_t indexOf(PiiKind kind, std::string_view value);
    std::string newName(PiiKind kind);

    Settings m_settings;
    std::vector<Found> m_found;
    std::vector<std::size_t> m_foundNames;  ///< indexes into m_names
    std::vector<Name> m_names;
    std::unordered_map<std::string, std::size_t> m_byKey;  ///< kind and key, index into m_names
    std::unordered_set<std::string> m_reserved;
    std::array<std::uint32_t, kPiiKinds> m_lastNumber{};
    std::array<std::uint32_t, kPiiKinds> m_counts{};
};

}  // namespace mirror::mask
