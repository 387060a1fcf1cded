#include "ui/models/word_filter.h"

#include <array>

#include "ui/models/filter_values.h"

namespace mirror::ui {

namespace {

using Field = WordFilter::Field;

struct FieldRow {
    Field field;
    const char16_t* name;
};
constexpr std::array<FieldRow, 9> kFields{{{Field::text, u"text"},
                                           {Field::category, u"category"},
                                           {Field::action, u"action"},
                                           {Field::scope, u"scope"},
                                           {Field::list, u"list"},
                                           {Field::note, u"note"},
                                           {Field::is, u"is"},
                                           {Field::hits, u"hits"},
                                           {Field::id, u"id"}}};

const FieldRow* rowNamed(QStringView name) {
    for (const FieldRow& row : kFields)
        if (name.compare(QStringView(row.name), Qt::CaseInsensitive) == 0) return &row;
    return nullptr;
}

QString nameOf(Field field) {
    for (const FieldRow& row : kFields)
        if (row.field == field) return QStringView(row.name).toString();
    return {};
}

bool isNumeric(Field field) { return field == Field::hits || field == Field::id; }

bool isSo(const Word& word, std::uint64_t hits, std::string_view quality) {
    if (quality == "enabled") return word.enabled;
    if (quality == "disabled") return !word.enabled;
    if (quality == "exact") return word.exact;
    return quality == "hit" ? hits > 0 : hits == 0;
}

bool hasText(const Word& word, std::string_view text) {
    return containsFolded(word.text, text) || containsFolded(word.category, text) || containsFolded(word.note, text);
}

}  // namespace

bool WordFilter::readValue(Field field, const QString& text, Value& value) {
    if (isNumeric(field)) {
        const auto range = readRange(text, readNumber);
        if (!range) return false;
        value.low = range->low;
        value.high = range->high;
        return true;
    }
    const QStringList known = knownValues(nameOf(field));
    if (!known.isEmpty() && !known.contains(text, Qt::CaseInsensitive)) return false;
    value.pattern = foldedAscii(text);
    return true;
}

tl::expected<WordFilter, WordFilter::Problem> WordFilter::parse(const QString& text) {
    WordFilter filter;
    const auto written = readFilter(text, [](const QString& name) { return rowNamed(name) != nullptr; });
    if (!written) return tl::unexpected<Problem>(written.error());
    for (const FilterTerm& each : *written) {
        Term term;
        if (!each.field.isEmpty()) term.field = rowNamed(each.field)->field;
        term.negated = each.negated;
        for (const FilterPiece& piece : each.values)
            if (!readValue(term.field, piece.text, term.values.emplace_back())) return tl::unexpected<Problem>(badValue(piece));
        filter.m_terms.push_back(std::move(term));
    }
    return filter;
}

void WordFilter::resolveLists(const std::vector<WordList>& lists) {
    for (Term& term : m_terms) {
        if (term.field != Field::list) continue;
        term.lists.assign(std::size_t{1} << 16, false);
        for (const WordList& list : lists)
            for (const Value& value : term.values)
                if (matchesPattern(list.name, value.pattern)) term.lists[list.id] = true;
    }
}

bool WordFilter::matches(const Word& word, std::uint64_t hits) const {
    for (const Term& term : m_terms)
        if (matchesTerm(term, word, hits) == term.negated) return false;
    return true;
}

bool WordFilter::matchesTerm(const Term& term, const Word& word, std::uint64_t hits) {
    if (term.field == Field::list) return !term.lists.empty() && term.lists[word.list];
    const double number = static_cast<double>(term.field == Field::id ? word.id : hits);
    for (const Value& value : term.values) {
        bool is = false;
        switch (term.field) {
            case Field::text: is = matchesPattern(word.text, value.pattern); break;
            case Field::category: is = matchesPattern(word.category, value.pattern); break;
            case Field::action: is = wordActionName(word.action) == value.pattern; break;
            case Field::scope: is = wordScopeName(word.scope) == value.pattern; break;
            case Field::note: is = matchesPattern(word.note, value.pattern); break;
            case Field::is: is = isSo(word, hits, value.pattern); break;
            case Field::hits: case Field::id: is = number >= value.low && number <= value.high; break;
            default: is = hasText(word, value.pattern);
        }
        if (is) return true;
    }
    return false;
}

QStringList WordFilter::fieldNames() {
    QStringList names;
    for (const FieldRow& row : kFields) names << QStringView(row.name).toString();
    return names;
}

QStringList WordFilter::knownValues(const QString& fieldName) {
    const FieldRow* row = rowNamed(fieldName);
    if (row == nullptr) return {};
    switch (row->field) {
        case Field::action: return {QStringLiteral("block"), QStringLiteral("mask"), QStringLiteral("observe")};
        case Field::scope: return {QStringLiteral("input"), QStringLiteral("output"), QStringLiteral("both")};
        case Field::is:
            return {QStringLiteral("enabled"), QStringLiteral("disabled"), QStringLiteral("exact"), QStringLiteral("hit"), QStringLiteral("unhit")};
        default: return {};
    }
}

}  // namespace mirror::ui
