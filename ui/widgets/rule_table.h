#pragma once
#include "proxycore/api/traffic.h"
#include "ui/widgets/fitted_table.h"

namespace mirror::ui {

/// The rules of the word lists and the kinds of personal data that were found in one request: rule, category and action, where, and what it took to see them.
class RuleTable : public FittedTable {
    Q_OBJECT
public:
    explicit RuleTable(QWidget* parent);
    void setRules(const std::vector<RuleHit>& rules);
    void retranslate();
};

}  // namespace mirror::ui
