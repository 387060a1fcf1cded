#pragma once
#include <iosfwd>

#include "common/options.h"

/// Subcommands about virtual keys. Each returns the exit code.
namespace mirror::app {

/// The key alone on `out`, so that a script can take it.
int addKey(const AddKey& options, const Environment& environment, std::ostream& out, std::ostream& err);
int listKeys(const ListKeys& options, std::ostream& out, std::ostream& err);

}  // namespace mirror::app
