#pragma once
#include <filesystem>

#include "log/journal_disk.h"
#include "log/segment_header.h"
#include "proxycore/api/result.h"

namespace mirror::log {

/// How the last segment of a folder ends, found without any key.
struct SegmentTail {
    SegmentLink link;        ///< for the header of the next one: its last complete line, the header line if it has no record
    std::uint64_t torn = 0;  ///< bytes behind it: of a line the end of the process or of the power cut short
};

/// Errors: fileRead; journalDamaged if the two lines of the header are not there.
Result<SegmentTail> readTail(const std::filesystem::path& segment);

/// The same, after a torn end was moved to `<name>.torn` (appended to what an earlier one left). Errors also: fileWrite.
Result<SegmentLink> mendTail(JournalDisk& disk, const std::filesystem::path& segment);

}  // namespace mirror::log
