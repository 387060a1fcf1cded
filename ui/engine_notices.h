#pragma once
#include <QWidget>
#include <optional>

#include "proxycore/api/event.h"
#include "proxycore/api/snapshot.h"

namespace mirror::ui {

class EngineLink;
class MessageBar;

/// The bars across the top of the window that stay as long as something is wrong with the engine: it failed, a listener is
/// not open, a worker no longer answers, the newest file or word lists were refused. One bar a matter; each with the button that mends it.
class EngineNotices : public QWidget {
    Q_OBJECT
public:
    explicit EngineNotices(EngineLink& link, QWidget* parent = nullptr);
    /// A sentence that stays until it is closed.
    void showFailure(const QString& sentence);
    void showMessage(const QString& sentence);

signals:
    void startRequested();
    void restartRequested();
    /// The setting that mends it, as a path of the field table: "listeners[0].port".
    void settingRequested(const QString& path);
    /// The user wants to see the certificate a remote engine was refused for.
    void certificateRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void refreshFailure(const Snapshot& snapshot);
    void refreshListeners(const Snapshot& snapshot);
    void refreshWorkers(const Snapshot& snapshot);
    void refreshConfig(const Snapshot& snapshot);
    void refreshWords(const Snapshot& snapshot);
    void noteEvent(const Event& event);
    MessageBar* addBar();
    EngineLink& m_link;
    MessageBar* m_failure;
    MessageBar* m_listeners;
    MessageBar* m_workers;
    MessageBar* m_config;
    MessageBar* m_words;
    MessageBar* m_rejected;  ///< word lists that were refused once; closed by hand
    MessageBar* m_message;
    std::vector<std::string> m_shown;  ///< what the bars say now, so that an equal snapshot changes nothing
};

/// The setting an error about an address or a certificate of `snapshot` is mended with; empty if there is none.
QString settingToMend(const Snapshot& snapshot, const Error& error);

}  // namespace mirror::ui
