#pragma once
#include <QTableWidget>

#include "proxycore/api/traffic.h"

namespace mirror::ui {

/// The attempts of one request: upstream, status, what went wrong in words, when it began, how long it took, whether the
/// connection was a pooled one. As high as its rows.
class AttemptTable : public QTableWidget {
    Q_OBJECT
public:
    explicit AttemptTable(QWidget* parent);
    void setAttempts(const std::vector<AttemptRecord>& attempts);
    void retranslate();
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

protected:
    bool viewportEvent(QEvent* event) override;

private:
    void fitRows();
};

}  // namespace mirror::ui
