#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "proxycore/api/result.h"

namespace mirror::filter {

/// `text` as one gzip member (RFC 1952).
Result<std::string> gzip(std::string_view text);

/// The lines of a gzip file in their order, without their ends; `take` returns false when it has seen enough. fileRead: the file cannot be read, or is no whole gzip member
/// whose checksum is right (not known when `take` stopped early), or has a line above kMaxLine octets.
Result<void> eachGzipLine(const std::filesystem::path& file, const std::function<bool(std::string_view)>& take);
inline constexpr std::size_t kMaxLine = 1u << 20;

}  // namespace mirror::filter
