#pragma once
#include <QAbstractListModel>

#include "ui/dialogs/command_palette.h"

namespace mirror::ui {

/// The palette's entries that fit the query, best first. DisplayRole is the title; the other roles feed the delegate.
class PaletteModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { DetailRole = Qt::UserRole + 1, ShortcutRole };
    using QAbstractListModel::QAbstractListModel;
    void setEntries(QList<PaletteEntry> entries, const QStringList& recent);
    void search(const QString& query);
    const PaletteEntry* at(int row) const;
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QList<PaletteEntry> m_entries;
    QStringList m_recent;
    QList<qsizetype> m_found;
};

}  // namespace mirror::ui
