#pragma once
#include <QColor>
#include <QString>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

/// What a TimeChart is given to draw.
namespace mirror::ui {

enum class ValueUnit { milliseconds, perSecond, ratio, count };
enum class SeriesKind {
    line,
    filledLine,  ///< a line with a light area down to zero
    step,        ///< keeps its value until the next point
    stack,       ///< an area on top of the stacks before it
};

struct SeriesStyle {
    QString name;  ///< translated
    int color = 0;  ///< index into Colors::series
    SeriesKind kind = SeriesKind::line;
};

inline constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

/// Equidistant points of several series. values[s][i] belongs to second from + i * width; NaN is no value. present[i] is false
/// where the engine did not run.
struct ChartData {
    std::int64_t from = 0;
    std::int64_t width = 1;
    std::vector<char> present;
    std::vector<std::vector<double>> values;

    std::size_t points() const { return present.size(); }
    std::int64_t to() const { return from + width * static_cast<std::int64_t>(present.size()); }
    std::int64_t secondAt(std::size_t i) const { return from + width * static_cast<std::int64_t>(i); }
    bool hasValue() const {
        for (const auto& series : values)
            for (const double value : series)
                if (!std::isnan(value)) return true;
        return false;
    }
};

}  // namespace mirror::ui
