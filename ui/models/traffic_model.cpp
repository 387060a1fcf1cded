#include "ui/models/traffic_model.h"

#include <QSet>
#include <QTimer>
#include <algorithm>
#include <compare>

#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/rule_text.h"
#include "ui/models/traffic_text.h"

namespace mirror::ui {

namespace {

constexpr int kFlushMilliseconds = 100;
constexpr qsizetype kMaxDistinct = 200;

const std::string& firstRule(const TrafficRecord& record) {
    static const std::string none;
    return record.rules.empty() ? none : record.rules.front().rule;
}

std::weak_ordering compareColumn(int column, const TrafficRecord& a, const TrafficRecord& b) {
    switch (column) {
        case TrafficModel::Status: return a.status <=> b.status;
        case TrafficModel::OutcomeColumn: return a.outcome <=> b.outcome;
        case TrafficModel::Model: return a.modelAsked <=> b.modelAsked;
        case TrafficModel::Upstream: return a.upstream <=> b.upstream;
        case TrafficModel::Attempts: return a.attempts.size() <=> b.attempts.size();
        case TrafficModel::Stream: return a.stream <=> b.stream;
        case TrafficModel::FirstToken: return a.firstToken.count() <=> b.firstToken.count();
        case TrafficModel::Total: return a.total.count() <=> b.total.count();
        case TrafficModel::TokensIn: return a.promptTokens <=> b.promptTokens;
        case TrafficModel::TokensOut: return a.completionTokens <=> b.completionTokens;
        case TrafficModel::Cache: return a.cache <=> b.cache;
        case TrafficModel::Rule: return firstRule(a) <=> firstRule(b);
        case TrafficModel::Key: return a.keyName <=> b.keyName;
        case TrafficModel::Client: return a.clientAddress <=> b.clientAddress;
        case TrafficModel::RequestId: return a.requestId <=> b.requestId;
        default: return std::weak_ordering::equivalent;
    }
}

QString rulesTip(const TrafficRecord& record) {
    QStringList lines;
    for (const RuleHit& hit : record.rules) lines << ruleSentence(hit);
    return lines.join(u'\n');
}

bool isNumeric(int column) {
    switch (column) {
        case TrafficModel::Attempts: case TrafficModel::FirstToken: case TrafficModel::Total: case TrafficModel::TokensIn:
        case TrafficModel::TokensOut: return true;
        default: return false;
    }
}

/// A figure as the filter language reads it, rounded as the table shows it.
QString durationTerm(Microseconds duration) {
    const double us = static_cast<double>(duration.count());
    if (us < 1000) return QString::number(us, 'f', 0) + QStringLiteral("us");
    const double scaled = us < 999'500 ? us / 1e3 : us / 1e6;
    const int decimals = scaled < 9.995 ? 2 : scaled < 99.95 ? 1 : 0;
    return QString::number(scaled, 'f', decimals) + (us < 999'500 ? QStringLiteral("ms") : QStringLiteral("s"));
}

QString tokensText(Tokens tokens) { return tokens.value > 0 ? countText(tokens.value) : noValueText(); }

}  // namespace

TrafficModel::TrafficModel(QObject* parent) : QAbstractTableModel(parent), m_timer(new QTimer(this)) {
    m_timer->setSingleShot(true);
    m_timer->setInterval(kFlushMilliseconds);
    connect(m_timer, &QTimer::timeout, this, &TrafficModel::flush);
}

int TrafficModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_visible.size()); }

int TrafficModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumns; }

QString TrafficModel::display(int column, const TrafficRecord& r) const {
    switch (column) {
        case Time: return clockText(finishedAt(r));
        case Status: return statusText(r.status);
        case OutcomeColumn: return outcomeText(r.outcome);
        case Model: return modelText(r);
        case Upstream: return r.upstream.empty() ? noValueText() : foreignText(r.upstream);
        case Attempts: return countText(static_cast<std::int64_t>(r.attempts.size()));
        case Stream: return r.stream ? tr("Yes") : tr("No");
        case FirstToken: return durationText(r.firstToken);
        case Total: return durationText(r.total);
        case TokensIn: return tokensText(r.promptTokens);
        case TokensOut: return tokensText(r.completionTokens);
        case Cache: return cacheText(r.cache);
        case Rule: return r.rules.empty() ? noValueText() : ruleText(r.rules.front());
        case Key: return r.keyName.empty() ? noValueText() : foreignText(r.keyName);
        case Client: return foreignText(r.clientAddress);
        case RequestId: return foreignText(r.requestId);
        default: return {};
    }
}

QString TrafficModel::tip(int column, const TrafficRecord& r) const {
    if (column == Time) return dateTimeText(finishedAt(r));
    if (column == Status || column == OutcomeColumn) {
        return r.errorCode.empty() ? outcomeHint(r.outcome) : errorNameText(r.errorCode);
    }
    if (column == Rule && !r.rules.empty()) return rulesTip(r);
    return display(column, r);
}

QVariant TrafficModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const TrafficRecord& r = record(index.row());
    switch (role) {
        case Qt::DisplayRole: return display(index.column(), r);
        // Rich text is never guessed from what strangers sent: tooltips are escaped.
        case Qt::ToolTipRole: return tip(index.column(), r).toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"));
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(Qt::Alignment((isNumeric(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
        case ToneRole: return static_cast<int>(toneOf(r.outcome));
        default: return {};
    }
}

QVariant TrafficModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((isNumeric(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Time: return tr("Finished");
        case Status: return tr("Status");
        case OutcomeColumn: return tr("Outcome");
        case Model: return tr("Model");
        case Upstream: return tr("Upstream");
        case Attempts: return tr("Attempts");
        case Stream: return tr("Stream");
        case FirstToken: return tr("First token");
        case Total: return tr("Total");
        case TokensIn: return tr("Tokens in");
        case TokensOut: return tr("Tokens out");
        case Cache: return tr("Cache");
        case Rule: return tr("Rule");
        case Key: return tr("Key");
        case Client: return tr("Client");
        case RequestId: return tr("Request ID");
        default: return {};
    }
}

void TrafficModel::add(const QList<TrafficRecord>& records) {
    if (records.isEmpty()) return;
    m_waiting.insert(m_waiting.end(), records.begin(), records.end());
    if (m_waiting.size() > kCapacity) m_waiting.erase(m_waiting.begin(), m_waiting.end() - kCapacity);
    if (m_paused)
        emit countsChanged();
    else if (!m_timer->isActive())
        m_timer->start();
}

void TrafficModel::flush() {
    if (m_paused || m_waiting.empty()) return;
    std::vector<TrafficRecord> batch(std::make_move_iterator(m_waiting.begin()), std::make_move_iterator(m_waiting.end()));
    m_waiting.clear();
    append(std::move(batch));
    emit countsChanged();
}

void TrafficModel::setPaused(bool paused) {
    if (m_paused == paused) return;
    m_paused = paused;
    if (paused)
        m_timer->stop();
    else
        flush();
    emit countsChanged();
}

void TrafficModel::append(std::vector<TrafficRecord> records) {
    const Number from = m_first + static_cast<Number>(m_records.size());
    m_records.insert(m_records.end(), std::make_move_iterator(records.begin()), std::make_move_iterator(records.end()));
    showAppended(from);
    dropOldest();
}

bool TrafficModel::isBefore(Number one, Number other) const {
    auto order = compareColumn(m_sortColumn, recordOf(one), recordOf(other));
    if (order == 0) order = one <=> other;  // equal ones stay in the order of arrival
    return m_order == Qt::AscendingOrder ? order < 0 : order > 0;
}

void TrafficModel::showAppended(Number from) {
    std::vector<Number> fresh;
    const Number end = m_first + static_cast<Number>(m_records.size());
    for (Number number = from; number < end; ++number)
        if (m_filter.matches(recordOf(number))) fresh.push_back(number);
    if (fresh.empty()) return;
    const bool atTop = m_sortColumn == Time && m_order == Qt::DescendingOrder;
    if (atTop) std::reverse(fresh.begin(), fresh.end());
    const int row = atTop ? 0 : rowCount();
    const std::size_t old = m_visible.size();
    beginInsertRows({}, row, row + static_cast<int>(fresh.size()) - 1);
    m_visible.insert(m_visible.begin() + row, fresh.begin(), fresh.end());
    endInsertRows();
    if (m_sortColumn != Time) mergeSorted(old, end - static_cast<Number>(kCapacity));
}

void TrafficModel::mergeSorted(std::size_t from, Number firstKept) {
    std::vector<Number> order = m_visible;
    const auto before = [this](Number one, Number other) { return isBefore(one, other); };
    const auto middle = order.begin() + static_cast<std::ptrdiff_t>(from);
    std::sort(middle, order.end(), before);
    std::inplace_merge(order.begin(), middle, order.end(), before);
    // Those about to be dropped go to the end, so that dropping them is one removal.
    std::stable_partition(order.begin(), order.end(), [firstKept](Number number) { return number >= firstKept; });
    reorder(order);
}

void TrafficModel::dropOldest() {
    if (m_records.size() <= kCapacity) return;
    const std::size_t excess = m_records.size() - kCapacity;
    const Number firstKept = m_first + static_cast<Number>(excess);
    dropSorted(firstKept);
    m_records.erase(m_records.begin(), m_records.begin() + static_cast<std::ptrdiff_t>(excess));
    m_first = firstKept;
}

void TrafficModel::dropSorted(Number firstKept) {
    const auto isOld = [firstKept](Number number) { return number < firstKept; };
    const auto old = static_cast<std::size_t>(std::count_if(m_visible.begin(), m_visible.end(), isOld));
    if (old == 0) return;
    if (m_sortColumn == Time && m_order == Qt::AscendingOrder) return removeRowsAt(0, old);
    if (!std::all_of(m_visible.end() - static_cast<std::ptrdiff_t>(old), m_visible.end(), isOld))
        mergeSorted(m_visible.size(), firstKept);
    removeRowsAt(m_visible.size() - old, old);
}

void TrafficModel::removeRowsAt(std::size_t first, std::size_t count) {
    beginRemoveRows({}, static_cast<int>(first), static_cast<int>(first + count) - 1);
    const auto begin = m_visible.begin() + static_cast<std::ptrdiff_t>(first);
    m_visible.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
    endRemoveRows();
}

void TrafficModel::reorder(const std::vector<Number>& order) {
    emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    after.reserve(before.size());
    std::vector<int> rows(m_records.size(), -1);
    for (std::size_t row = 0; row < order.size(); ++row) rows[static_cast<std::size_t>(order[row] - m_first)] = static_cast<int>(row);
    for (const QModelIndex& index : before) {
        const Number number = m_visible[static_cast<std::size_t>(index.row())];
        after << createIndex(rows[static_cast<std::size_t>(number - m_first)], index.column());
    }
    m_visible = order;
    changePersistentIndexList(before, after);
    emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void TrafficModel::sort(int column, Qt::SortOrder order) {
    if (column < 0 || column >= kColumns || (column == m_sortColumn && order == m_order)) return;
    m_sortColumn = column;
    m_order = order;
    std::vector<Number> sorted = m_visible;
    std::sort(sorted.begin(), sorted.end(), [this](Number one, Number other) { return isBefore(one, other); });
    reorder(sorted);
}

void TrafficModel::setFilter(TrafficFilter filter) {
    m_filter = std::move(filter);
    rebuild();
}

void TrafficModel::rebuild() {
    beginResetModel();
    m_visible.clear();
    for (std::size_t i = 0; i < m_records.size(); ++i)
        if (m_filter.matches(m_records[i])) m_visible.push_back(m_first + static_cast<Number>(i));
    if (m_sortColumn == Time && m_order == Qt::DescendingOrder)
        std::reverse(m_visible.begin(), m_visible.end());
    else if (m_sortColumn != Time)
        std::sort(m_visible.begin(), m_visible.end(), [this](Number one, Number other) { return isBefore(one, other); });
    endResetModel();
    emit countsChanged();
}

void TrafficModel::clear() {
    beginResetModel();
    m_first += static_cast<Number>(m_records.size());
    m_records.clear();
    m_visible.clear();
    m_waiting.clear();
    endResetModel();
    emit countsChanged();
}

qint64 TrafficModel::numberAt(int row) const {
    return row >= 0 && row < rowCount() ? m_visible[static_cast<std::size_t>(row)] : -1;
}

int TrafficModel::rowOfNumber(qint64 number) const {
    const auto found = std::find(m_visible.begin(), m_visible.end(), number);
    return found == m_visible.end() ? -1 : static_cast<int>(found - m_visible.begin());
}

QString TrafficModel::termFor(const QModelIndex& index) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    using Field = TrafficFilter::Field;
    const TrafficRecord& r = record(index.row());
    const auto text = [](Field field, const std::string& value) { return TrafficFilter::term(field, QString::fromStdString(value)); };
    const auto number = [](Field field, std::int64_t value) { return TrafficFilter::term(field, QString::number(value)); };
    switch (index.column()) {
        case Time: return TrafficFilter::term(Field::time, clockText(finishedAt(r)));
        case Status: return number(Field::status, r.status);
        case OutcomeColumn: return text(Field::outcome, std::string(outcomeName(r.outcome)));
        case Model: return text(Field::asked, r.modelAsked);
        case Upstream: return text(Field::upstream, r.upstream);
        case Attempts: return number(Field::attempts, static_cast<std::int64_t>(r.attempts.size()));
        case Stream: return text(Field::stream, r.stream ? "yes" : "no");
        case FirstToken: return r.firstToken.count() < 0 ? QString() : TrafficFilter::term(Field::first, durationTerm(r.firstToken));
        case Total: return TrafficFilter::term(Field::total, durationTerm(r.total));
        case TokensIn: return number(Field::in, r.promptTokens.value);
        case TokensOut: return number(Field::out, r.completionTokens.value);
        case Cache: {
            const QString name = QString::fromStdString(std::string(cacheResultName(r.cache))).toLower();
            return TrafficFilter::term(Field::cache, name.isEmpty() ? QStringLiteral("none") : name);
        }
        case Rule: return text(Field::rule, firstRule(r));
        case Key: return text(Field::key, r.keyName);
        case Client: return text(Field::client, r.clientAddress);
        case RequestId: return text(Field::id, r.requestId);
        default: return {};
    }
}

QStringList TrafficModel::distinctValues(const QString& fieldName) const {
    const auto add = [](QSet<QString>& values, const std::string& value) {
        if (!value.empty() && values.size() < kMaxDistinct) values.insert(QString::fromStdString(value));
    };
    QSet<QString> values;
    for (const TrafficRecord& r : m_records) {
        if (fieldName == u"model" || fieldName == u"asked") add(values, r.modelAsked);
        if (fieldName == u"model" || fieldName == u"answered") add(values, r.modelAnswered);
        if (fieldName == u"upstream") add(values, r.upstream);
        if (fieldName == u"key") add(values, r.keyName);
        if (fieldName == u"client") add(values, r.clientAddress);
        if (fieldName == u"error") add(values, r.errorCode);
        if (fieldName == u"path") add(values, r.path);
        if (fieldName == u"method") add(values, r.method);
        if (fieldName == u"listener") add(values, r.listener);
        if (fieldName == u"agent") add(values, r.userAgent);
        if (fieldName == u"rule")
            for (const RuleHit& hit : r.rules) add(values, hit.rule);
    }
    QStringList sorted(values.begin(), values.end());
    sorted.sort(Qt::CaseInsensitive);
    return sorted;
}

}  // namespace mirror::ui
