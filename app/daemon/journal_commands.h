#pragma once
#include <iosfwd>

#include "common/journal_options.h"
#include "proxycore/api/config_io.h"

/// Subcommands about the journal. Each writes its answer to `out`, with --json one JSON object on a line, and what keeps it from answering to `err`, and returns the exit code. The JSON
/// objects are the receipts of the admin API: journal_keys, journal_segment_key, done.
namespace mirror::app {

/// The passphrase is typed twice when it is asked for.
int initJournalKey(const JournalInit& options, const Environment& environment, std::ostream& out, std::ostream& err);
int listKeysOfJournal(const JournalKeyList& options, const Environment& environment, std::ostream& out, std::ostream& err);
/// The new one is typed twice when it is asked for.
int changePassphrase(const JournalPassphrase& options, const Environment& environment, std::ostream& out, std::ostream& err);
int rotateKey(const JournalRotateKey& options, const Environment& environment, std::ostream& out, std::ostream& err);
/// The key alone on `out`, so that a script can take it.
int exportKey(const JournalExportKey& options, const Environment& environment, std::ostream& out, std::ostream& err);

}  // namespace mirror::app
