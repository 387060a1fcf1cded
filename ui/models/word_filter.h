#pragma once
#include <QString>
#include <QStringList>
#include <string>
#include <vector>

#include "proxycore/api/words.h"
#include "ui/models/filter_language.h"

namespace mirror::ui {

/// The filter of the word table: the language of filter_language.h with the fields of a word. Pure.
///
///     category:politics action:block,mask scope:input list:"Company names" is:disabled hits:>10 note:* -text:a* some text
///
/// A word without a field is looked for in text, category and note.
class WordFilter {
public:
    enum class Field { text, category, action, scope, list, note, is, hits, id, any };
    using Problem = FilterProblem;

    static tl::expected<WordFilter, Problem> parse(const QString& text);
    bool isEmpty() const { return m_terms.empty(); }
    /// Before matches(): names of lists become their ids.
    void resolveLists(const std::vector<WordList>& lists);
    bool matches(const Word& word, std::uint64_t hits) const;

    static QStringList fieldNames();
    /// Values a field can have, when they are few and known.
    static QStringList knownValues(const QString& fieldName);

private:
    struct Value {
        std::string pattern;
        double low = 0, high = 0;
    };
    struct Term {
        Field field = Field::any;
        bool negated = false;
        std::vector<Value> values;
        std::vector<bool> lists;  // by id, of a term of field list
    };
    static bool readValue(Field field, const QString& text, Value& value);
    static bool matchesTerm(const Term& term, const Word& word, std::uint64_t hits);
    std::vector<Term> m_terms;
};

}  // namespace mirror::ui
