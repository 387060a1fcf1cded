#pragma once
#include <QList>
#include <QWidget>
#include <vector>

#include "ui/charts/chart_data.h"

class QToolButton;

namespace mirror::ui {

/// Names and colours of a chart's series, as buttons: a click shows that series alone, another one all of them again.
class LegendBar : public QWidget {
    Q_OBJECT
public:
    explicit LegendBar(QWidget* parent);
    void setStyles(const std::vector<SeriesStyle>& styles);
    /// Only these are listed (outcomes that did not occur are left out); one entry a series.
    void setListed(const std::vector<char>& listed);
    int only() const { return m_only; }
    QList<QToolButton*> buttons() const { return m_buttons; }

signals:
    /// -1: all.
    void onlyChanged(int series);

protected:
    void changeEvent(QEvent* event) override;

private:
    void toggle(int series);
    void recolour();
    std::vector<SeriesStyle> m_styles;
    QList<QToolButton*> m_buttons;
    int m_only = -1;
};

}  // namespace mirror::ui
