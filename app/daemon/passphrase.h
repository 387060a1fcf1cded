#pragma once
#include <string>

#include "common/journal_options.h"
#include "proxycore/api/result.h"

/// Passphrases from where command lines say. What is read is kept in the one string that is returned.
namespace mirror::app {

struct PassphraseQuestion {
    std::string prompt = "Passphrase of the journal: ";
    std::string again;  ///< asked behind it, and both must be the same; empty: not asked
};
/// From the file, the descriptor, or else from the terminal the program was started on, without echo. Errors: configValue for one that is empty, has several lines, or was not typed alike twice;
/// secretMissing when there is no terminal; cancelled for Ctrl-C and Ctrl-D; fileRead; filePermission.
Result<std::string> readPassphrase(const PassphraseSource& source, const PassphraseQuestion& question);

/// Asks on the terminal `device`.
Result<std::string> askPassphrase(const std::string& device, const PassphraseQuestion& question);

}  // namespace mirror::app
