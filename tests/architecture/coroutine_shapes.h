#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace mirror::architecture {

/// A coroutine shape that must not be written, and where.
struct BadShape {
    int line = 0;
    std::string what;
};

/// Finds in C++ code (comments and literals already blanked, see SourceFile::code) the shapes GCC 12.2 miscompiles: a
/// capturing lambda made in the arguments of an awaited call, `?:` around a co_await, `switch` on an awaited value, braces in
/// the arguments of an awaited call; and a second co_await in one statement. Works on tokens, so line breaks do not matter.
std::vector<BadShape> findBadShapes(std::string_view code);

}  // namespace mirror::architecture
