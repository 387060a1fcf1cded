#pragma once
#include <atomic>
#include <filesystem>
#include <functional>

#include "log/journal_keys.h"
#include "proxycore/api/command.h"

namespace mirror::log {

struct VerifyOptions {
    std::filesystem::path folder;
    std::filesystem::path anchorFile;  ///< empty: none
    SystemTime from{};                 ///< segments begun in this range are walked over
    SystemTime to{};                   ///< epoch: no end
};

/// Looks at every record of the journal: whether it can be opened, stands where it was written and follows on the one before it; whether segments are tied to each other;
/// whether what anchors name is there. Segments that a record says were removed or shredded on purpose are no problem.
///
/// What it cannot see: records cut off behind the last anchor, as long as no segment was begun after them; and whatever a holder of the private keys wrote anew, as
/// far as no anchor speaks against it. `progress` is told permille. Errors: fileRead of the folder; journalDamaged of the anchors.
Result<JournalReport> verifyJournal(const VerifyOptions& options, const JournalPrivateKeys& keys, const std::function<void(std::uint32_t)>& progress,
                                    const std::atomic<bool>& stop);

}  // namespace mirror::log
