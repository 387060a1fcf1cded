#pragma once
#include <QPixmap>
#include <QPointer>
#include <QWidget>
#include <optional>

#include "ui/charts/crosshair.h"
#include "ui/charts/draw_turns.h"
#include "ui/charts/plot_canvas.h"

namespace mirror::ui {

/// The plot of a TimeChart: shows the canvas, the shared crosshair and a box with the values at it. Left and Right move the
/// crosshair by a point, with Shift by ten, Home to the oldest point, Escape takes it away.
class PlotView : public QWidget {
    Q_OBJECT
public:
    PlotView(ValueUnit unit, Crosshair* crosshair, QWidget* parent);

    PlotCanvas& canvas() { return m_canvas; }
    const PlotCanvas& canvas() const { return m_canvas; }
    /// The drawing is out of date: redrawn with the next paint.
    void invalidate();
    /// Draws only when `turns` lets it, until then what was there; without, at every paint that needs it.
    void setTurns(DrawTurns* turns) { m_turns = turns; }
    /// The drawing is not that of the present data, size or theme.
    bool isStale() const;
    /// Shown in place of an empty plot; says why there is nothing although the engine ran.
    void setEmptyText(const QString& text);
    /// The empty text while it is shown, else nothing.
    QString shownEmptyText() const;
    /// The point under the crosshair, if it lies in the data.
    std::optional<std::size_t> crosshairPoint() const;
    /// What the box says: a line for the time and one for each series.
    QStringList boxLines() const;
    /// The drawing as it should be now, drawn at once if it is stale.
    QPixmap picture();
    QSize sizeHint() const override { return {420, 112}; }
    QSize minimumSizeHint() const override { return {220, 100}; }

signals:
    /// A new drawing was made.
    void drawn();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void paintStale(QPainter& painter) const;
    void moveBy(std::int64_t points);
    void point(std::size_t index);
    void paintCrosshair(QPainter& painter, std::size_t point) const;
    void paintBox(QPainter& painter, std::size_t point) const;
    void paintEmpty(QPainter& painter) const;
    bool isDrawn(std::size_t series, std::size_t point) const;

    PlotCanvas m_canvas;
    QPointer<Crosshair> m_crosshair;
    QPixmap m_pixmap;
    QPointer<DrawTurns> m_turns;
    bool m_stale = true;
    bool m_isDark = false;  ///< the theme m_pixmap was drawn in
    QString m_emptyText;
};

}  // namespace mirror::ui
