#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proxycore/api/result.h"
#include "proxycore/api/units.h"

namespace mirror::log {

/// "YYYYMMDD-NNNNNN.journal": the local day a segment was begun and its number, which rises over all days and is never used again. Numbers beyond 999,999
/// have more digits.
struct SegmentName {
    std::uint32_t day = 0;     ///< YYYYMMDD
    std::uint32_t number = 0;  ///< from 1
    bool operator==(const SegmentName&) const = default;
};
std::string segmentFileName(SegmentName name);
/// Nothing if `fileName` is not exactly what segmentFileName writes.
std::optional<SegmentName> parseSegmentName(std::string_view fileName);

/// YYYYMMDD in the machine's time zone.
std::uint32_t localDay(SystemTime time);

/// A segment as it lies in the journal's folder.
struct SegmentPlace {
    SegmentName name;
    std::filesystem::path path;
    std::uint64_t bytes = 0;  ///< of the segment and what lies beside it
};
/// The index beside a segment, and the end that was set aside when its last line was torn.
std::filesystem::path indexPath(const std::filesystem::path& segment);
std::filesystem::path tornPath(const std::filesystem::path& segment);

/// All segments of a folder by rising number; what has another name is left out. An empty list if there is no such folder. Errors: fileRead.
Result<std::vector<SegmentPlace>> listSegments(const std::filesystem::path& folder);

}  // namespace mirror::log
