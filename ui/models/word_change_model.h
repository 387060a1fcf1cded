#pragma once
#include <QAbstractTableModel>
#include <functional>
#include <vector>

#include "proxycore/api/command.h"

namespace mirror::ui {

/// What differs between a draft and a revision: lists first, then entries. Before and after tell only what differs where an entry stays.
class WordChangeModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Kind, Entry, Before, After, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    void setDiff(WordDiff diff);
    void setListNames(std::function<QString(std::uint16_t)> names) { m_listName = std::move(names); }
    /// Changes there are beyond the rows.
    std::uint64_t beyond() const;
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        QString entry, before, after;
        bool isNew = false, isGone = false;
    };
    Row rowOf(int row) const;
    Row rowOf(const WordListChange& change) const;
    Row rowOf(const WordChange& change) const;
    QString entryTraits(const Word& word, const Word& other) const;
    WordDiff m_diff;
    std::function<QString(std::uint16_t)> m_listName;
};

/// "2 added, 1 removed, 5 changed"; "nothing" when nothing differs.
QString wordDiffText(std::uint64_t added, std::uint64_t removed, std::uint64_t changed);

}  // namespace mirror::ui
