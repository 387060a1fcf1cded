#pragma once
#include "proxycore/api/traffic.h"
#include "ui/widgets/fitted_table.h"

namespace mirror::ui {

/// The attempts of one request: upstream, status, what went wrong in words, when it began, how long it took, whether the
/// connection was a pooled one.
class AttemptTable : public FittedTable {
    Q_OBJECT
public:
    explicit AttemptTable(QWidget* parent);
    void setAttempts(const std::vector<AttemptRecord>& attempts);
    void retranslate();
};

}  // namespace mirror::ui
