#pragma once

/// What the programs tell the shell.
namespace mirror::app {

inline constexpr int kSuccess = 0;
inline constexpr int kFailure = 1;
inline constexpr int kUsage = 2;

// `words import` and `words test` answer a question with their code.
inline constexpr int kNothingTaken = 3;  ///< words import: the file was read, and nothing in it was new
inline constexpr int kBlocked = 1;       ///< words test: the text would be blocked
inline constexpr int kNotTested = 2;     ///< words test: it could not be tried, whatever the reason

inline constexpr int kProblemsFound = 3;  ///< journal verify, cat, search: it was looked at, and something is not as it was written

}  // namespace mirror::app
