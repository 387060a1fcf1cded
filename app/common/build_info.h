#pragma once
#include <string>

namespace mirror::app {

/// "0.1.0"
std::string version();
/// "mirrordeskd 0.1.0 (1a2b3c4, GNU 12.2.0)": program, version, commit if known, compiler.
std::string versionLine(const std::string& program);

}  // namespace mirror::app
