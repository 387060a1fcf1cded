#include "openai/json_parser.h"

#include <bit>

namespace mirror::openai {

namespace {
constexpr std::size_t kFirstCapacity = 16 * 1024;
// simdjson takes about 14 bytes of memory for a byte of capacity, and a worker holds several parsers.
constexpr std::size_t kKeptCapacity = 256 * 1024;
}  // namespace

simdjson::error_code JsonParser::parse(std::string_view text, std::size_t capacity, simdjson::dom::element& out) {
    if (text.size() > m_parser.capacity()) {
        const std::size_t wanted = std::bit_ceil(std::max(text.size(), kFirstCapacity));
        // Left to itself, simdjson fits its tape to each text and allocates again for every one a little longer.
        if (const auto error = m_parser.allocate(wanted)) return error;
        if (const auto error = m_parser.doc.allocate(wanted)) return error;
    }
    if (capacity < text.size() + simdjson::SIMDJSON_PADDING) {
        m_padded.reserve(text.size() + simdjson::SIMDJSON_PADDING);
        m_padded = text;
        m_padded.resize(text.size() + simdjson::SIMDJSON_PADDING);
        return m_parser.parse(m_padded.data(), text.size(), false).get(out);
    }
    return m_parser.parse(text.data(), text.size(), false).get(out);
}

std::span<const std::uint32_t> JsonParser::structurals() const {
    const auto& state = *m_parser.implementation;
    return {state.structural_indexes.get(), state.n_structural_indexes};
}

void JsonParser::trim() {
    if (m_parser.capacity() > kKeptCapacity) m_parser = simdjson::dom::parser();
    if (m_padded.capacity() > kKeptCapacity) m_padded = std::string();
}

}  // namespace mirror::openai
