#pragma once
#include <QAbstractListModel>
#include <QAbstractTableModel>
#include <set>
#include <vector>

#include "proxycore/api/command.h"

namespace mirror::ui {

/// The rules that fire in a dry run, most hits first, with a box each to choose what is to be excluded.
class DryRunModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Text, Category, Action, Hits, Texts, New, ColumnCount };
    enum Role { SortRole = Qt::UserRole + 2 };
    using QAbstractTableModel::QAbstractTableModel;
    void setWords(std::vector<DryRunWord> words);
    const DryRunWord* at(int row) const;
    /// Ids of the rows whose box is checked, rising.
    std::vector<std::uint32_t> chosen() const { return {m_chosen.begin(), m_chosen.end()}; }
    /// Checks every rule that the list in force would not have found.
    void chooseNew();
    void chooseNone();
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

signals:
    void chosenChanged();

private:
    QString display(int column, const DryRunWord& word) const;
    void told();
    std::vector<DryRunWord> m_words;
    std::set<std::uint32_t> m_chosen;
};

/// Passages of a dry run, all or those of one rule.
class DryRunSampleModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { BeforeRole = Qt::UserRole + 1, HitRole, AfterRole, PlaceRole };
    using QAbstractListModel::QAbstractListModel;
    void setSamples(std::vector<DryRunSample> samples);
    /// 0: all.
    void showWord(std::uint32_t id);
    std::size_t total() const { return m_samples.size(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    void choose();
    std::vector<DryRunSample> m_samples;
    std::vector<std::size_t> m_shown;
    std::uint32_t m_word = 0;
};

}  // namespace mirror::ui
