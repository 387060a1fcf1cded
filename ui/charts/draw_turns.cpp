#include "ui/charts/draw_turns.h"

#include <algorithm>

namespace mirror::ui {

namespace {
constexpr int kPatience = 60;  // ms; a paint comes within a frame of the display
}

DrawTurns::DrawTurns(QObject* parent) : QObject(parent) {
    // A timer and not a posted event: those, and the paints they ask for, would all be handled in the present turn.
    m_turn.setSingleShot(true);
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &DrawTurns::next);
    // A chart that is covered, or whose window holds back its paints for a moment, must not keep the others waiting for ever.
    m_again.setSingleShot(true);
    m_again.setInterval(kPatience);
    connect(&m_again, &QTimer::timeout, this, &DrawTurns::next);
}

bool DrawTurns::take(QWidget* chart) {
    const auto place = std::find(m_waiting.begin(), m_waiting.end(), chart);
    if (m_turn.isActive()) {
        if (place == m_waiting.end()) m_waiting.emplace_back(chart);
        return false;
    }
    if (place != m_waiting.end()) m_waiting.erase(place);
    m_again.stop();
    m_turn.start();
    return true;
}

void DrawTurns::next() {
    // A hidden chart is asked for its paint when it is shown again.
    while (!m_waiting.empty() && (m_waiting.front() == nullptr || !m_waiting.front()->isVisible())) m_waiting.pop_front();
    if (m_waiting.empty()) return;
    m_waiting.front()->update();
    m_waiting.push_back(m_waiting.front());  // taken off by its paint
    m_waiting.pop_front();
    m_again.start();
}

}  // namespace mirror::ui
