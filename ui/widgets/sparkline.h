#pragma once
#include <QWidget>
#include <vector>

namespace mirror::ui {

/// A line of some sixty values without axes; NaN is a gap. Says nothing to the keyboard: the tile around it carries the words.
class Sparkline : public QWidget {
    Q_OBJECT
public:
    explicit Sparkline(QWidget* parent);
    void setValues(std::vector<double> values);
    const std::vector<double>& values() const { return m_values; }
    /// Index into Colors::series.
    void setSeriesColor(int color);
    QSize sizeHint() const override { return {90, 24}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<double> m_values;
    int m_color = 0;
};

}  // namespace mirror::ui
