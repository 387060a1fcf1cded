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
    /// Width of all listed entries in one row.
    int rowWidth() const;
    QSize sizeHint() const override { return {rowWidth(), heightForWidth(rowWidth())}; }
    QSize minimumSizeHint() const override { return {60, 18}; }
    /// Entries that do not fit go to further rows.
    int heightForWidth(int width) const override;

signals:
    /// -1: all.
    void onlyChanged(int series);
    /// Entries came or went: the room needed is another.
    void listedChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void toggle(int series);
    void recolour();
    int place(int width, bool move) const;
    std::vector<SeriesStyle> m_styles;
    QList<QToolButton*> m_buttons;
    int m_only = -1;
};

}  // namespace mirror::ui
