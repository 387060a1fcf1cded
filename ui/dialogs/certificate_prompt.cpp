#include "ui/dialogs/certificate_prompt.h"

#include "ui/dialogs/confirm_dialog.h"

namespace mirror::ui {

namespace {

/// "AB:CD:..." in lines of sixteen pairs, as other programs show it.
QString grouped(const QString& fingerprint) {
    QString text;
    for (qsizetype i = 0; i < fingerprint.size(); i += 2) {
        if (i > 0) text += i % 32 == 0 ? QLatin1Char('\n') : QLatin1Char(':');
        text += fingerprint.mid(i, 2).toUpper();
    }
    return text;
}

}  // namespace

CertificatePrompt::CertificatePrompt(QString host, std::function<void(const QString&)> trust, QWidget* window)
    : QObject(window), m_host(std::move(host)), m_trust(std::move(trust)), m_window(window) {}

void CertificatePrompt::offer(const QString& fingerprint, bool isChanged) {
    m_offered = fingerprint;
    m_isChanged = isChanged;
    if (fingerprint != m_refused) ask();
}

void CertificatePrompt::askAgain() {
    m_refused.clear();
    if (!m_offered.isEmpty()) ask();
}

void CertificatePrompt::ask() {
    if (m_isAsking) return;
    m_isAsking = true;
    const QString why = m_isChanged ? tr("The certificate of %1 is not the one you agreed to before.").arg(m_host)
                                    : tr("The certificate of %1 is not signed by an authority this machine knows.").arg(m_host);
    const QString text = why + QStringLiteral("\n\n") + tr("SHA-256 fingerprint:") + QLatin1Char('\n') + grouped(m_offered) + QStringLiteral("\n\n") +
                         tr("Compare it with the one on that machine. The admin token is sent only after you agree.");
    const QString asked = m_offered;
    auto* dialog = new ConfirmDialog({tr("Trust this certificate?"), text, tr("Trust")}, [this, asked] { m_trust(asked); }, m_window);
    connect(dialog, &QDialog::finished, this, [this, asked](int answer) {
        m_isAsking = false;
        m_refused = answer == QDialog::Accepted ? QString() : asked;
    });
    dialog->open();
}

}  // namespace mirror::ui
