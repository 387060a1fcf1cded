#include "ui/models/journal_filter.h"

#include <algorithm>

namespace mirror::ui {

namespace {

QString nameOf(Outcome outcome) {
    const auto name = outcomeName(outcome);
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

std::optional<Outcome> outcomeNamed(const QString& name) {
    for (std::size_t i = 0; i < kOutcomes; ++i)
        if (nameOf(static_cast<Outcome>(i)).compare(name, Qt::CaseInsensitive) == 0) return static_cast<Outcome>(i);
    return std::nullopt;
}

}  // namespace

QStringList JournalFilter::fieldNames() { return {QStringLiteral("key"), QStringLiteral("model"), QStringLiteral("outcome"), QStringLiteral("id")}; }

QStringList JournalFilter::knownValues(const QString& fieldName) {
    QStringList names;
    if (fieldName != QLatin1String("outcome")) return names;
    for (std::size_t i = 0; i < kOutcomes; ++i) names << nameOf(static_cast<Outcome>(i));
    return names;
}

tl::expected<JournalFilter, FilterProblem> JournalFilter::parse(const QString& text) {
    JournalFilter filter;
    const auto written = readFilter(text, [](const QString& name) { return fieldNames().contains(name, Qt::CaseInsensitive); });
    if (!written) return tl::unexpected<FilterProblem>(written.error());
    for (const FilterTerm& term : *written) {
        const QString field = term.field.toLower();
        const bool isOutcome = field == QLatin1String("outcome");
        if (term.negated) return tl::unexpected<FilterProblem>(badValue(term.values.front()));
        if (!isOutcome && term.values.size() > 1) return tl::unexpected<FilterProblem>(badValue(term.values.at(1)));
        for (const FilterPiece& piece : term.values) {
            const auto outcome = isOutcome ? outcomeNamed(piece.text) : std::nullopt;
            if (isOutcome && !outcome) return tl::unexpected<FilterProblem>(badValue(piece));
            if (isOutcome) filter.m_outcomes.push_back(*outcome);
            else if (field == QLatin1String("key")) filter.m_key = piece.text.toStdString();
            else if (field == QLatin1String("id")) filter.m_id = piece.text.toStdString();
            else filter.m_model = field.isEmpty() ? '*' + piece.text.toStdString() + '*' : piece.text.toStdString();
        }
    }
    return filter;
}

void JournalFilter::applyTo(OpenJournalView& query) const {
    query.keyName = m_key;
    query.model = m_model;
    query.requestId = m_id;
    query.outcomes = m_outcomes;
}

}  // namespace mirror::ui
