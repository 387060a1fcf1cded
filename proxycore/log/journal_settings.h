#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

#include "proxycore/api/units.h"

namespace mirror::log {

/// What the writer of the journal wants to know of the configuration.
struct JournalSettings {
    std::filesystem::path folder;  ///< made if it is not there (0700)
    std::string engine;            ///< version, for the headers of segments
    Bytes queueBytes = 64_MiB;     ///< waiting to be written
    Bytes segmentBytes = 64_MiB;   ///< a segment is ended by the record that reaches this
    Milliseconds syncInterval{1'000};
    std::int64_t keepDays = 180;     ///< days after the end of a segment; 0: for ever
    Bytes maxBytes{0};               ///< of all segments and their indexes; 0: no bound
    std::filesystem::path anchorFile;  ///< empty: none
    Milliseconds anchorInterval{60'000};
};

}  // namespace mirror::log
