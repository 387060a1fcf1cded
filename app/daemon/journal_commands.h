#pragma once
#include <iosfwd>

#include "common/journal_options.h"
#include "proxycore/api/config_io.h"

/// Subcommands about the journal. Each writes its answer to `out`, with --json one JSON object on a line, and what keeps it from answering to `err`, and returns the exit code. The JSON
/// objects are the receipts of the admin API: journal_keys, journal_segment_key, journal_report, done; of cat and search one a dialogue, see journal_text.h.
namespace mirror::app {

/// The passphrase is typed twice when it is asked for.
int initJournalKey(const JournalInit& options, const Environment& environment, std::ostream& out, std::ostream& err);
int listKeysOfJournal(const JournalKeyList& options, const Environment& environment, std::ostream& out, std::ostream& err);
/// The new one is typed twice when it is asked for.
int changePassphrase(const JournalPassphrase& options, const Environment& environment, std::ostream& out, std::ostream& err);
int rotateKey(const JournalRotateKey& options, const Environment& environment, std::ostream& out, std::ostream& err);
/// The key alone on `out`, so that a script can take it.
int exportKey(const JournalExportKey& options, const Environment& environment, std::ostream& out, std::ostream& err);
int shred(const JournalShred& options, const Environment& environment, std::ostream& out, std::ostream& err);
/// kProblemsFound when a record is not as it was written, kSuccess, or kFailure when it could not be looked at.
int verifyRecords(const JournalVerify& options, const Environment& environment, std::ostream& out, std::ostream& err);
/// Oldest first; kProblemsFound when some could not be read, which is told on `err`.
int printDialogues(const JournalCat& options, const Environment& environment, std::ostream& out, std::ostream& err);
/// Newest first, as they are found.
int searchDialogues(const JournalSearch& options, const Environment& environment, std::ostream& out, std::ostream& err);

}  // namespace mirror::app
