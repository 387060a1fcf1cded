#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "mask/detector.h"

namespace mirror::mask {

/// Replaces personal data by names: "[PHONE]" for the first value of its kind in a request, "[PHONE_2]" for the second different one. The same value (as digits and letters,
/// however it was written) has the same name throughout. One a request; not thread-safe. A name that stands in the request by itself is never given.
class Masker {
public:
    explicit Masker(const Settings& settings) : m_settings(settings) {}
    /// A text of the request that is not masked itself but in which names may stand ("[PHONE]" typed by a person): those are not used. Call for all texts before the first mask().
    void reserveNamesIn(std::string_view text);
    /// `text` with replacements into `out` (replaced); false, and `out` untouched, when there is nothing to replace. The spans replaced are in found() until the next call.
    bool mask(std::string_view text, std::string& out);
    const std::vector<Found>& found() const { return m_found; }
    /// The name for a value, given now if it is new.
    const std::string& nameOf(PiiKind kind, std::string_view value);
    /// Pieces replaced so far, by kind.
    const std::array<std::uint32_t, kPiiKinds>& counts() const { return m_counts; }

    struct Name {
        std::string name;      ///< "[PHONE_2]"
        std::string original;  ///< as it was written the first time
        std::string key;       ///< digits and letters only
        PiiKind kind = PiiKind::id;
    };
    const std::vector<Name>& names() const { return m_names; }

private:
    Settings m_settings;
    std::vector<Found> m_found;
    std::vector<Name> m_names;
    std::vector<std::string> m_reserved;
    std::array<std::uint32_t, kPiiKinds> m_counts{};
};

/// Puts originals back into an answer that comes in pieces.
class Restorer {
public:
    explicit Restorer(std::vector<Masker::Name> names) : m_names(std::move(names)) {}
    bool empty() const { return m_names.empty(); }
    struct Place {
        std::size_t begin = 0;  ///< of the name in the text, bytes
        std::size_t end = 0;
        const std::string* original = nullptr;  ///< lives as long as the restorer
    };
    /// Names that stand in `text` whole. Returns the offset from which on a name may begin that the text cuts off (`atEnd`: its size).
    std::size_t find(std::string_view text, bool atEnd, std::vector<Place>& out) const;

private:
    std::vector<Masker::Name> m_names;
};

}  // namespace mirror::mask
