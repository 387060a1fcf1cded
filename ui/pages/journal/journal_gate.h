#pragma once
#include <QWidget>
#include <optional>

#include "ui/models/journal_access.h"

class QAction;
class QLabel;
class QPushButton;

namespace mirror::ui {

class EngineLink;
class PassphraseMemory;
class RememberedPassphrase;
class SecretEdit;

/// What stands before the journal: says why nothing can be read and leads on. A stopped engine is started, a journal without a key gets a passphrase, one that is
/// off is switched on, a locked one is unlocked. Nothing modal; a passphrase leaves its field when it is used.
class JournalGate : public QWidget {
    Q_OBJECT
public:
    enum Mode { Stopped, LinkLost, NoKey, Off, Locked };
    JournalGate(EngineLink& link, JournalAccess& access, QWidget* parent = nullptr);
    Mode mode() const { return m_mode; }
    /// The shell's; null where there is none.
    void setStartAction(QAction* start);
    /// Where passphrases may be kept on this workstation; null: nowhere.
    void setMemory(PassphraseMemory* memory);
    /// Looks at the snapshot again.
    void refresh();
    /// The same, and asks anew whether there is a key: it can be made from the command line, too.
    void reconsider();
    /// Clears what was typed.
    void forget();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void retranslate();
    void show(Mode mode);
    void askForKeys();
    void press();
    void tryPassphrase();
    void makeKey();
    void switchOn(std::function<void()> done);
    void finishSwitch(const Result<Receipt>& result, const std::function<void()>& done);
    void refuse(const Error& error);
    void setBusy(bool busy);
    void say(const QString& problem);
    void updateButtons();

    EngineLink& m_link;
    JournalAccess& m_access;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_text;
    SecretEdit* m_passphrase;
    SecretEdit* m_repeat;
    RememberedPassphrase* m_remembered;
    QLabel* m_problem;
    QPushButton* m_button;
    QPushButton* m_second;
    QAction* m_start = nullptr;
    Mode m_mode = Locked;
    std::optional<bool> m_hasKey;  ///< known when the engine said so
    std::uint64_t m_question = 0;  ///< the newest one about keys; answers to earlier ones are dropped
    bool m_isAsking = false;
    bool m_isBusy = false;
};

}  // namespace mirror::ui
