#include "filter/matcher.h"

namespace mirror::filter {

struct Matcher::Data {};
Matcher::Matcher() = default;
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;
Result<Matcher> Matcher::build(std::span<const Pattern>, const std::function<bool()>&) { return Matcher(); }
std::size_t Matcher::find(const FoldedText& text, const FoldContext&, bool, WordScope, std::vector<Match>&) const { return text.letters.size(); }
bool Matcher::empty() const { return true; }
std::size_t Matcher::bytes() const { return 0; }
std::string Matcher::save() const { return {}; }
Result<Matcher> Matcher::load(std::string_view) { return fail(ErrorCode::badRequest); }

}  // namespace mirror::filter
