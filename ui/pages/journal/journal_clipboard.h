#pragma once
#include <QString>

namespace mirror::ui {

/// Remembers (as a hash) what of the journal went to the clipboard, so that locking can take it back. GUI thread.
class JournalClipboard {
public:
    void put(const QString& text);
    /// What a widget is about to put there itself.
    void note(const QString& text);
    /// Empties the clipboards that still hold it.
    void forget();

private:
    QByteArray m_digest;
};

}  // namespace mirror::ui
