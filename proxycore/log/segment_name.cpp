#include "log/segment_name.h"

#include <algorithm>
#include <cstdio>
#include <ctime>

#include "base/text.h"

namespace mirror::log {

namespace {
constexpr std::string_view kSuffix = ".journal";

std::uint64_t bytesOf(const std::filesystem::path& path) {
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(path, error);
    return error ? 0 : size;
}

bool isNumber(std::string_view digits, std::size_t atLeast) {
    return digits.size() >= atLeast && digits.find_first_not_of("0123456789") == std::string_view::npos;
}
}  // namespace

std::string segmentFileName(SegmentName name) {
    char text[48];
    std::snprintf(text, sizeof text, "%08u-%06u.journal", name.day, name.number);
    return text;
}

std::optional<SegmentName> parseSegmentName(std::string_view fileName) {
    if (!fileName.ends_with(kSuffix) || fileName.size() < 9) return std::nullopt;
    const std::string_view stem = fileName.substr(0, fileName.size() - kSuffix.size());
    if (stem.size() < 15 || stem.size() > 19 || stem[8] != '-') return std::nullopt;
    if (!isNumber(stem.substr(0, 8), 8) || !isNumber(stem.substr(9), 6)) return std::nullopt;
    const auto day = base::parseDecimal(stem.substr(0, 8));
    const auto number = base::parseDecimal(stem.substr(9));
    if (!day || !number || *number == 0 || *number > UINT32_MAX) return std::nullopt;
    const SegmentName name{static_cast<std::uint32_t>(*day), static_cast<std::uint32_t>(*number)};
    if (segmentFileName(name) != fileName) return std::nullopt;
    return name;
}

std::uint32_t localDay(SystemTime time) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
    std::tm day{};
    ::localtime_r(&seconds, &day);
    return static_cast<std::uint32_t>((day.tm_year + 1900) * 10000 + (day.tm_mon + 1) * 100 + day.tm_mday);
}

std::filesystem::path indexPath(const std::filesystem::path& segment) { return std::filesystem::path(segment).replace_extension(".index"); }
std::filesystem::path tornPath(const std::filesystem::path& segment) { return std::filesystem::path(segment) += ".torn"; }

Result<std::vector<SegmentPlace>> listSegments(const std::filesystem::path& folder) {
    std::vector<SegmentPlace> found;
    std::error_code error;
    std::filesystem::directory_iterator entries(folder, error);
    if (error == std::errc::no_such_file_or_directory) return found;
    for (; !error && entries != std::filesystem::directory_iterator(); entries.increment(error)) {
        const std::filesystem::path& path = entries->path();
        const auto name = parseSegmentName(path.filename().string());
        if (name) found.push_back({*name, path, bytesOf(path) + bytesOf(indexPath(path)) + bytesOf(tornPath(path))});
    }
    if (error) return fail(ErrorCode::fileRead, {folder.string()}, error.message());
    std::sort(found.begin(), found.end(), [](const SegmentPlace& a, const SegmentPlace& b) { return a.name.number < b.name.number; });
    return found;
}

}  // namespace mirror::log
