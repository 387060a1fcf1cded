#include "ui/charts/line_runs.h"

#include <cmath>

namespace mirror::ui {

namespace {

void close(std::vector<QList<QPointF>>& runs, QList<QPointF>& line) {
    if (line.isEmpty()) return;
    if (line.size() == 1) {
        const QPointF only = line.front();
        line = {only - QPointF(0.5, 0), only + QPointF(0.5, 0)};
    }
    runs.push_back(std::move(line));
    line = {};
}

}  // namespace

std::vector<QList<QPointF>> lineRuns(const std::vector<double>& values, const std::vector<char>& present, int bridge) {
    std::vector<QList<QPointF>> runs;
    QList<QPointF> line;
    int silent = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!present[i]) {
            close(runs, line);
        } else if (std::isnan(values[i])) {
            if (++silent > bridge) close(runs, line);
        } else {
            line.append(QPointF(static_cast<double>(i), values[i]));
            silent = 0;
        }
    }
    close(runs, line);
    return runs;
}

QList<QPointF> decimated(const QList<QPointF>& points, qsizetype limit) {
    if (points.size() <= limit || limit < 4) return points;
    const qsizetype groups = limit / 2;
    QList<QPointF> kept;
    kept.reserve(limit);
    for (qsizetype group = 0; group < groups; ++group) {
        const qsizetype begin = group * points.size() / groups;
        const qsizetype end = (group + 1) * points.size() / groups;
        qsizetype low = begin;
        qsizetype high = begin;
        for (qsizetype i = begin; i < end; ++i) {
            if (points.at(i).y() < points.at(low).y()) low = i;
            if (points.at(i).y() > points.at(high).y()) high = i;
        }
        kept.append(points.at(std::min(low, high)));
        if (low != high) kept.append(points.at(std::max(low, high)));
    }
    return kept;
}

QList<QPointF> stairs(const QList<QPointF>& points) {
    QList<QPointF> steps;
    for (const QPointF& point : points) {
        if (!steps.isEmpty() && steps.back().y() == point.y()) {
            if (steps.size() > 1 && steps.at(steps.size() - 2).y() == point.y())
                steps.back().setX(point.x());
            else
                steps.append(point);
            continue;
        }
        if (!steps.isEmpty()) steps.append(QPointF(point.x(), steps.back().y()));
        steps.append(point);
    }
    return steps;
}

std::vector<std::pair<std::size_t, std::size_t>> holesOf(const std::vector<char>& present) {
    std::vector<std::pair<std::size_t, std::size_t>> holes;
    for (std::size_t i = 0; i < present.size(); ++i) {
        if (present[i]) continue;
        if (!holes.empty() && holes.back().second == i)
            holes.back().second = i + 1;
        else
            holes.emplace_back(i, i + 1);
    }
    return holes;
}

}  // namespace mirror::ui
