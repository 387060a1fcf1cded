#pragma once
#include <filesystem>
#include <iosfwd>

#include "proxycore/api/config_io.h"

/// Subcommands about the configuration. Each writes to the streams it is given and returns the exit code.
namespace mirror::app {

/// The file by itself, without environment: it may be meant for another machine. One problem a line on `err`.
int checkConfigFile(const std::filesystem::path& file, std::ostream& out, std::ostream& err);
/// What a start with this profile, environment and --set would use. A profile without a file has the defaults.
int printProfileConfig(const std::filesystem::path& profile, const Environment& environment, const Overrides& overrides,
                       std::ostream& out, std::ostream& err);

}  // namespace mirror::app
