#include "http/media_type.h"

#include <algorithm>

#include "base/text.h"

namespace mirror::http {

namespace {

/// Takes the next parameter off `rest`, which begins behind a ';': up to the next one outside quotes.
std::string_view takeParameter(std::string_view& rest) {
    bool quoted = false;
    std::size_t end = 0;
    for (; end < rest.size() && (quoted || rest[end] != ';'); ++end) {
        if (quoted && rest[end] == '\\') ++end;
        else if (rest[end] == '"') quoted = !quoted;
    }
    end = std::min(end, rest.size());
    const std::string_view parameter = base::trim(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return parameter;
}

std::string_view withoutQuotes(std::string_view value) {
    const bool quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
    return quoted ? value.substr(1, value.size() - 2) : value;
}

}  // namespace

bool isUtf8(std::string_view contentType) {
    std::string_view rest = contentType.substr(std::min(contentType.find(';'), contentType.size()));
    if (!rest.empty()) rest.remove_prefix(1);
    while (!rest.empty()) {
        const std::string_view parameter = takeParameter(rest);
        const std::size_t equals = std::min(parameter.find('='), parameter.size());
        if (!base::equalsIgnoreCase(base::trim(parameter.substr(0, equals)), "charset")) continue;
        const std::string_view value = equals == parameter.size() ? parameter : withoutQuotes(base::trim(parameter.substr(equals + 1)));
        if (!base::equalsIgnoreCase(value, "utf-8") && !base::equalsIgnoreCase(value, "utf8")) return false;
    }
    return true;
}

}  // namespace mirror::http
