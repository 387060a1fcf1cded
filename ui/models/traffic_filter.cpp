#include "ui/models/traffic_filter.h"

#include <QDateTime>
#include <array>
#include <cmath>
#include <limits>

#include "ui/models/filter_values.h"

namespace mirror::ui {

namespace {

using Field = TrafficFilter::Field;

struct FieldRow {
    Field field;
    const char16_t* name;
};

constexpr std::array<FieldRow, 24> kFields{{
    {Field::status, u"status"},     {Field::outcome, u"outcome"},   {Field::model, u"model"},       {Field::upstream, u"upstream"},
    {Field::total, u"total"},       {Field::first, u"first"},       {Field::stream, u"stream"},     {Field::key, u"key"},
    {Field::client, u"client"},     {Field::cache, u"cache"},       {Field::attempts, u"attempts"}, {Field::error, u"error"},
    {Field::tokens, u"tokens"},     {Field::in, u"in"},             {Field::out, u"out"},           {Field::asked, u"asked"},
    {Field::answered, u"answered"}, {Field::path, u"path"},         {Field::method, u"method"},     {Field::id, u"id"},
    {Field::time, u"time"},         {Field::listener, u"listener"}, {Field::agent, u"agent"},
    {Field::rule, u"rule"},
}};

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

/// What a record has to say to a field that compares numbers; NaN when there is nothing.
double numberOf(Field field, const TrafficRecord& record) {
    const auto tokens = [](Tokens count) { return static_cast<double>(count.value); };
    switch (field) {
        case Field::status: return record.status;
        case Field::attempts: return static_cast<double>(record.attempts.size());
        case Field::total: return static_cast<double>(record.total.count());
        case Field::first:
            return record.firstToken.count() < 0 ? std::numeric_limits<double>::quiet_NaN()
                                                 : static_cast<double>(record.firstToken.count());
        case Field::in: return tokens(record.promptTokens);
        case Field::out: return tokens(record.completionTokens);
        case Field::tokens: return tokens(record.promptTokens) + tokens(record.completionTokens);
        default: return std::numeric_limits<double>::quiet_NaN();
    }
}

/// Seconds of the local day at which the record finished. The present offset from UTC serves for every record: asking the time
/// zone for each of 10,000 would take longer than all other matching together, and the list seldom spans a change of clocks.
double clockOf(const TrafficRecord& record, int offset) {
    const auto finished = record.time + std::chrono::duration_cast<SystemTime::duration>(record.total);
    const double seconds = std::chrono::duration<double>(finished.time_since_epoch()).count() + offset;
    return seconds - std::floor(seconds / 86400) * 86400;
}

std::string_view textOf(Field field, const TrafficRecord& record) {
    switch (field) {
        case Field::outcome: return outcomeName(record.outcome);
        case Field::asked: return record.modelAsked;
        case Field::answered: return record.modelAnswered;
        case Field::upstream: return record.upstream;
        case Field::stream: return record.stream ? "yes" : "no";
        case Field::cache: return record.cache == CacheResult::none ? "none" : cacheResultName(record.cache);
        case Field::key: return record.keyName;
        case Field::client: return record.clientAddress;
        case Field::id: return record.requestId;
        case Field::error: return record.errorCode;
        case Field::path: return record.path;
        case Field::method: return record.method;
        case Field::listener: return record.listener;
        case Field::agent: return record.userAgent;
        default: return {};
    }
}

/// A record without a rule matches the empty value only.
bool matchesRule(const TrafficRecord& record, std::string_view pattern) {
    if (record.rules.empty()) return pattern.empty();
    for (const RuleHit& hit : record.rules)
        if (matchesPattern(hit.rule, pattern)) return true;
    return false;
}

bool hasWord(const TrafficRecord& record, std::string_view word) {
    static constexpr std::array kTexts{Field::asked, Field::answered, Field::upstream, Field::key,  Field::client, Field::id,
                                       Field::error, Field::path,     Field::outcome,  Field::agent, Field::listener};
    for (const Field field : kTexts)
        if (containsFolded(textOf(field, record), word)) return true;
    for (const AttemptRecord& attempt : record.attempts)
        if (containsFolded(attempt.upstream, word) || containsFolded(attempt.errorCode, word)) return true;
    for (const RuleHit& hit : record.rules)
        if (containsFolded(hit.rule, word) || containsFolded(hit.category, word)) return true;
    return false;
}

bool isNumeric(Field field) {
    switch (field) {
        case Field::time: case Field::status: case Field::attempts: case Field::total: case Field::first: case Field::in:
        case Field::out: case Field::tokens: return true;
        default: return false;
    }
}

std::optional<ValueRange> rangeFor(Field field, const QString& text) {
    if (field == Field::status) return readStatus(text);
    if (field == Field::total || field == Field::first) return readRange(text, readDuration);
    if (field == Field::time) return readRange(text, readClock);
    return readRange(text, readNumber);
}

}  // namespace

bool TrafficFilter::readValue(Field field, const QString& text, Value& value) {
    if (isNumeric(field)) {
        const auto range = rangeFor(field, text);
        if (!range) return false;
        value.low = range->low;
        value.high = range->high;
        return true;
    }
    const QStringList known = knownValues(nameOf(field));
    if (!known.isEmpty() && !text.contains(u'*') && !known.contains(text, Qt::CaseInsensitive)) return false;
    value.pattern = foldedAscii(text);
    return true;
}

tl::expected<TrafficFilter, TrafficFilter::Problem> TrafficFilter::parse(const QString& text) {
    TrafficFilter filter;
    filter.m_utcOffset = QDateTime::currentDateTime().offsetFromUtc();
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

bool TrafficFilter::matches(const TrafficRecord& record) const {
    for (const Term& term : m_terms)
        if (matchesTerm(term, record) == term.negated) return false;
    return true;
}

bool TrafficFilter::matchesTerm(const Term& term, const TrafficRecord& record) const {
    const double number = term.field == Field::time ? clockOf(record, m_utcOffset) : numberOf(term.field, record);
    for (const Value& value : term.values) {
        if (isNumeric(term.field)) {
            if (number >= value.low && number <= value.high) return true;
        } else if (term.field == Field::text) {
            if (hasWord(record, value.pattern)) return true;
        } else if (term.field == Field::model) {
            if (matchesPattern(record.modelAsked, value.pattern) || matchesPattern(record.modelAnswered, value.pattern)) return true;
        } else if (term.field == Field::rule) {
            if (matchesRule(record, value.pattern)) return true;
        } else if (matchesPattern(textOf(term.field, record), value.pattern)) {
            return true;
        }
    }
    return false;
}

QStringList TrafficFilter::fieldNames() {
    QStringList names;
    for (const FieldRow& row : kFields) names << QStringView(row.name).toString();
    return names;
}

QStringList TrafficFilter::knownValues(const QString& fieldName) {
    const FieldRow* row = rowNamed(fieldName);
    QStringList values;
    if (row == nullptr) return values;
    if (row->field == Field::stream) values << QStringLiteral("yes") << QStringLiteral("no");
    if (row->field == Field::outcome)
        for (std::size_t i = 0; i < kOutcomes; ++i) {
            const auto name = outcomeName(static_cast<Outcome>(i));
            values << QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
        }
    if (row->field == Field::cache)
        values << QStringLiteral("hit") << QStringLiteral("miss") << QStringLiteral("bypass") << QStringLiteral("coalesced")
               << QStringLiteral("stale") << QStringLiteral("none");
    return values;
}

QString TrafficFilter::term(Field field, const QString& value) {
    const QString shown = field == Field::time ? value : quotedValue(value);  // the colons of a clock need no quotes
    return field == Field::text ? shown : nameOf(field) + u':' + shown;
}

}  // namespace mirror::ui
