#include "ui/engine_control.h"

#include "ui/dialogs/confirm_dialog.h"
#include "ui/link/engine_link.h"
#include "ui/link/error_text.h"
#include "ui/shell_actions.h"

namespace mirror::ui {

bool isLinkLost(const Snapshot& snapshot) {
    if (snapshot.state != EngineState::failed || !snapshot.failure) return false;
    const ErrorCode code = snapshot.failure->code;
    return code == ErrorCode::engineUnreachable || code == ErrorCode::unauthorised || code == ErrorCode::tlsVerification;
}

EngineControl::EngineControl(EngineLink& link, ShellActions& actions, QWidget* window)
    : QObject(window), m_link(link), m_actions(actions), m_window(window) {
    connect(actions.start, &QAction::triggered, this, &EngineControl::start);
    connect(actions.stop, &QAction::triggered, this, &EngineControl::stop);
    connect(actions.drain, &QAction::triggered, this, &EngineControl::drain);
    connect(actions.restart, &QAction::triggered, this, &EngineControl::restart);
    connect(&link, &EngineLink::snapshotChanged, this, &EngineControl::refresh);
    refresh();
}

void EngineControl::start() { send(StartEngine{}); }

void EngineControl::drain() { send(DrainEngine{}); }

void EngineControl::stop() {
    if (m_link.snapshot()->activeRequests == 0) {
        send(StopEngine{});
        return;
    }
    confirm(tr("Stop the engine?"), runningText() + QLatin1Char('\n') + tr("Drain instead lets them finish first."), tr("Stop now"),
            StopEngine{});
}

void EngineControl::restart() {
    const QString what = tr("The mirror is not reachable for a moment.");
    const QString text = m_link.snapshot()->activeRequests == 0 ? what : runningText() + QLatin1Char('\n') + what;
    confirm(tr("Restart the engine?"), text, tr("Restart"), RestartEngine{});
}

QString EngineControl::runningText() const {
    return tr("%n running request(s) will be cut.", nullptr, static_cast<int>(m_link.snapshot()->activeRequests));
}

void EngineControl::confirm(const QString& title, const QString& text, const QString& verb, Command command) {
    auto* dialog = new ConfirmDialog({title, text, verb}, [this, command = std::move(command)] { send(command); }, m_window);
    dialog->open();
}

void EngineControl::send(Command command) {
    m_link.submit(std::move(command), this, [this](Result<Receipt> result) {
        if (!result) emit failed(errorText(result.error()));
    });
}

void EngineControl::refresh() {
    const EngineState state = m_link.snapshot()->state;
    const bool isDown = state == EngineState::stopped || state == EngineState::failed;
    const bool isReachable = !isLinkLost(*m_link.snapshot());
    m_actions.start->setEnabled(isReachable && isDown);
    m_actions.stop->setEnabled(isReachable && !isDown);
    m_actions.drain->setEnabled(isReachable && state == EngineState::running);
    m_actions.restart->setEnabled(isReachable && state != EngineState::stopped && state != EngineState::starting);
}

}  // namespace mirror::ui
