#pragma once
#include <QAbstractTableModel>
#include <vector>

#include "proxycore/api/journal.h"

namespace mirror::ui {

/// The segments of the journal, newest first.
class SegmentModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Segment, Begun, Size, Key, State, kColumns };
    using QAbstractTableModel::QAbstractTableModel;
    /// Rows that stay keep their place; new ones come in on top.
    void setSegments(std::vector<JournalSegmentInfo> segments);
    const JournalSegmentInfo* at(int row) const;
    int rowOf(std::uint32_t segment) const;
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_segments.size()); }
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : kColumns; }
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString display(int column, const JournalSegmentInfo& segment) const;
    std::vector<JournalSegmentInfo> m_segments;
};

}  // namespace mirror::ui
