#pragma once
#include <filesystem>
#include <vector>

#include "log/segment_file.h"
#include "proxycore/api/result.h"
#include "proxycore/api/units.h"

/// What the newest record was, written now and then to a second place: who cuts records off the end of the journal must change that place too. One line an
/// anchor: `unix_seconds segment seq hash`.
namespace mirror::log {

struct Anchor {
    std::int64_t time = 0;  ///< Unix seconds
    std::uint32_t segment = 0;
    std::uint64_t seq = 0;
    std::string hash;  ///< lineHash of that record
    bool operator==(const Anchor&) const = default;
};

/// Appends a line, on the disk when it returns. The file is opened each time: it may lie on a share that comes and goes. Errors: fileWrite.
Result<void> appendAnchor(const std::filesystem::path& file, const ChainEnd& end, SystemTime now);

/// All anchors, oldest first; an end without line break is passed over. No file is no anchors. Errors: fileRead; journalDamaged with the line's number.
Result<std::vector<Anchor>> readAnchors(const std::filesystem::path& file);

}  // namespace mirror::log
