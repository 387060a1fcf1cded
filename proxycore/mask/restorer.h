#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "mask/masker.h"

namespace mirror::mask {

/// Puts originals back into an answer that comes in pieces. A name is known exactly as it was given: a model that writes other brackets or small letters has made another text of it, and
/// what stands there then is no more than the name. Immutable; one a request.
class Restorer {
public:
    explicit Restorer(std::vector<Masker::Name> names);
    bool empty() const { return m_names.empty(); }
    struct Place {
        std::size_t begin = 0;  ///< of the name in the text, bytes
        std::size_t end = 0;
        const std::string* original = nullptr;  ///< lives as long as the restorer
    };
    /// Names that stand in `text` whole, appended by begin. Returns the offset from which on a name may begin that the text cuts off (`atEnd`, or none: its size). What is cut off
    /// is shorter than the longest name; the next call is given it again, with what follows.
    std::size_t find(std::string_view text, bool atEnd, std::vector<Place>& out) const;

private:
    const Masker::Name* nameAt(std::string_view text) const;
    bool isCutName(std::string_view rest) const;

    std::vector<Masker::Name> m_names;  ///< by name
};

}  // namespace mirror::mask
