#pragma once
#include <atomic>
#include <filesystem>
#include <memory>

#include "filter/dry_run.h"
#include "log/journal_keys.h"

namespace mirror::engine {

/// What another thread needs to read the journal with the keys of an unlocked session.
struct JournalLoan {
    std::filesystem::path folder;
    std::shared_ptr<const log::JournalPrivateKeys> keys;
    std::shared_ptr<const std::atomic<bool>> isEnded;  ///< the session was locked: the keys are to be let go at once
};

/// What was said in dialogues since `from`, masked as it was written, newest dialogue first: requests, answers, or both. A document is a dialogue and is called by its request's
/// id; turns are apart by line ends. What cannot be read is left out. Ends with journalLocked when the session does. Read on whichever thread takes the texts.
filter::TextSource journalTexts(JournalLoan loan, SystemTime from, WordScope direction);

}  // namespace mirror::engine
