#include "common/time_option.h"

#include <charconv>
#include <ctime>

namespace mirror::app {

namespace {

constexpr std::int64_t kMaxSeconds = 9'000'000'000;  // the year 2255: a SystemTime counts nanoseconds in 64 bits

std::optional<SystemTime> sinceEpoch(std::string_view digits) {
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
    if (error != std::errc() || end != digits.data() + digits.size() || seconds < 0 || seconds > kMaxSeconds) return std::nullopt;
    return SystemTime(std::chrono::seconds(seconds));
}

std::optional<SystemTime> local(std::tm parts) {
    const std::tm asked = parts;
    parts.tm_isdst = -1;  // whichever is in force then
    const std::time_t seconds = std::mktime(&parts);
    // 31 February is taken for a day in March by the C library.
    if (seconds < 0 || seconds > kMaxSeconds || parts.tm_mday != asked.tm_mday || parts.tm_mon != asked.tm_mon) return std::nullopt;
    return std::chrono::system_clock::from_time_t(seconds);
}

}  // namespace

std::optional<SystemTime> parseTime(const std::string& text) {
    if (text.starts_with('@')) return sinceEpoch(std::string_view(text).substr(1));
    if (text.size() < 10 || text.find_first_not_of("0123456789-: T") != std::string::npos || text[0] == ' ') return std::nullopt;
    for (const char* format : {"%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"}) {
        std::tm parts{};
        const char* end = ::strptime(text.c_str(), format, &parts);
        if (end != nullptr && *end == '\0') return local(parts);
    }
    return std::nullopt;
}

}  // namespace mirror::app
