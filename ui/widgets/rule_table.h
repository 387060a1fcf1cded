#pragma once
#include <QTableWidget>

#include "proxycore/api/traffic.h"

namespace mirror::ui {

/// The rules of the word lists and the kinds of personal data that were found in one request: rule, category and action, where, and what it took to see them.
/// As high as its rows.
class RuleTable : public QTableWidget {
    Q_OBJECT
public:
    explicit RuleTable(QWidget* parent);
    void setRules(const std::vector<RuleHit>& rules);
    void retranslate();
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

protected:
    bool viewportEvent(QEvent* event) override;

private:
    void fitRows();
};

}  // namespace mirror::ui
