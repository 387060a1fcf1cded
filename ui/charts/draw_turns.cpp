#include "ui/charts/draw_turns.h"

#include <algorithm>

namespace mirror::ui {

DrawTurns::DrawTurns(QObject* parent) : QObject(parent) {
    // A timer and not a posted event: those, and the paints they ask for, would all be handled in the present turn.
    m_turn.setSingleShot(true);
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &DrawTurns::next);
}

bool DrawTurns::take(QWidget* chart) {
    const auto place = std::find(m_waiting.begin(), m_waiting.end(), chart);
    if (m_turn.isActive()) {
        if (place == m_waiting.end()) m_waiting.emplace_back(chart);
        return false;
    }
    if (place != m_waiting.end()) m_waiting.erase(place);
    m_turn.start();
    return true;
}

void DrawTurns::next() {
    // A hidden chart is asked for its paint when it is shown again.
    while (!m_waiting.empty() && (m_waiting.front() == nullptr || !m_waiting.front()->isVisible())) m_waiting.pop_front();
    if (m_waiting.empty()) return;
    m_waiting.front()->update();
    m_waiting.pop_front();
}

}  // namespace mirror::ui
