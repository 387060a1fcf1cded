#pragma once
#include <QAbstractTableModel>
#include <vector>

#include "proxycore/api/words.h"

namespace mirror::ui {

/// The kept revisions of the word lists, newest first.
class WordRevisionModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Revision, Time, Origin, Words, Changes, Note, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    /// Emits row inserts for new revisions at the front; anything else is a reset.
    void setRevisions(std::vector<WordRevisionInfo> revisions, std::uint64_t inForce);
    /// Null outside.
    const WordRevisionInfo* at(int row) const;
    /// -1 when it is not there.
    int rowOf(std::uint64_t revision) const;
    std::uint64_t inForce() const { return m_inForce; }
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString display(int column, const WordRevisionInfo& info) const;
    std::vector<WordRevisionInfo> m_revisions;
    std::uint64_t m_inForce = 0;
};

}  // namespace mirror::ui
