#include "ui/models/filter_language.h"

namespace mirror::ui {

namespace {

/// Walks over the text once; every step moves forward, so any input ends.
class Reader {
public:
    Reader(const QString& text, const std::function<bool(const QString&)>& isField) : m_text(text), m_isField(isField) {}
    /// Moves to the next term; false at the end.
    bool next();
    /// Reads one term; false after a problem.
    bool read(FilterTerm& term);
    FilterProblem problem;

private:
    bool at(char16_t c) const { return m_at < m_text.size() && m_text.at(m_at) == c; }
    bool readField(FilterTerm& term);
    bool readPiece(FilterPiece& piece);
    bool readQuoted(FilterPiece& piece);
    bool fail(FilterTrouble trouble, qsizetype from, qsizetype length, QString word);

    const QString& m_text;
    const std::function<bool(const QString&)>& m_isField;
    qsizetype m_at = 0;
};

bool Reader::next() {
    while (m_at < m_text.size() && m_text.at(m_at).isSpace()) ++m_at;
    return m_at < m_text.size();
}

bool Reader::fail(FilterTrouble trouble, qsizetype from, qsizetype length, QString word) {
    problem = {trouble, from, length, std::move(word)};
    return false;
}

bool Reader::readField(FilterTerm& term) {
    const auto isNameLetter = [](QChar c) { return c == u'_' || (c.unicode() < 0x80 && c.isLetter()); };
    qsizetype end = m_at;
    while (end < m_text.size() && isNameLetter(m_text.at(end))) ++end;
    if (end == m_at || end >= m_text.size() || m_text.at(end) != u':') return true;  // a word
    term.field = m_text.mid(m_at, end - m_at);
    if (!m_isField(term.field)) return fail(FilterTrouble::unknownField, m_at, end - m_at, term.field);
    m_at = end + 1;
    return true;
}

bool Reader::readQuoted(FilterPiece& piece) {
    const qsizetype open = m_at++;
    while (m_at < m_text.size() && !at(u'"')) {
        if (at(u'\\') && m_at + 1 < m_text.size()) ++m_at;
        piece.text += m_text.at(m_at++);
    }
    if (m_at >= m_text.size()) return fail(FilterTrouble::openQuote, open, m_text.size() - open, {});
    ++m_at;
    return true;
}

bool Reader::readPiece(FilterPiece& piece) {
    piece.start = m_at;
    if (at(u'"')) {
        if (!readQuoted(piece)) return false;
    } else {
        while (m_at < m_text.size() && !m_text.at(m_at).isSpace() && !at(u',')) piece.text += m_text.at(m_at++);
    }
    piece.length = m_at - piece.start;
    return true;
}

bool Reader::read(FilterTerm& term) {
    const qsizetype start = m_at;
    if (at(u'-')) {
        term.negated = true;
        ++m_at;
    }
    if (!readField(term)) return false;
    for (bool more = true; more;) {
        FilterPiece piece;
        if (!readPiece(piece)) return false;
        if (piece.length == 0) return fail(FilterTrouble::missingValue, start, m_at - start, term.field);
        term.values.push_back(std::move(piece));
        more = at(u',');
        if (more) ++m_at;
    }
    return true;
}

bool isBare(const QString& value) {
    for (const QChar c : value)
        if (c.isSpace() || c == u'"' || c == u',' || c == u':' || c == u'\\') return false;
    return !value.isEmpty() && !value.startsWith(u'-');
}

}  // namespace

tl::expected<std::vector<FilterTerm>, FilterProblem> readFilter(const QString& text, const std::function<bool(const QString&)>& isField) {
    std::vector<FilterTerm> terms;
    Reader reader(text, isField);
    while (reader.next()) {
        FilterTerm term;
        if (!reader.read(term)) return tl::unexpected<FilterProblem>(std::move(reader.problem));
        terms.push_back(std::move(term));
    }
    return terms;
}

FilterProblem badValue(const FilterPiece& piece) { return {FilterTrouble::badValue, piece.start, piece.length, piece.text}; }

QString quotedValue(const QString& value) {
    if (isBare(value)) return value;
    QString shown = value;
    shown.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    return u'"' + shown + u'"';
}

QString withTerm(const QString& text, const QString& term, bool negated) {
    const QString added = negated ? u'-' + term : term;
    const QString present = u' ' + text.trimmed() + u' ';
    if (present.contains(u' ' + added + u' ')) return text.trimmed();
    return text.trimmed().isEmpty() ? added : text.trimmed() + u' ' + added;
}

FilterCursor filterCursorAt(const QString& text, qsizetype position) {
    const qsizetype cursor = qBound<qsizetype>(0, position, text.size());
    FilterCursor found{0, 0, {}, {}};
    qsizetype colon = -1;
    bool quoted = false;
    for (qsizetype i = 0; i < cursor; ++i) {
        const QChar c = text.at(i);
        if (c == u'"') quoted = !quoted;
        if (quoted) continue;
        const bool ends = c.isSpace();
        if (ends) colon = -1;
        if (c == u':' && colon < 0) {
            found.field = text.mid(found.start, i - found.start);
            colon = i;
        }
        if (ends || c == u',' || i == colon || (c == u'-' && i == found.start)) found.start = i + 1;
        if (ends) found.field.clear();
    }
    qsizetype end = cursor;
    while (end < text.size() && !text.at(end).isSpace() && text.at(end) != u',' && text.at(end) != u':') ++end;
    found.typed = text.mid(found.start, cursor - found.start);
    found.length = end - found.start;
    return found;
}

}  // namespace mirror::ui
