#pragma once
#include <QAbstractTableModel>
#include <vector>

#include "proxycore/api/words.h"

namespace mirror::ui {

/// What is wrong with lines of an import. At most the first 10,000, so nothing is filtered or sorted.
class ProblemModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Line, Entry, Problem, kColumns };
    using QAbstractTableModel::QAbstractTableModel;
    void setProblems(std::vector<WordProblem> problems);
    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_problems.size()); }
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : kColumns; }
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// One problem a line: number, entry and reason, separated by tabs.
    QString report() const;

private:
    QString cell(int column, const WordProblem& problem) const;
    std::vector<WordProblem> m_problems;
};

/// The first entries that an import would add.
class SampleModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Text, Category, Action, Scope, Note, kColumns };
    using QAbstractTableModel::QAbstractTableModel;
    void setWords(std::vector<Word> words);
    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_words.size()); }
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : kColumns; }
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<Word> m_words;
};

}  // namespace mirror::ui
