#pragma once
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QWidget>
#include <deque>

namespace mirror::ui {

/// Lets the charts of a page be drawn one in a turn of the event loop. Drawing one takes up to 16 ms; a new theme or size makes
/// all of them stale at once, and one turn that draws six would hold up keys and the mouse. GUI thread; owned by the page.
class DrawTurns : public QObject {
    Q_OBJECT
public:
    explicit DrawTurns(QObject* parent);
    /// Asked from paintEvent by a chart that is stale: true once in a turn. False: it is updated when its turn comes.
    bool take(QWidget* chart);

private:
    void next();
    std::deque<QPointer<QWidget>> m_waiting;
    QTimer m_turn;   ///< runs while this turn is taken
    QTimer m_again;  ///< runs while a chart that was asked to paint has not done so
};

}  // namespace mirror::ui
