#pragma once
#include <QAbstractTableModel>
#include <QList>
#include <deque>
#include <vector>

#include "ui/models/traffic_filter.h"
#include "ui/theme/tone.h"

class QTimer;

namespace mirror::ui {

/// The last 10,000 finished requests, filtered and sorted, as rows of a table. Holds its own copies. GUI thread.
///
/// New requests wait in a buffer and become rows together, ten times a second at most: one insertion of a hundred rows costs
/// a view what three single ones do. Sorted by time, rows come in at one end and leave at the other; sorted by anything else,
/// they are appended and then moved to their place by one layout change.
class TrafficModel : public QAbstractTableModel {
    Q_OBJECT
public:
    static constexpr std::size_t kCapacity = 10'000;
    enum Column {
        Time, Status, OutcomeColumn, Model, Upstream, Attempts, Stream, FirstToken, Total, TokensIn, TokensOut, Cache, Rule, Key, Client,
        RequestId, kColumns
    };
    enum Role { ToneRole = kToneRole };

    explicit TrafficModel(QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Time means the order of arrival (when requests finished).
    void sort(int column, Qt::SortOrder order) override;

    /// Takes finished requests, oldest first; they become rows with the next flush.
    void add(const QList<TrafficRecord>& records);
    /// Makes rows of everything that waits, unless paused.
    void flush();
    /// While paused nothing moves: new requests wait (the newest 10,000 of them), and none is dropped from the rows.
    void setPaused(bool paused);
    bool isPaused() const { return m_paused; }
    /// Requests that wait because of the pause.
    std::size_t waiting() const { return m_waiting.size(); }
    void setFilter(TrafficFilter filter);
    void clear();

    const TrafficRecord& record(int row) const { return recordOf(m_visible[static_cast<std::size_t>(row)]); }
    /// Requests held, shown or not.
    std::size_t total() const { return m_records.size(); }
    /// A request's number here, rising with arrival: stays when rows move. -1 outside.
    qint64 numberAt(int row) const;
    /// Row of that number, -1 when it is not shown.
    int rowOfNumber(qint64 number) const;
    /// The term that selects what this cell shows.
    QString termFor(const QModelIndex& index) const;
    /// Different values present in a field, for completion; sorted, at most 200.
    QStringList distinctValues(const QString& fieldName) const;
    int sortColumn() const { return m_sortColumn; }
    Qt::SortOrder sortOrder() const { return m_order; }

signals:
    /// The number of waiting or held requests changed.
    void countsChanged();

private:
    using Number = qint64;
    const TrafficRecord& recordOf(Number number) const { return m_records[static_cast<std::size_t>(number - m_first)]; }
    bool isBefore(Number one, Number other) const;
    void append(std::vector<TrafficRecord> records);
    void dropOldest();
    void dropSorted(Number firstKept);
    void showAppended(Number from);
    void mergeSorted(std::size_t from, Number firstKept);
    void removeRowsAt(std::size_t first, std::size_t count);
    void rebuild();
    void reorder(const std::vector<Number>& order);
    QString display(int column, const TrafficRecord& record) const;
    QString tip(int column, const TrafficRecord& record) const;

    std::deque<TrafficRecord> m_records;
    Number m_first = 0;  // number of m_records.front()
    std::vector<Number> m_visible;
    std::deque<TrafficRecord> m_waiting;
    TrafficFilter m_filter;
    int m_sortColumn = Time;
    Qt::SortOrder m_order = Qt::AscendingOrder;  // the newest at the bottom, where End goes
    bool m_paused = false;
    QTimer* m_timer = nullptr;
};

}  // namespace mirror::ui
