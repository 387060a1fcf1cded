#include "ui/charts/axis_scale.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <algorithm>
#include <array>

#include "ui/link/unit_text.h"

namespace mirror::ui {

namespace {

constexpr int kLowUpdatesToShrink = 6;
constexpr double kHeadroom = 1.08;
constexpr int kLines = 4;

struct ChartText {
    Q_DECLARE_TR_FUNCTIONS(ChartText)
};

double smallestTop(ValueUnit unit) {
    switch (unit) {
        case ValueUnit::milliseconds: return 4;
        case ValueUnit::perSecond: return 2;
        case ValueUnit::ratio: return 0.04;
        case ValueUnit::count: return 4;
    }
    return 1;
}

/// The smallest of 1, 2, 2.5, 5 x 10^n that covers `highest` with at most kLines of them; whole numbers for counts.
double niceStep(double highest, ValueUnit unit) {
    const double wanted = highest / kLines;
    const double magnitude = std::pow(10.0, std::floor(std::log10(wanted)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0, 10.0}) {
        const double step = factor * magnitude;
        const bool whole = unit != ValueUnit::count || step == std::floor(step);
        if (whole && step >= wanted * (1 - 1e-9)) return step;
    }
    return 10 * magnitude;
}

double topFor(double highest, ValueUnit unit, double& step) {
    const double wanted = std::max(highest * kHeadroom, smallestTop(unit));
    step = niceStep(unit == ValueUnit::ratio ? std::min(wanted, 1.0) : wanted, unit);
    const double top = step * std::ceil(std::min(wanted, unit == ValueUnit::ratio ? 1.0 : wanted) / step - 1e-9);
    return top;
}

int decimalsFor(double step) {
    int decimals = 0;
    while (decimals < 3 && std::abs(step * std::pow(10, decimals) - std::round(step * std::pow(10, decimals))) > 1e-6) ++decimals;
    return decimals;
}

}  // namespace

void AxisScale::choose(double highest) {
    m_top = topFor(highest, m_unit, m_step);
    m_lowUpdates = 0;
}

void AxisScale::restart(double highest) { choose(std::isnan(highest) ? 0 : highest); }

bool AxisScale::fit(double highest) {
    const double value = std::isnan(highest) ? 0 : highest;
    const double before = m_top;
    double step = 0;
    if (value > m_top) {
        choose(value);
    } else if (topFor(value, m_unit, step) > m_top * 0.7) {
        m_lowUpdates = 0;
    } else if (++m_lowUpdates >= kLowUpdatesToShrink) {
        choose(value);
    }
    return m_top != before;
}

std::vector<double> AxisScale::lines() const {
    std::vector<double> values;
    const auto count = static_cast<int>(std::lround(m_top / m_step));
    for (int i = 0; i <= count; ++i) values.push_back(m_step * i);
    return values;
}

QString AxisScale::label(double value) const {
    const QLocale locale;
    if (m_unit == ValueUnit::ratio) return locale.toString(value * 100, 'f', decimalsFor(m_step * 100)) + QStringLiteral(" %");
    if (m_unit == ValueUnit::milliseconds) {
        if (value == 0) return QStringLiteral("0");
        if (m_top >= 1000) return locale.toString(value / 1000, 'f', decimalsFor(m_step / 1000)) + QStringLiteral(" s");
        return locale.toString(value, 'f', decimalsFor(m_step)) + QStringLiteral(" ms");
    }
    if (m_top >= 10'000) return shortCountText(value);
    return locale.toString(value, 'f', decimalsFor(m_step));
}

std::vector<TimeTick> timeTicks(std::int64_t from, std::int64_t to, double width, double spacing) {
    static constexpr std::array<std::int64_t, 14> kSteps{5,   10,   15,   30,   60,    120,   300,
                                                         600, 900, 1800, 3600, 7200, 21600, 86400};
    const auto span = static_cast<double>(to - from);
    std::int64_t step = kSteps.back();
    for (const std::int64_t candidate : kSteps)
        if (width * static_cast<double>(candidate) >= spacing * span) {
            step = candidate;
            break;
        }
    const int offset = QDateTime::fromSecsSinceEpoch(to).offsetFromUtc();
    std::vector<TimeTick> ticks;
    const std::int64_t local = from + offset;
    for (std::int64_t second = (local + step - 1) / step * step - offset; second <= to; second += step)
        ticks.push_back({second, clockText(SystemTime(std::chrono::seconds(second)))});
    return ticks;
}

QString valueText(ValueUnit unit, double value) {
    if (std::isnan(value)) return noValueText();
    switch (unit) {
        case ValueUnit::milliseconds: return millisecondsText(value);
        case ValueUnit::perSecond: return ChartText::tr("%1 /s").arg(rateText(value));
        case ValueUnit::ratio: return percentText(value);
        case ValueUnit::count: return QLocale().toString(value, 'f', value == std::floor(value) ? 0 : 1);
    }
    return {};
}

}  // namespace mirror::ui
