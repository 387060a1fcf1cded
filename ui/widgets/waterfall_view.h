#pragma once
#include <QWidget>

#include "proxycore/api/traffic.h"

namespace mirror::ui {

/// The stages of one request as bars on its time axis, each with its name and length. Stages that did not happen are left out.
class WaterfallView : public QWidget {
    Q_OBJECT
public:
    explicit WaterfallView(QWidget* parent);
    void setRecord(const TrafficRecord& record);
    void clear();
    /// Names of the stages shown, top down.
    QStringList stagesShown() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Row {
        StageId stage;
        StageSpan span;
    };
    int rowHeight() const;
    void describe();
    void paintRow(QPainter& painter, const Row& row, const QRectF& box, double nameWidth) const;
    std::vector<Row> m_rows;
    Microseconds m_total{0};
};

}  // namespace mirror::ui
