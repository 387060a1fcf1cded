#pragma once
#include <string>

#include "proxycore/api/result.h"

/// How the reading side of the journal says what is wrong: journalDamaged with what is damaged and in which way. Whoever knows the file puts its name first.
namespace mirror::log {

/// `part`: "header", "keys", "record", "index", "row".
inline tl::unexpected<Error> damaged(std::string part, std::string flaw, std::string cause = {}) {
    return fail(ErrorCode::journalDamaged, {std::move(part), std::move(flaw)}, std::move(cause));
}
/// The same of `file`: {file, "part: flaw"}. Other errors stay what they are.
inline Error inFile(Error error, const std::string& file) {
    if (error.code != ErrorCode::journalDamaged || error.args.size() != 2) return error;
    error.args = {file, error.args[0] + ": " + error.args[1]};
    return error;
}

}  // namespace mirror::log
