#include "ui/models/revision_model.h"

#include <QFont>
#include <algorithm>

#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"

namespace mirror::ui {

namespace {

struct OriginText {
    Q_DECLARE_TR_FUNCTIONS(mirror::ui::RevisionModel)
public:
    static QString of(const std::string& origin) {
        if (origin == "first run") return tr("First run");
        if (origin == "file") return tr("File");
        if (origin == "console") return tr("Console");
        if (origin == "admin API") return tr("Admin API");
        return foreignText(origin);
    }
};

}  // namespace

void RevisionModel::setRevisions(std::vector<RevisionInfo> revisions, std::uint64_t current) {
    const std::size_t before = m_revisions.size();
    const bool isLonger = revisions.size() > before &&
                          std::equal(m_revisions.begin(), m_revisions.end(), revisions.end() - static_cast<std::ptrdiff_t>(before));
    if (isLonger && before > 0) {
        beginInsertRows({}, 0, static_cast<int>(revisions.size() - before) - 1);
        m_revisions = std::move(revisions);
        endInsertRows();
    } else if (revisions != m_revisions) {
        beginResetModel();
        m_revisions = std::move(revisions);
        m_current = current;
        endResetModel();
    }
    m_current = current;
    retranslate();
}

const RevisionInfo* RevisionModel::at(int row) const {
    return row >= 0 && row < static_cast<int>(m_revisions.size()) ? &m_revisions[static_cast<std::size_t>(row)] : nullptr;
}

void RevisionModel::retranslate() {
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_revisions.empty()) emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int RevisionModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_revisions.size()); }

int RevisionModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant RevisionModel::data(const QModelIndex& index, int role) const {
    const RevisionInfo* info = index.isValid() ? at(index.row()) : nullptr;
    if (info == nullptr) return {};
    if (role == Qt::FontRole && info->revision == m_current) {
        QFont bold;
        bold.setWeight(QFont::Bold);
        return bold;
    }
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case Revision: return info->revision == m_current ? tr("%1 (in force)").arg(info->revision) : QString::number(info->revision);
        case Time: return dateTimeText(info->time);
        case Origin: return OriginText::of(info->origin);
        case Note: return foreignText(info->note);
        default: return {};
    }
}

QVariant RevisionModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case Revision: return tr("Revision");
        case Time: return tr("Time");
        case Origin: return tr("Came from");
        case Note: return tr("Note");
        default: return {};
    }
}

}  // namespace mirror::ui
