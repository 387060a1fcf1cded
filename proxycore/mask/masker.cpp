#include "mask/masker.h"

namespace mirror::mask {

void Masker::reserveNamesIn(std::string_view) {}
bool Masker::mask(std::string_view, std::string&) { return m_settings.kinds == 0 && !m_settings.strict; }
const std::string& Masker::nameOf(PiiKind kind, std::string_view value) {
    m_names.push_back({"", std::string(value), "", kind});
    return m_names.back().name;
}
std::size_t Restorer::find(std::string_view text, bool, std::vector<Place>&) const { return text.size(); }

}  // namespace mirror::mask
