#pragma once
#include <functional>
#include <vector>

#include "ui/charts/chart_data.h"
#include "ui/models/time_series.h"

namespace mirror::ui {

/// Colours (index into Colors::series) of what is done about a sensitive word, in every chart that shows it.
inline constexpr int kBlockColor = 4, kMaskColor = 1, kObserveColor = 5;

/// One chart of the dashboard as data: what it is called, how its series look, how points become values.
struct DashboardChart {
    QString name;  ///< stable, untranslated
    QString title;
    QString hint;
    QString emptyText;
    ValueUnit unit = ValueUnit::count;
    std::vector<SeriesStyle> styles;
    /// One value a series; NaN where there is none.
    std::function<std::vector<double>(const TimeSeries::Point&)> values;
};
/// The charts in the order of the page, in the language of the window.
std::vector<DashboardChart> dashboardCharts();
/// The points as a chart takes them.
ChartData chartData(const DashboardChart& chart, const std::vector<TimeSeries::Point>& points, std::int64_t width);

/// One tile: its value over the last minute and what its line is made of.
struct DashboardTile {
    QString name;
    QString title;
    QString hint;
    ValueUnit unit = ValueUnit::count;
    int color = 0;
    std::function<double(const TimeSeries::Point&)> value;  ///< NaN: none
};
std::vector<DashboardTile> dashboardTiles();

}  // namespace mirror::ui
