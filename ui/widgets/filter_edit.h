#pragma once
#include "ui/models/traffic_filter.h"
#include "ui/widgets/filter_line.h"

namespace mirror::ui {

/// The line for the filter of the Traffic page.
class FilterEdit : public FilterLine {
    Q_OBJECT
public:
    explicit FilterEdit(QWidget* parent);
    void retranslate() override;

signals:
    /// The text is a filter, another one than before.
    void filterChanged(const mirror::ui::TrafficFilter& filter);

protected:
    QString read(const QString& text) override;
    QStringList fieldNames() const override { return TrafficFilter::fieldNames(); }
    QStringList knownValues(const QString& field) const override;
    QString fieldText(const QString& field) const override;
};

}  // namespace mirror::ui
