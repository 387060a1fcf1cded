#include "ui/pages/dashboard_charts.h"

#include <QCoreApplication>

#include "ui/models/rule_text.h"
#include "ui/models/traffic_text.h"

namespace mirror::ui {

namespace {

struct DashboardText {
    Q_DECLARE_TR_FUNCTIONS(Dashboard)
};
using Point = TimeSeries::Point;

double orNone(double value, bool has) { return has ? value : kNoValue; }
double ratio(double value) { return value >= 0 ? value : kNoValue; }

double share(const Point& point, std::initializer_list<Outcome> outcomes) {
    const double finished = point.totalPerSecond - point.perSecond[static_cast<std::size_t>(Outcome::cancelled)];
    if (!(finished > 0)) return kNoValue;
    double sum = 0;
    for (const Outcome outcome : outcomes) sum += point.perSecond[static_cast<std::size_t>(outcome)];
    return sum / finished;
}

/// Colours of the outcomes: success blue, the provider's faults red and orange, the caller's yellow and green, quiet ends grey.
/// In this order neighbours in the stack differ in lightness, not in hue alone.
struct OutcomeColor {
    Outcome outcome;
    int color;
};
constexpr std::array<OutcomeColor, kOutcomes> kStack{{{Outcome::ok, 0},
                                                      {Outcome::cancelled, 5},
                                                      {Outcome::clientError, 6},
                                                      {Outcome::unauthorised, 7},
                                                      {Outcome::filtered, 8},
                                                      {Outcome::upstreamError, 4},
                                                      {Outcome::timeout, 1},
                                                      {Outcome::cut, 2},
                                                      {Outcome::overloaded, 3},
                                                      {Outcome::internal, 4}}};

DashboardChart latencyChart() {
    return {QStringLiteral("latency"), DashboardText::tr("Latency"),
            DashboardText::tr("Time from the first byte of a request to the last byte of its answer. Cancelled requests are left out."),
            DashboardText::tr("No request finished in this period."), ValueUnit::milliseconds,
            {{QStringLiteral("P50"), 0}, {QStringLiteral("P95"), 1}, {QStringLiteral("P99"), 2}},
            [](const Point& p) {
                const bool has = p.latencyCount > 0;
                return std::vector<double>{orNone(p.p50Ms, has), orNone(p.p95Ms, has), orNone(p.p99Ms, has)};
            }};
}

DashboardChart throughputChart() {
    DashboardChart chart{QStringLiteral("throughput"), DashboardText::tr("Requests per second"),
                         DashboardText::tr("Finished requests per second, by how they ended."),
                         DashboardText::tr("The engine did not run in this period."), ValueUnit::perSecond, {},
                         [](const Point& p) {
                             std::vector<double> values;
                             for (const OutcomeColor& row : kStack)
                                 values.push_back(orNone(p.perSecond[static_cast<std::size_t>(row.outcome)], p.present));
                             return values;
                         }};
    for (const OutcomeColor& row : kStack) chart.styles.push_back({outcomeText(row.outcome), row.color, SeriesKind::stack});
    return chart;
}

DashboardChart errorChart() {
    return {QStringLiteral("errors"), DashboardText::tr("Error rate by domain"),
            DashboardText::tr("Share of finished requests that failed, by whose fault it was. Cancelled requests are left out."),
            DashboardText::tr("No request finished in this period."), ValueUnit::ratio,
            {{DashboardText::tr("Upstream"), 4}, {DashboardText::tr("Client"), 6}, {DashboardText::tr("Mirror"), 2}},
            [](const Point& p) {
                return std::vector<double>{share(p, {Outcome::upstreamError, Outcome::timeout, Outcome::cut}),
                                           share(p, {Outcome::clientError, Outcome::unauthorised}),
                                           share(p, {Outcome::overloaded, Outcome::internal})};
            }};
}

DashboardChart firstTokenChart() {
    return {QStringLiteral("first-token"), DashboardText::tr("First token"),
            DashboardText::tr("Time from the first byte of a streamed request to the first meaningful event sent to the client."),
            DashboardText::tr("No stream began in this period."), ValueUnit::milliseconds,
            {{QStringLiteral("P50"), 0}, {QStringLiteral("P95"), 1}},
            [](const Point& p) {
                const bool has = p.firstTokenCount > 0;
                return std::vector<double>{orNone(p.firstTokenP50Ms, has), orNone(p.firstTokenP95Ms, has)};
            }};
}

DashboardChart hitRateChart() {
    return {QStringLiteral("hit-rate"), DashboardText::tr("Cache hit rate"),
            DashboardText::tr("Share of cache lookups that found an answer."),
            DashboardText::tr("No cache lookups in this period."), ValueUnit::ratio,
            {{DashboardText::tr("Hit rate"), 3, SeriesKind::filledLine}},
            [](const Point& p) { return std::vector<double>{ratio(p.hitRatio)}; }};
}

DashboardChart workersChart() {
    return {QStringLiteral("workers"), DashboardText::tr("Workers"),
            DashboardText::tr("Worker threads, and how many processor cores the whole process uses."),
            DashboardText::tr("The engine did not run in this period."), ValueUnit::count,
            {{DashboardText::tr("Workers"), 0, SeriesKind::step}, {DashboardText::tr("Cores in use"), 3, SeriesKind::filledLine}},
            [](const Point& p) { return std::vector<double>{orNone(p.workers, p.present), orNone(p.cpuPercent / 100, p.present)}; }};
}

DashboardChart wordsChart() {
    const auto bars = SeriesKind::stack;
    return {QStringLiteral("words"), DashboardText::tr("Sensitive words"),
            DashboardText::tr("Sensitive words found per second in requests and answers, by what was done about them, and pieces of personal data that were masked."),
            DashboardText::tr("The engine did not run in this period."), ValueUnit::perSecond,
            {{wordActionText(WordAction::block), kBlockColor, bars},
             {wordActionText(WordAction::mask), kMaskColor, bars},
             {wordActionText(WordAction::observe), kObserveColor, bars},
             {DashboardText::tr("Personal data"), 0, SeriesKind::line}},
            [](const Point& p) {
                std::vector<double> values;
                for (const double rate : p.ruleHitsPerSecond) values.push_back(orNone(rate, p.present));
                values.push_back(orNone(p.maskedPerSecond, p.present));
                return values;
            }};
}

DashboardTile latencyTile(const QString& name, const QString& title, const QString& hint, int color, double Point::*member) {
    return {name, title, hint, ValueUnit::milliseconds, color,
            [member](const Point& p) { return orNone(p.*member, p.latencyCount > 0); }};
}

}  // namespace

std::vector<DashboardChart> dashboardCharts() {
    return {latencyChart(), throughputChart(), firstTokenChart(), errorChart(), hitRateChart(), workersChart(), wordsChart()};
}

ChartData chartData(const DashboardChart& chart, const std::vector<TimeSeries::Point>& points, std::int64_t width) {
    ChartData data;
    data.width = width;
    data.from = points.empty() ? 0 : points.front().second;
    data.values.assign(chart.styles.size(), {});
    for (const Point& point : points) {
        data.present.push_back(point.present ? 1 : 0);
        const std::vector<double> values = chart.values(point);
        for (std::size_t series = 0; series < values.size(); ++series)
            data.values[series].push_back(point.present ? values[series] : kNoValue);
    }
    return data;
}

std::vector<DashboardTile> dashboardTiles() {
    const auto always = [](double Point::*member) {
        return [member](const Point& p) { return orNone(p.*member, p.present); };
    };
    return {
        latencyTile(QStringLiteral("p50"), DashboardText::tr("Latency P50"),
                    DashboardText::tr("Half of the requests of the last 60 seconds finished within this time."), 0, &Point::p50Ms),
        latencyTile(QStringLiteral("p95"), DashboardText::tr("Latency P95"),
                    DashboardText::tr("95 of 100 requests of the last 60 seconds finished within this time."), 1, &Point::p95Ms),
        latencyTile(QStringLiteral("p99"), DashboardText::tr("Latency P99"),
                    DashboardText::tr("99 of 100 requests of the last 60 seconds finished within this time."), 2, &Point::p99Ms),
        {QStringLiteral("first-token"), DashboardText::tr("First token"),
         DashboardText::tr("Half of the streams of the last 60 seconds sent their first token within this time."),
         ValueUnit::milliseconds, 0, [](const Point& p) { return orNone(p.firstTokenP50Ms, p.firstTokenCount > 0); }},
        {QStringLiteral("requests"), DashboardText::tr("Requests"), DashboardText::tr("Finished requests per second over the last 60 seconds."),
         ValueUnit::perSecond, 0, always(&Point::totalPerSecond)},
        {QStringLiteral("errors"), DashboardText::tr("Error rate"),
         DashboardText::tr("Share of the requests finished in the last 60 seconds that failed; cancelled ones are left out."),
         ValueUnit::ratio, 4, [](const Point& p) { return ratio(p.errorRatio); }},
        {QStringLiteral("hit-rate"), DashboardText::tr("Hit rate"),
         DashboardText::tr("Share of the cache lookups of the last 60 seconds that found an answer. A dash means that nothing was looked up."),
         ValueUnit::ratio, 3, [](const Point& p) { return ratio(p.hitRatio); }},
        {QStringLiteral("streams"), DashboardText::tr("Active streams"), DashboardText::tr("Streams being sent to clients now."),
         ValueUnit::count, 0, always(&Point::activeStreams)},
        {QStringLiteral("workers"), DashboardText::tr("Workers"), DashboardText::tr("Worker threads running now."), ValueUnit::count, 3,
         always(&Point::workers)},
    };
}

}  // namespace mirror::ui
