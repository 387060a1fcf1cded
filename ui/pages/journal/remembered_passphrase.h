#pragma once
#include <QWidget>

#include "ui/models/journal_access.h"

class QCheckBox;
class QPushButton;

namespace mirror::ui {

class PassphraseMemory;

/// "Remember on this workstation" below a passphrase, and the button that unlocks with what is remembered. Only a passphrase that turned out right is kept; one that is
/// wrong by now is removed. Without a keyring it shows nothing.
class RememberedPassphrase : public QWidget {
    Q_OBJECT
public:
    explicit RememberedPassphrase(JournalAccess& access, QWidget* parent = nullptr);
    /// The workstation's; outlives this. Null: none.
    void setMemory(PassphraseMemory* memory);
    /// Typed, and about to be tried.
    void tried(const QString& passphrase);

signals:
    /// Something about the keyring that the user should read.
    void said(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void update();
    void choose(bool remember);
    void recall();
    void keep();
    void refuse(const Error& error);
    void drop();

    JournalAccess& m_access;
    PassphraseMemory* m_memory = nullptr;
    QCheckBox* m_box;
    QPushButton* m_recall;
    QString m_tried;            ///< until it is known whether it is right
    bool m_isRecalled = false;  ///< what is tried came from the memory
};

}  // namespace mirror::ui
