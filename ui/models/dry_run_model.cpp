#include "ui/models/dry_run_model.h"

#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/rule_text.h"

namespace mirror::ui {

void DryRunModel::setWords(std::vector<DryRunWord> words) {
    beginResetModel();
    m_words = std::move(words);
    m_chosen.clear();
    endResetModel();
    emit chosenChanged();
}

const DryRunWord* DryRunModel::at(int row) const { return row >= 0 && row < rowCount() ? &m_words[static_cast<std::size_t>(row)] : nullptr; }

void DryRunModel::chooseNew() {
    for (const DryRunWord& word : m_words)
        if (word.isNew) m_chosen.insert(word.word.id);
    told();
}

void DryRunModel::chooseNone() {
    m_chosen.clear();
    told();
}

void DryRunModel::told() {
    if (rowCount() > 0) emit dataChanged(index(0, Text), index(rowCount() - 1, Text), {Qt::CheckStateRole});
    emit chosenChanged();
}

void DryRunModel::retranslate() {
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int DryRunModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_words.size()); }

int DryRunModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString DryRunModel::display(int column, const DryRunWord& word) const {
    switch (column) {
        case Text: return wordShown(word.word);
        case Category: return categoryText(word.word.category);
        case Action: return wordActionText(word.word.action);
        case Hits: return countText(static_cast<std::int64_t>(word.hits));
        case Texts: return countText(static_cast<std::int64_t>(word.texts));
        case New: return word.isNew ? tr("New") : QString();
        default: return {};
    }
}

QVariant DryRunModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const DryRunWord& word = m_words[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
        case Qt::DisplayRole: return display(column, word);
        case Qt::ToolTipRole: return (column == Text ? wordShown(word.word) + QStringLiteral(" · ") + wordTraits(word.word) : display(column, word)).toHtmlEscaped();
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(Qt::Alignment((column == Hits || column == Texts ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
        case Qt::CheckStateRole: return column == Text ? QVariant(m_chosen.contains(word.word.id) ? Qt::Checked : Qt::Unchecked) : QVariant();
        case kToneRole: return static_cast<int>(column == New ? Tone::info : actionTone(word.word.action));
        case SortRole:
            if (column == Hits) return static_cast<qulonglong>(word.hits);
            if (column == Texts) return static_cast<qulonglong>(word.texts);
            if (column == New) return word.isNew ? 1 : 0;
            return display(column, word);
        default: return {};
    }
}

bool DryRunModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::CheckStateRole || index.column() != Text || at(index.row()) == nullptr) return false;
    const std::uint32_t id = at(index.row())->word.id;
    if (value.toInt() == Qt::Checked)
        m_chosen.insert(id);
    else
        m_chosen.erase(id);
    emit dataChanged(index, index, {Qt::CheckStateRole});
    emit chosenChanged();
    return true;
}

QVariant DryRunModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((section == Hits || section == Texts ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Text: return tr("Rule");
        case Category: return tr("Category");
        case Action: return tr("Action");
        case Hits: return tr("Hits");
        case Texts: return tr("Texts");
        case New: return tr("Since this draft");
        default: return {};
    }
}

Qt::ItemFlags DryRunModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Text ? flags | Qt::ItemIsUserCheckable : flags;
}

void DryRunSampleModel::setSamples(std::vector<DryRunSample> samples) {
    beginResetModel();
    m_samples = std::move(samples);
    m_word = 0;
    choose();
    endResetModel();
}

void DryRunSampleModel::showWord(std::uint32_t id) {
    if (id == m_word) return;
    beginResetModel();
    m_word = id;
    choose();
    endResetModel();
}

void DryRunSampleModel::choose() {
    m_shown.clear();
    for (std::size_t i = 0; i < m_samples.size(); ++i)
        if (m_word == 0 || m_samples[i].wordId == m_word) m_shown.push_back(i);
}

int DryRunSampleModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_shown.size()); }

QVariant DryRunSampleModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const DryRunSample& sample = m_samples[m_shown[static_cast<std::size_t>(index.row())]];
    const QString place = tr("%1, line %2").arg(foreignText(sample.document), countText(static_cast<std::int64_t>(sample.line)));
    switch (role) {
        case BeforeRole: return foreignText(sample.before);
        case HitRole: return foreignText(sample.hit);
        case AfterRole: return foreignText(sample.after);
        case PlaceRole: return place;
        case Qt::ToolTipRole: return place.toHtmlEscaped();
        case Qt::DisplayRole:
            return foreignText(sample.before) + u'[' + foreignText(sample.hit) + u']' + foreignText(sample.after) + QStringLiteral(" (") + place + u')';
        default: return {};
    }
}

}  // namespace mirror::ui
