#pragma once
#include <QString>
#include <functional>
#include <vector>

#include "proxycore/api/result.h"

/// The filter language of the console's tables, as it is written; what the fields mean is each table's own.
///
///     status:5xx model:qwen*,gpt-* total:>2s -key:"a b" some text
///
/// Terms stand beside each other; `-` turns one round; a comma between values means "or"; quotes keep blanks, colons and commas together (\" and \\ inside them).
/// Pure functions of their text.
namespace mirror::ui {

enum class FilterTrouble { unknownField, missingValue, badValue, openQuote };

/// Where and why a text is not a filter.
struct FilterProblem {
    FilterTrouble trouble = FilterTrouble::badValue;
    qsizetype position = 0;  ///< in QChars, within [0, size of the text]
    qsizetype length = 0;
    QString word;  ///< the field or value meant
};

/// One value of a term, without its quotes; where it stands with them.
struct FilterPiece {
    QString text;
    qsizetype start = 0;
    qsizetype length = 0;
};

struct FilterTerm {
    QString field;  ///< as written; empty: a word without one
    bool negated = false;
    std::vector<FilterPiece> values;  ///< one at least
};

/// The terms of a text. A field is ASCII letters and underscores before a colon; one of which `isField` says no is a problem.
tl::expected<std::vector<FilterTerm>, FilterProblem> readFilter(const QString& text, const std::function<bool(const QString&)>& isField);
FilterProblem badValue(const FilterPiece& piece);

/// `value` as it must be written: in quotes where needed.
QString quotedValue(const QString& value);
/// `text` with `term` added, or its opposite (`-term`); a term that is there already is not added twice.
QString withTerm(const QString& text, const QString& term, bool negated);

/// What stands under the cursor, for completion.
struct FilterCursor {
    qsizetype start = 0;  ///< the piece [start, start + length) is what a completion replaces
    qsizetype length = 0;
    QString field;  ///< empty: a field name is being written
    QString typed;  ///< from start to the cursor
};
FilterCursor filterCursorAt(const QString& text, qsizetype position);

}  // namespace mirror::ui
