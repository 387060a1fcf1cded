#pragma once
#include <QString>
#include <QStringList>
#include <string>
#include <vector>

#include "proxycore/api/result.h"
#include "proxycore/api/traffic.h"

namespace mirror::ui {

/// The Traffic page's filter language, parsed. Pure: no widgets, no state but the terms.
///
///     status:5xx outcome:upstream_error model:qwen* upstream:a key:app total:>2s first:>500ms stream:yes some text
///
/// Terms stand beside each other and must all match. `-` before a term turns it round; a comma between values means "or";
/// `>`, `>=`, `<`, `<=` and `a..b` compare; `*` and `?` are wildcards; quotes keep blanks, colons and commas together
/// (\" and \\ inside them); `upstream:""` is an empty one. A word without a field is looked for in every text of the record. Case does not matter (ASCII).
class TrafficFilter {
public:
    enum class Field {
        time, status, outcome, model, asked, answered, upstream, attempts, stream, first, total, in, out, tokens, cache, key,
        client, id, error, path, method, listener, agent, rule, text
    };
    enum class Trouble { unknownField, missingValue, badValue, openQuote };
    /// Where and why a text is not a filter.
    struct Problem {
        Trouble trouble = Trouble::badValue;
        qsizetype position = 0;  ///< in QChars, within [0, size of the text]
        qsizetype length = 0;
        QString word;  ///< the field or value meant
    };

    /// Matches everything.
    TrafficFilter() = default;
    static tl::expected<TrafficFilter, Problem> parse(const QString& text);

    bool isEmpty() const { return m_terms.empty(); }
    /// Linear in the record's text; never touches anything else.
    bool matches(const TrafficRecord& record) const;

    /// Names before the colon, in the order they are offered.
    static QStringList fieldNames();
    /// Values a field can have, when they are few and known ("yes", "no"); empty otherwise.
    static QStringList knownValues(const QString& fieldName);
    /// The term that selects `value` in `field`, quoted where needed: `model:"a b"`.
    static QString term(Field field, const QString& value);
    /// `text` with `term` added, or its opposite (`-term`); a term that is there already is not added twice.
    static QString withTerm(const QString& text, const QString& term, bool negated);

    /// What stands under the cursor, for completion.
    struct Cursor {
        qsizetype start = 0;  ///< the piece [start, start + length) is what a completion replaces
        qsizetype length = 0;
        QString field;  ///< empty: a field name is being written
        QString typed;  ///< from start to the cursor
    };
    static Cursor cursorAt(const QString& text, qsizetype position);

private:
    /// One accepted value: a pattern for text fields, a closed range for the others.
    struct Value {
        std::string pattern;
        double low = 0, high = 0;
    };
    struct Term {
        Field field = Field::text;
        bool negated = false;
        std::vector<Value> values;
    };
    struct Piece;
    class Reader;
    bool matchesTerm(const Term& term, const TrafficRecord& record) const;
    static bool readValue(Field field, const QString& text, Value& value);

    std::vector<Term> m_terms;
    int m_utcOffset = 0;  // seconds, when the filter was made
};

}  // namespace mirror::ui
