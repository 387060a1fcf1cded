#include "ui/pages/journal/journal_clipboard.h"

#include <QClipboard>
#include <QCryptographicHash>
#include <QGuiApplication>

namespace mirror::ui {

namespace {

QByteArray digestOf(const QString& text) { return QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256); }

}  // namespace

void JournalClipboard::put(const QString& text) {
    QGuiApplication::clipboard()->setText(text);
    note(text);
}

void JournalClipboard::note(const QString& text) { m_digest = digestOf(text); }

void JournalClipboard::forget() {
    if (m_digest.isEmpty()) return;
    QClipboard* clipboard = QGuiApplication::clipboard();
    for (const QClipboard::Mode mode : {QClipboard::Clipboard, QClipboard::Selection}) {
        if (mode == QClipboard::Selection && !clipboard->supportsSelection()) continue;
        if (digestOf(clipboard->text(mode)) == m_digest) clipboard->clear(mode);
    }
    m_digest.clear();
}

}  // namespace mirror::ui
