#pragma once
#include <QTextEdit>
#include <functional>

#include "proxycore/api/journal.h"

namespace mirror::ui {

/// A dialogue as it was said: one bubble a turn, by role; reasoning and tool calls are told apart. What callers and models wrote is inserted as plain text, with
/// control, bidi and zero-width characters made visible.
class ConversationView : public QTextEdit {
    Q_OBJECT
public:
    explicit ConversationView(QWidget* parent = nullptr);
    /// `searched` is marked wherever it stands.
    void setDialogue(const Dialogue& dialogue, const QString& searched);
    void forget();
    /// Told of every text that leaves for the clipboard.
    void setCopyNotice(std::function<void(const QString&)> notice) { m_copied = std::move(notice); }

protected:
    void changeEvent(QEvent* event) override;
    QMimeData* createMimeDataFromSelection() const override;

private:
    void retranslate();
    void build();
    qsizetype addTurn(const DialogueTurn& turn, qsizetype room);
    void addNote(const QString& text);
    void mark();
    Dialogue m_dialogue;
    QString m_searched;
    std::function<void(const QString&)> m_copied;
    bool m_hasDialogue = false;
};

/// The dialogue as text for the clipboard: turn by turn, each under who said it.
QString dialogueText(const Dialogue& dialogue);

}  // namespace mirror::ui
