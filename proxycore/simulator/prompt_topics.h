#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mirror::simulator {

enum class Language : std::uint8_t { chinese, english };

/// Chinese when Han characters outnumber Latin words; English otherwise (also for text in neither).
Language detectLanguage(std::string_view text);

/// What a prompt is about: words of it worth repeating, in order, at most eight, none twice. Never empty: a prompt
/// without such words gives a general one in `language`.
std::vector<std::string> topicsOf(std::string_view text, Language language);

}  // namespace mirror::simulator
