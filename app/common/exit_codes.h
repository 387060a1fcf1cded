#pragma once

/// What the programs tell the shell.
namespace mirror::app {

inline constexpr int kSuccess = 0;
inline constexpr int kFailure = 1;
inline constexpr int kUsage = 2;

}  // namespace mirror::app
