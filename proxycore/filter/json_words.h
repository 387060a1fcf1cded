#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "filter/word_columns.h"
#include "proxycore/api/result.h"

namespace mirror::filter {

/// One element of a json list of words.
struct JsonEntry {
    std::uint64_t line = 0;  ///< it begins at, from 1
    std::size_t offset = 0;  ///< octets read so far
    bool isText = false;     ///< a text by itself: its only value is `text`
    bool isEntry = true;     ///< a text or an object; something else means nothing
    std::vector<std::pair<WordColumn, std::string>> values;  ///< true and false by these names; unknown members are left out
    std::vector<std::string> badColumns;                     ///< members whose value is neither a text nor true or false
};

/// Reads an array of texts and objects, or an object whose member `words` is one, and gives each element to `take`, which returns false to stop. A comma behind the last element is
/// forgiven. `json` is UTF-8 and may be changed. Errors: configValue ("file", the reason with its line).
Result<void> readJsonWords(std::string& json, const std::function<bool(const JsonEntry&)>& take);

}  // namespace mirror::filter
