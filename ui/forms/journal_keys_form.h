#pragma once
#include <QWidget>

#include "proxycore/api/command.h"
#include "proxycore/api/result.h"

class QLabel;
class QPushButton;

namespace mirror::ui {

class EngineLink;
class FittedTable;
class MessageBar;
class SecretEdit;

/// The keys the journal is sealed to, its passphrase, and a new key from now on. Passphrases leave their fields when they are used.
class JournalKeysForm : public QWidget {
    Q_OBJECT
public:
    explicit JournalKeysForm(EngineLink& link, QWidget* parent = nullptr);
    void load();
    /// Clears what was typed.
    void forget();

signals:
    /// Something was done that the audit trail tells of.
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    enum class Deed { none, passphrase, rotate };
    void build();
    void retranslate();
    void ask(Deed deed);
    void agree();
    void change(const QString& passphrase, const QString& newPassphrase);
    void rotate(const QString& passphrase);
    void finish(Deed deed, const Result<Receipt>& result, const QString& sentence);
    void showKeys(const std::vector<JournalKeyInfo>& keys);
    void updateButtons();

    EngineLink& m_link;
    QLabel* m_title;
    FittedTable* m_keys;
    QLabel* m_none;
    MessageBar* m_message;
    QPushButton* m_change;
    QPushButton* m_rotate;
    QWidget* m_question;
    QLabel* m_explanation;
    SecretEdit* m_present;
    SecretEdit* m_fresh;
    SecretEdit* m_repeat;
    QPushButton* m_agree;
    QPushButton* m_cancel;
    std::vector<JournalKeyInfo> m_known;
    Deed m_deed = Deed::none;
    bool m_isBusy = false;
};

}  // namespace mirror::ui
