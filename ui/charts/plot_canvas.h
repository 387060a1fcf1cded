#pragma once
#include <QFont>
#include <QGraphicsScene>
#include <QPixmap>
#include <memory>
#include <vector>

#include "ui/charts/axis_scale.h"
#include "ui/charts/chart_data.h"

class QAbstractSeries;
class QAreaSeries;
class QChart;
class QLineSeries;
class QValueAxis;

namespace mirror::ui {

struct Colors;

/// Draws one chart into a pixmap: Qt Charts for the lines and areas, in a scene that no view shows; grid, labels and holes
/// around it. A redraw costs 3 to 9 ms (3 x 600 points); moving a crosshair over the pixmap costs next to nothing, which is why
/// the scene is not shown directly.
class PlotCanvas {
public:
    explicit PlotCanvas(ValueUnit unit);
    ~PlotCanvas();
    PlotCanvas(const PlotCanvas&) = delete;
    PlotCanvas& operator=(const PlotCanvas&) = delete;

    void setStyles(std::vector<SeriesStyle> styles);
    const std::vector<SeriesStyle>& styles() const { return m_styles; }
    void setData(ChartData data);
    const ChartData& data() const { return m_data; }
    /// The one series that is drawn, -1 for all.
    void setOnly(int series);
    int only() const { return m_only; }

    QPixmap render(QSize size, qreal devicePixelRatio, const Colors& colors, const QFont& font);
    /// Of the last rendering, in widget coordinates.
    QRectF plotArea() const { return m_area; }
    double xOf(double index) const;
    double yOf(double value) const;
    /// Height at which a series is drawn at a point: its value, or for stacks the sum up to it.
    double drawnValue(std::size_t series, std::size_t point) const;
    bool isShown(std::size_t series) const { return m_only < 0 || static_cast<std::size_t>(m_only) == series; }
    const AxisScale& scale() const { return m_scale; }
    ValueUnit unit() const { return m_unit; }
    /// Points handed to Qt Charts in all visible series.
    qsizetype drawnPoints() const { return m_drawnPoints; }
    /// Separate lines of one series now drawn.
    std::size_t runs(std::size_t series) const { return m_pools[series].used; }

private:
    struct Run {
        QLineSeries* line = nullptr;   // the line itself; for a stack the invisible upper edge
        QLineSeries* lower = nullptr;  // areas only
        QAreaSeries* area = nullptr;
    };
    struct Pool {
        std::vector<Run> runs;
        std::size_t used = 0;
    };
    Run& take(std::size_t series);
    void addToChart(QAbstractSeries* series);
    void loadSeries(std::size_t series);
    void loadStack(std::size_t series);
    void hideRest(Pool& pool);
    double highest() const;
    void colour(const Colors& colors);
    void layOut(QSize size, const QFont& font);
    void paintBehind(QPainter& painter, const Colors& colors) const;
    void paintHoles(QPainter& painter, const Colors& colors) const;
    void paintTimes(QPainter& painter, const Colors& colors) const;

    ValueUnit m_unit;
    AxisScale m_scale;
    std::vector<SeriesStyle> m_styles;
    std::vector<Pool> m_pools;
    ChartData m_data;
    int m_only = -1;
    qsizetype m_drawnPoints = 0;
    QRectF m_area;
    std::unique_ptr<QGraphicsScene> m_scene;
    QChart* m_chart = nullptr;
    QValueAxis* m_x = nullptr;
    QValueAxis* m_y = nullptr;
};

}  // namespace mirror::ui
