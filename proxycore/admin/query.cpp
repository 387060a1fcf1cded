#include "admin/query.h"

#include <optional>

#include "base/text.h"

namespace mirror::admin {

namespace {

int hexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char folded = base::lower(c);
    return folded >= 'a' && folded <= 'f' ? folded - 'a' + 10 : -1;
}

std::optional<std::string> decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i] == '+' ? ' ' : text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
        const int low = high >= 0 ? hexDigit(text[i + 2]) : -1;
        if (low < 0) return std::nullopt;
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return out;
}

tl::unexpected<Error> refuse(std::string name, std::string why) {
    return fail(ErrorCode::configValue, {std::move(name), std::move(why)});
}

}  // namespace

Result<Query> Query::parse(std::string_view text) {
    Query query;
    for (const std::string_view part : base::split(text, '&')) {
        if (part.empty()) continue;
        const auto equals = part.find('=');
        const auto name = decoded(part.substr(0, equals));
        const auto value = decoded(equals == std::string_view::npos ? std::string_view() : part.substr(equals + 1));
        if (!name || !value) return refuse("the query", "a percent sign is not followed by two hex digits");
        if (!query.m_values.emplace(*name, *value).second) return refuse(*name, "it is given twice");
    }
    return query;
}

Result<std::uint64_t> Query::number(const std::string& name, std::uint64_t absent) const {
    const auto at = m_values.find(name);
    if (at == m_values.end()) return absent;
    const auto value = base::parseDecimal(at->second);
    if (!value) return refuse(name, "it is not a number");
    return *value;
}

}  // namespace mirror::admin
