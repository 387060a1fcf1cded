#pragma once
#include <QAbstractTableModel>

#include "proxycore/api/command.h"

namespace mirror::ui {

/// The kept revisions of the configuration, newest first.
class RevisionModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Revision, Time, Origin, Note, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    /// Emits row inserts for new revisions at the front; anything else is a reset.
    void setRevisions(std::vector<RevisionInfo> revisions, std::uint64_t current);
    const RevisionInfo* at(int row) const;
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<RevisionInfo> m_revisions;
    std::uint64_t m_current = 0;
};

}  // namespace mirror::ui
