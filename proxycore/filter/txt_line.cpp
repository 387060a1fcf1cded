#include "filter/txt_line.h"

#include "filter/csv_reader.h"

namespace mirror::filter {

std::string_view entryOfLine(std::string_view line) {
    constexpr std::string_view kWideComma = "，";
    for (;;) {
        line = withoutBlanks(line);
        if (line.ends_with(',')) {
            line.remove_suffix(1);
        } else if (line.ends_with(kWideComma)) {
            line.remove_suffix(kWideComma.size());
        } else {
            return line == "#" || line.starts_with("# ") ? std::string_view() : line;
        }
    }
}

}  // namespace mirror::filter
