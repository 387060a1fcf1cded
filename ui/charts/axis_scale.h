#pragma once
#include <cstdint>
#include <vector>

#include "ui/charts/chart_data.h"

namespace mirror::ui {

/// The upper end of a value axis that begins at zero. Grows at once when a value does not fit; shrinks one comfortable step only
/// after the values have been low for some updates, so that the eye can compare heights from second to second.
class AxisScale {
public:
    explicit AxisScale(ValueUnit unit) : m_unit(unit) { choose(0); }
    /// Takes the highest value shown now (in the unit; ratios as 0 to 1). True if the axis changed.
    bool fit(double highest);
    /// Fits exactly to `highest` without memory: another time range was chosen.
    void restart(double highest);
    double top() const { return m_top; }
    double step() const { return m_step; }
    /// Values of the grid lines, from zero to top().
    std::vector<double> lines() const;
    /// Text of a grid line: "250 ms", "1.5 s", "40", "20 %". Every line of one axis has the same unit.
    QString label(double value) const;

private:
    void choose(double highest);
    ValueUnit m_unit;
    double m_top = 0;
    double m_step = 0;
    int m_lowUpdates = 0;
};

struct TimeTick {
    std::int64_t second = 0;
    QString label;  ///< local time HH:MM:SS
};
/// Ticks on round local times within [from, to], as many as fit `width` pixels at `spacing` pixels each.
std::vector<TimeTick> timeTicks(std::int64_t from, std::int64_t to, double width, double spacing);

/// A value in full, as legend, crosshair and tiles show it; a dash for NaN.
QString valueText(ValueUnit unit, double value);

}  // namespace mirror::ui
