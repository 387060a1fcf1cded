#pragma once
#include <QObject>
#include <functional>

namespace mirror::ui {

class ConfirmDialog;

/// Asks whether a remote engine's certificate may be trusted that no known authority signed. A link that is refused is tried
/// again all the time and offers the same certificate each time: a "no" holds until the user asks himself (askAgain) or
/// another certificate is offered. GUI thread; owned by the window's side of the program.
class CertificatePrompt : public QObject {
    Q_OBJECT
public:
    /// `host` as people write it ("mirror.example:8081"); `trust` gets the fingerprint the user agreed to.
    CertificatePrompt(QString host, std::function<void(const QString& fingerprint)> trust, QWidget* window);
    /// `fingerprint` is SHA-256 in hex; `isChanged`: another one was agreed to before.
    void offer(const QString& fingerprint, bool isChanged);
    /// Asks once more for what was offered last; nothing without an offer.
    void askAgain();

private:
    void ask();
    QString m_host;
    std::function<void(const QString&)> m_trust;
    QWidget* m_window;
    QString m_offered;
    bool m_isChanged = false;
    QString m_refused;
    bool m_isAsking = false;
};

}  // namespace mirror::ui
