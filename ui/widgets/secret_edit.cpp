#include "ui/widgets/secret_edit.h"

#include <QKeyEvent>

namespace mirror::ui {

bool mayBeReference(const QString& text) {
    for (const QString& prefix : {QStringLiteral("env:"), QStringLiteral("file:"), QStringLiteral("***")})
        if (text.startsWith(prefix) || prefix.startsWith(text)) return true;
    return false;
}

SecretEdit::SecretEdit(QWidget* parent) : QLineEdit(parent) {
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    connect(this, &QLineEdit::textChanged, this, &SecretEdit::updateEcho);
}

void SecretEdit::setAllowsReferences(bool allowed) {
    m_allowsReferences = allowed;
    updateEcho();
}

void SecretEdit::updateEcho() {
    const EchoMode wanted = m_allowsReferences && mayBeReference(text()) ? Normal : Password;
    if (wanted != echoMode()) setEchoMode(wanted);
}

bool SecretEdit::event(QEvent* event) {
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            key->accept();
            return true;
        }
    }
    return QLineEdit::event(event);
}

void SecretEdit::contextMenuEvent(QContextMenuEvent*) {
    // The standard menu offers undo.
}

}  // namespace mirror::ui
