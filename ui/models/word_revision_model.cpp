#include "ui/models/word_revision_model.h"

#include <QFont>
#include <algorithm>

#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/word_change_model.h"

namespace mirror::ui {

namespace {

QString originText(const std::string& origin) {
    if (origin == "first run") return WordRevisionModel::tr("First run");
    if (origin == "console") return WordRevisionModel::tr("Console");
    if (origin == "command line") return WordRevisionModel::tr("Command line");
    if (origin == "admin API") return WordRevisionModel::tr("Admin API");
    return foreignText(origin);
}

}  // namespace

void WordRevisionModel::setRevisions(std::vector<WordRevisionInfo> revisions, std::uint64_t inForce) {
    const std::size_t before = m_revisions.size();
    const bool isLonger = before > 0 && revisions.size() > before &&
                          std::equal(m_revisions.begin(), m_revisions.end(), revisions.end() - static_cast<std::ptrdiff_t>(before));
    m_inForce = inForce;
    if (isLonger) {
        beginInsertRows({}, 0, static_cast<int>(revisions.size() - before) - 1);
        m_revisions = std::move(revisions);
        endInsertRows();
    } else if (revisions != m_revisions) {
        beginResetModel();
        m_revisions = std::move(revisions);
        endResetModel();
    }
    retranslate();
}

const WordRevisionInfo* WordRevisionModel::at(int row) const { return row >= 0 && row < rowCount() ? &m_revisions[static_cast<std::size_t>(row)] : nullptr; }

int WordRevisionModel::rowOf(std::uint64_t revision) const {
    const auto found = std::find_if(m_revisions.begin(), m_revisions.end(), [revision](const WordRevisionInfo& info) { return info.revision == revision; });
    return found == m_revisions.end() ? -1 : static_cast<int>(found - m_revisions.begin());
}

void WordRevisionModel::retranslate() {
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int WordRevisionModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_revisions.size()); }

int WordRevisionModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString WordRevisionModel::display(int column, const WordRevisionInfo& info) const {
    switch (column) {
        case Revision: return info.revision == m_inForce ? tr("%1 (in force)").arg(info.revision) : QString::number(info.revision);
        case Time: return dateTimeText(info.time);
        case Origin: return originText(info.origin);
        case Words: return countText(static_cast<std::int64_t>(info.words));
        case Changes: return wordDiffText(info.added, info.removed, info.changed);
        case Note: return foreignText(info.note);
        default: return {};
    }
}

QVariant WordRevisionModel::data(const QModelIndex& index, int role) const {
    const WordRevisionInfo* info = index.isValid() ? at(index.row()) : nullptr;
    if (info == nullptr) return {};
    if (role == Qt::FontRole && info->revision == m_inForce) {
        QFont bold;
        bold.setWeight(QFont::Bold);
        return bold;
    }
    if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::Alignment((index.column() == Words ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole) return display(index.column(), *info).toHtmlEscaped();
    return role == Qt::DisplayRole ? display(index.column(), *info) : QVariant();
}

QVariant WordRevisionModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::Alignment((section == Words ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Revision: return tr("Revision");
        case Time: return tr("Time");
        case Origin: return tr("Came from");
        case Words: return tr("Entries");
        case Changes: return tr("Changes");
        case Note: return tr("Note");
        default: return {};
    }
}

}  // namespace mirror::ui
