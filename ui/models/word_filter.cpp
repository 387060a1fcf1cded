#include "ui/models/word_filter.h"

#include <array>

#include "ui/models/filter_values.h"

namespace mirror::ui {

namespace {

using Field = WordFilter::Field;
using Trouble = TrafficFilter::Trouble;

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

/// Walks over the text once; every step moves forward, so any input ends.
class WordFilter::Reader {
public:
    explicit Reader(const QString& text) : m_text(text) {}
    bool next();
    bool read(Term& term);
    Problem problem;

private:
    bool at(char16_t c) const { return m_at < m_text.size() && m_text.at(m_at) == c; }
    bool readField(Term& term, QString& name);
    bool readPiece(QString& piece);
    bool fail(Trouble trouble, qsizetype from, QString word);
    const QString& m_text;
    qsizetype m_at = 0;
};

bool WordFilter::Reader::next() {
    while (m_at < m_text.size() && m_text.at(m_at).isSpace()) ++m_at;
    return m_at < m_text.size();
}

bool WordFilter::Reader::fail(Trouble trouble, qsizetype from, QString word) {
    problem = {trouble, from, m_at - from, std::move(word)};
    return false;
}

bool WordFilter::Reader::readField(Term& term, QString& name) {
    const qsizetype start = m_at;
    qsizetype end = m_at;
    while (end < m_text.size() && m_text.at(end).unicode() < 0x80 && m_text.at(end).isLetter()) ++end;
    if (end == start || end >= m_text.size() || m_text.at(end) != u':') return true;  // a word
    name = m_text.mid(start, end - start);
    m_at = end + 1;
    const FieldRow* row = rowNamed(name);
    if (row == nullptr) return fail(Trouble::unknownField, start, name);
    term.field = row->field;
    return true;
}

bool WordFilter::Reader::readPiece(QString& piece) {
    if (!at(u'"')) {
        while (m_at < m_text.size() && !m_text.at(m_at).isSpace() && !at(u',')) piece += m_text.at(m_at++);
        return true;
    }
    const qsizetype open = m_at++;
    while (m_at < m_text.size() && !at(u'"')) {
        if (at(u'\\') && m_at + 1 < m_text.size()) ++m_at;
        piece += m_text.at(m_at++);
    }
    if (m_at >= m_text.size()) return fail(Trouble::openQuote, open, {});
    ++m_at;
    return true;
}

bool WordFilter::Reader::read(Term& term) {
    const qsizetype start = m_at;
    term.negated = at(u'-');
    if (term.negated) ++m_at;
    QString name;
    if (!readField(term, name)) return false;
    for (bool more = true; more;) {
        const qsizetype from = m_at;
        QString piece;
        if (!readPiece(piece)) return false;
        if (m_at == from) return fail(Trouble::missingValue, start, name);
        Value value;
        if (!readValue(term.field, piece, value)) return fail(Trouble::badValue, from, piece);
        term.values.push_back(std::move(value));
        more = at(u',');
        if (more) ++m_at;
    }
    return true;
}

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
    Reader reader(text);
    while (reader.next()) {
        Term term;
        if (!reader.read(term)) return tl::unexpected<Problem>(std::move(reader.problem));
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
