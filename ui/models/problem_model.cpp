#include "ui/models/problem_model.h"

#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/rule_text.h"
#include "ui/models/word_text.h"

namespace mirror::ui {

void ProblemModel::setProblems(std::vector<WordProblem> problems) {
    beginResetModel();
    m_problems = std::move(problems);
    endResetModel();
}

QString ProblemModel::cell(int column, const WordProblem& problem) const {
    switch (column) {
        case Line: return countText(static_cast<std::int64_t>(problem.line));
        case Entry: return foreignText(problem.text);
        case Problem: return flawText(problem);
        default: return {};
    }
}

QVariant ProblemModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const WordProblem& problem = m_problems[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole) return cell(index.column(), problem);
    if (role == Qt::ToolTipRole) return cell(index.column(), problem).toHtmlEscaped();
    if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::Alignment((index.column() == Line ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    return {};
}

QVariant ProblemModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::Alignment((section == Line ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Line: return tr("Line");
        case Entry: return tr("Entry");
        case Problem: return tr("What is wrong");
        default: return {};
    }
}

QString ProblemModel::report() const {
    QString text;
    for (const WordProblem& problem : m_problems)
        text += QString::number(problem.line) + u'\t' + cell(Entry, problem) + u'\t' + cell(Problem, problem) + u'\n';
    return text;
}

void SampleModel::setWords(std::vector<Word> words) {
    beginResetModel();
    m_words = std::move(words);
    endResetModel();
}

QVariant SampleModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::DisplayRole) return {};
    const Word& word = m_words[static_cast<std::size_t>(index.row())];
    switch (index.column()) {
        case Text: return foreignText(word.text);
        case Category: return foreignText(word.category);
        case Action: return word.kind == WordKind::exception ? noValueText() : wordActionText(word.action);
        case Scope: return word.kind == WordKind::exception ? noValueText() : wordScopeText(word.scope);
        case Note: return foreignText(word.note);
        default: return {};
    }
}

QVariant SampleModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case Text: return tr("Text");
        case Category: return tr("Category");
        case Action: return tr("Action");
        case Scope: return tr("Scope");
        case Note: return tr("Note");
        default: return {};
    }
}

}  // namespace mirror::ui
