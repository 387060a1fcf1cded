#pragma once
#include <QObject>

#include "proxycore/api/command.h"
#include "ui/widgets/status_badge.h"

class QWidget;

namespace mirror::ui {

class EngineLink;
class ShellActions;

/// Whether `snapshot` is the last one of a remote engine that cannot be reached now; no command would arrive.
bool isLinkLost(const Snapshot& snapshot);

/// Turns the actions start, stop, drain and restart into commands, enables what fits the engine's state, asks before
/// running requests are cut and tells when a command failed.
class EngineControl : public QObject {
    Q_OBJECT
public:
    /// `window` is the parent of questions.
    EngineControl(EngineLink& link, ShellActions& actions, QWidget* window);
    void start();
    void stop();
    void drain();
    void restart();

signals:
    /// A command could not be carried out.
    void failed(const QString& sentence);

private:
    void send(Command command);
    void confirm(const QString& title, const QString& text, const QString& verb, Command command);
    void refresh();
    QString runningText() const;
    EngineLink& m_link;
    ShellActions& m_actions;
    QWidget* m_window;
};

}  // namespace mirror::ui
