#pragma once
#include <QTableWidget>
#include <vector>

#include "proxycore/api/config_fields.h"

namespace mirror::ui {

/// Differences between two configurations: setting, before, after. Plain text; secrets arrive masked.
class ChangeTable : public QTableWidget {
    Q_OBJECT
public:
    explicit ChangeTable(QWidget* parent = nullptr);
    void setChanges(const std::vector<FieldChange>& changes);
    void retranslate();

protected:
    void changeEvent(QEvent* event) override;

private:
    std::vector<FieldChange> m_changes;
};

}  // namespace mirror::ui
