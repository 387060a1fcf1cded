#pragma once
#include <QAbstractTableModel>
#include <vector>

#include "proxycore/api/journal.h"

namespace mirror::ui {

/// The audit trail of the journal, newest first.
class AuditModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Time, Who, What, Subject, Reason, kColumns };
    using QAbstractTableModel::QAbstractTableModel;
    /// Entries behind those that are known, oldest first.
    void append(const std::vector<AuditEntry>& entries);
    /// 0: none is known.
    std::uint64_t lastId() const { return m_entries.empty() ? 0 : m_entries.back().id; }
    const AuditEntry* at(int row) const;
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_entries.size()); }
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : kColumns; }
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<AuditEntry> m_entries;  ///< oldest first
};

}  // namespace mirror::ui
