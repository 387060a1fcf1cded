#pragma once
#include <QWidget>

#include "ui/charts/chart_data.h"
#include "ui/charts/crosshair.h"
#include "ui/charts/plot_canvas.h"

class QHBoxLayout;
class QLabel;

namespace mirror::ui {

class LegendBar;
class PlotView;

/// The one chart of the console: a card with title, legend and plot over a time range. Drawn anew only by setData(), which the
/// page calls for one chart at a time, so that no redraw holds the GUI thread for long.
class TimeChart : public QWidget {
    Q_OBJECT
public:
    /// `name` is the part of file names, untranslated ("latency").
    TimeChart(const QString& name, ValueUnit unit, Crosshair* crosshair, QWidget* parent);

    /// Translated texts; called again when the language changes.
    void setTexts(const QString& title, const QString& hint, const QString& emptyText);
    void setStyles(std::vector<SeriesStyle> styles);
    void setData(ChartData data);
    const ChartData& data() const;
    PlotView* plot() const { return m_plot; }
    LegendBar* legend() const { return m_legend; }
    QString title() const;
    /// The points as shown: a header line, then local time and one column a series, raw numbers; empty where there is no value.
    QByteArray csv() const;
    void exportCsv();
    void exportPicture();

signals:
    void messageRequested(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void describe();
    void placeLegend();
    QString m_name;
    QString m_hint;
    QHBoxLayout* m_head = nullptr;
    QLabel* m_title = nullptr;
    LegendBar* m_legend = nullptr;
    PlotView* m_plot = nullptr;
};

}  // namespace mirror::ui
