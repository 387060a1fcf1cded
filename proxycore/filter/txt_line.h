#pragma once
#include <string_view>

namespace mirror::filter {

/// The entry in a line of a txt list: without blanks at its ends and without commas (, and ，) behind it. Empty for a remark: a line that is `#` or begins with "# ".
std::string_view entryOfLine(std::string_view line);

}  // namespace mirror::filter
