#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Parsed heads. All views point into the bytes given to the parser and live as long as those.
namespace mirror::http {

struct Field {
    std::string_view name;   ///< as received; compare without case
    std::string_view value;  ///< trimmed of optional white space
};

/// The first field of that name (case-insensitive), or an empty optional.
std::optional<std::string_view> findField(const std::vector<Field>& fields, std::string_view name);

/// How the end of a body is known (RFC 9112 section 6.3).
enum class BodyKind : std::uint8_t { none, length, chunked, untilClose };

struct RequestHead {
    std::string_view method;
    std::string_view target;  ///< as received
    std::string_view path;    ///< target without query; origin-form or absolute-form reduced to its path
    std::string_view query;   ///< without '?', empty if none
    std::string_view host;
    int minorVersion = 1;  ///< of HTTP/1.x
    std::vector<Field> fields;
    BodyKind body = BodyKind::none;
    std::uint64_t contentLength = 0;
    bool keepAlive = true;
    bool expectContinue = false;
};

struct ResponseHead {
    int status = 0;
    int minorVersion = 1;
    std::vector<Field> fields;
    BodyKind body = BodyKind::none;
    std::uint64_t contentLength = 0;
    bool keepAlive = true;
};

}  // namespace mirror::http
