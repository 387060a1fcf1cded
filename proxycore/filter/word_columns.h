#pragma once
#include <array>
#include <optional>
#include <string_view>

#include "proxycore/api/words.h"

namespace mirror::filter {

/// What a file can say of an entry: the columns of csv, the members of json objects.
enum class WordColumn : std::uint8_t { text, category, action, scope, enabled, exact, kind, note };
inline constexpr std::size_t kWordColumns = 8;

/// The name this program writes.
std::string_view columnName(WordColumn column);
/// The column of an English or Chinese name (text, 词, 敏感词; action, 动作 ...), upper or lower case.
std::optional<WordColumn> columnOf(std::string_view name);
/// Gives a word what stands in one column; an empty one leaves it as it is. Values have English and Chinese names too (block, 拦截; true, 1, yes, 是 ...).
/// False when it means nothing.
bool setColumn(Word& word, WordColumn column, std::string_view value);
/// The value this program writes.
std::string_view columnValue(const Word& word, WordColumn column);

// A spreadsheet takes a cell that begins with = + - @ for a formula. Cells of text are written with an apostrophe in front then, which spreadsheets take for "this is
// text"; a cell that has apostrophes before such a character gets one more, so that taking one off always gives back what was there.
bool needsFormulaGuard(std::string_view text);
/// Without the apostrophe, if there is one.
std::string_view withoutFormulaGuard(std::string_view text);

}  // namespace mirror::filter
