#include "log/anchor_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/descriptor.h"
#include "base/file.h"
#include "base/text.h"

namespace mirror::log {

namespace {
constexpr std::size_t kMaxBytes = 512u << 20;  // 6 million anchors: ten years at one a minute

std::string printAnchor(const ChainEnd& end, SystemTime now) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    return std::to_string(seconds) + ' ' + std::to_string(end.segment) + ' ' + std::to_string(end.seq) + ' ' + end.hash + '\n';
}

std::optional<Anchor> parseAnchor(std::string_view line) {
    const auto fields = base::split(line, ' ');
    if (fields.size() != 4 || fields[3].size() != 44) return std::nullopt;
    const auto time = base::parseDecimal(fields[0]), segment = base::parseDecimal(fields[1]), seq = base::parseDecimal(fields[2]);
    if (!time || !segment || !seq || *segment > UINT32_MAX) return std::nullopt;
    return Anchor{static_cast<std::int64_t>(*time), static_cast<std::uint32_t>(*segment), *seq, std::string(fields[3])};
}
}  // namespace

Result<void> appendAnchor(const std::filesystem::path& path, const ChainEnd& end, SystemTime now) {
    const base::Descriptor file(::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600));
    if (file.get() < 0) return fail(ErrorCode::fileWrite, {path.string()}, std::strerror(errno));
    const std::string line = printAnchor(end, now);
    const off_t before = ::lseek(file.get(), 0, SEEK_END);
    errno = 0;
    const ssize_t written = ::write(file.get(), line.data(), line.size());
    if (written == static_cast<ssize_t>(line.size()) && ::fsync(file.get()) == 0) return {};
    const int error = errno != 0 ? errno : ENOSPC;
    if (written > 0 && written < static_cast<ssize_t>(line.size())) static_cast<void>(::ftruncate(file.get(), before) == 0);
    return fail(ErrorCode::fileWrite, {path.string()}, std::strerror(error));
}

Result<std::vector<Anchor>> readAnchors(const std::filesystem::path& path) {
    std::vector<Anchor> anchors;
    std::error_code error;
    if (!std::filesystem::exists(path, error) && !error) return anchors;
    const auto content = base::readFile(path, kMaxBytes);
    if (!content) return fail(content.error());
    std::string_view rest = *content;
    for (std::size_t number = 1; !rest.empty(); ++number) {
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos) break;
        auto anchor = parseAnchor(rest.substr(0, end));
        if (!anchor) return fail(ErrorCode::journalDamaged, {path.string(), "line " + std::to_string(number) + " is no anchor"});
        anchors.push_back(std::move(*anchor));
        rest.remove_prefix(end + 1);
    }
    return anchors;
}

}  // namespace mirror::log
