#pragma once
#include <QString>
#include <QStringList>
#include <string>
#include <vector>

#include "proxycore/api/traffic.h"
#include "ui/models/filter_language.h"

namespace mirror::ui {

/// The Traffic page's filter language, parsed. Pure: no widgets, no state but the terms.
///
///     status:5xx outcome:upstream_error model:qwen* upstream:a key:app total:>2s first:>500ms stream:yes some text
///
/// The language of filter_language.h; terms must all match. `>`, `>=`, `<`, `<=` and `a..b` compare; `*` and `?` are wildcards; `upstream:""` is an empty one. A word without a field is looked for in every text of the record. Case does not matter (ASCII).
class TrafficFilter {
public:
    enum class Field {
        time, status, outcome, model, asked, answered, upstream, attempts, stream, first, total, in, out, tokens, cache, key,
        client, id, error, path, method, listener, agent, rule, text
    };
    using Trouble = FilterTrouble;
    using Problem = FilterProblem;

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
    bool matchesTerm(const Term& term, const TrafficRecord& record) const;
    static bool readValue(Field field, const QString& text, Value& value);

    std::vector<Term> m_terms;
    int m_utcOffset = 0;  // seconds, when the filter was made
};

}  // namespace mirror::ui
