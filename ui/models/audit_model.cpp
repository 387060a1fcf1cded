#include "ui/models/audit_model.h"

#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/journal_text.h"

namespace mirror::ui {

void AuditModel::append(const std::vector<AuditEntry>& entries) {
    if (entries.empty()) return;
    beginInsertRows({}, 0, static_cast<int>(entries.size()) - 1);
    m_entries.insert(m_entries.end(), entries.begin(), entries.end());
    endInsertRows();
}

const AuditEntry* AuditModel::at(int row) const {
    return row >= 0 && row < rowCount() ? &m_entries[m_entries.size() - 1 - static_cast<std::size_t>(row)] : nullptr;
}

void AuditModel::retranslate() {
    emit headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
    if (rowCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

QVariant AuditModel::data(const QModelIndex& index, int role) const {
    const AuditEntry* entry = index.isValid() ? at(index.row()) : nullptr;
    if (entry == nullptr) return {};
    if (role == kToneRole) return static_cast<int>(auditTone(entry->action));
    if (role == Qt::ToolTipRole && index.column() >= Subject) return foreignText(index.column() == Subject ? entry->subject : entry->reason).toHtmlEscaped();
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case Time: return dateTimeText(entry->time);
        case Who: return auditActorText(entry->actor);
        case What: return auditActionText(entry->action);
        case Subject: return auditSubjectText(*entry);
        case Reason: return foreignText(entry->reason);
        default: return {};
    }
}

QVariant AuditModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Time: return tr("Time");
        case Who: return tr("Who");
        case What: return tr("What");
        case Subject: return tr("Of what");
        case Reason: return tr("Reason");
        default: return {};
    }
}

}  // namespace mirror::ui
