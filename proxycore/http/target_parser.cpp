#include "http/target_parser.h"

#include <array>

#include "base/text.h"

namespace mirror::http {

namespace {

constexpr std::array<bool, 256> authorityTable() {
    std::array<bool, 256> table{};
    for (int c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = true;
    for (int c = 'a'; c <= 'z'; ++c)
        table[static_cast<std::size_t>(c)] = table[static_cast<std::size_t>(c - 32)] = true;
    for (const char c : std::string_view("-._~%!$&'()*+;=:[]")) table[static_cast<unsigned char>(c)] = true;
    return table;
}
constexpr std::array<bool, 256> kAuthority = authorityTable();

/// Printable ASCII without space. Fragments are for the client alone (RFC 9110 4.2.5), so '#' is refused with the rest.
const char* checkCharacters(std::string_view target) {
    bool good = true;
    bool fragment = false;
    for (const char c : target) {
        good &= c > 0x20 && c < 0x7F;  // above 0x7F is negative or larger
        fragment |= c == '#';
    }
    if (!good) return "target with controls, spaces or bytes outside ASCII";
    return fragment ? "target with a fragment" : nullptr;
}

void splitQuery(std::string_view pathAndQuery, RequestHead& out) {
    const std::size_t mark = pathAndQuery.find('?');
    out.path = pathAndQuery.substr(0, mark);
    out.query = mark == std::string_view::npos ? std::string_view() : pathAndQuery.substr(mark + 1);
}

const char* splitAbsolute(std::string_view rest, RequestHead& out) {
    const std::size_t end = std::min(rest.find_first_of("/?"), rest.size());
    out.host = rest.substr(0, end);
    if (!isAuthority(out.host)) return "malformed authority in the target";
    splitQuery(rest.substr(end), out);
    if (out.path.empty()) out.path = "/";
    return nullptr;
}

bool startsWithScheme(std::string_view target, std::string_view scheme) {
    return target.size() > scheme.size() && base::equalsIgnoreCase(target.substr(0, scheme.size()), scheme);
}

}  // namespace

bool isAuthority(std::string_view text) {
    bool good = !text.empty();
    for (const char c : text) good &= kAuthority[static_cast<unsigned char>(c)];
    return good;
}

const char* splitTarget(RequestHead& out) {
    out.host = {};
    if (const char* broken = checkCharacters(out.target)) return broken;
    if (out.method == "CONNECT") {
        out.host = out.path = out.target;
        out.query = {};
        return isAuthority(out.target) ? nullptr : "malformed authority in the target";
    }
    if (out.target.starts_with('/') || (out.target == "*" && out.method == "OPTIONS")) {
        splitQuery(out.target, out);
        return nullptr;
    }
    if (startsWithScheme(out.target, "http://")) return splitAbsolute(out.target.substr(7), out);
    if (startsWithScheme(out.target, "https://")) return splitAbsolute(out.target.substr(8), out);
    return "target is neither a path nor a URL";
}

}  // namespace mirror::http
