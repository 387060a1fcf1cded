#pragma once
#include <QWidget>

#include "ui/models/journal_access.h"

class QGridLayout;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace mirror::ui {

class AttemptTable;
class ConversationView;
class JournalClipboard;
class MaskedValues;
class RuleTable;

/// One dialogue of the journal: what was said, what became of the request, what was masked. Hidden until a dialogue is shown.
class DialoguePane : public QWidget {
    Q_OBJECT
public:
    enum Tab { Conversation, Details, Masked };
    DialoguePane(JournalAccess& access, JournalClipboard& clipboard, QWidget* parent = nullptr);
    /// Reads the dialogue of a row; `searched` is marked in it.
    void read(const JournalEntryRow& row, const QString& searched);
    void forget();
    /// The keyboard goes to what is shown.
    void enter();
    void copy();
    const Dialogue* dialogue() const { return m_isRead ? &m_dialogue : nullptr; }

signals:
    void closeRequested();
    void messageRequested(const QString& text);

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildHead();
    QWidget* buildDetails();
    void show(const Dialogue& dialogue);
    void say(const QString& sentence);
    void retranslate();
    void fillFields();

    JournalAccess& m_access;
    JournalClipboard& m_clipboard;
    Dialogue m_dialogue;
    JournalEntryRow m_row;
    QString m_searched;
    bool m_isRead = false;
    QLabel* m_title;
    QLabel* m_facts;
    QPushButton* m_copy;
    QToolButton* m_close;
    QTabBar* m_tabs;
    QStackedWidget* m_stack;
    ConversationView* m_conversation;
    MaskedValues* m_masked;
    QGridLayout* m_fields = nullptr;
    QLabel* m_attemptsHeading = nullptr;
    QLabel* m_rulesHeading = nullptr;
    AttemptTable* m_attempts = nullptr;
    RuleTable* m_rules = nullptr;
};

}  // namespace mirror::ui
