#pragma once
#include <QList>
#include <QPointF>
#include <vector>

/// From values with gaps to lines that can be drawn. Pure.
namespace mirror::ui {

/// Cuts one series into lines. A line ends where the engine did not run (`present` false) and where more than `bridge` points
/// in a row have no value; shorter pauses are drawn through, because a quiet second is not a hole. x is the index of the point.
/// A line of a single point is given twice, half a point to each side, so that it can be seen.
std::vector<QList<QPointF>> lineRuns(const std::vector<double>& values, const std::vector<char>& present, int bridge);

/// At most `limit` points that keep every visible extreme: of each group of neighbours the lowest and the highest stay.
QList<QPointF> decimated(const QList<QPointF>& points, qsizetype limit);

/// The same line as stairs: each value holds until the next point.
QList<QPointF> stairs(const QList<QPointF>& points);

/// Half-open index ranges [first, second) in which the engine did not run.
std::vector<std::pair<std::size_t, std::size_t>> holesOf(const std::vector<char>& present);

}  // namespace mirror::ui
