#pragma once
#include <QTimer>
#include <QWidget>

#include "ui/models/journal_access.h"

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace mirror::ui {

/// The values that were masked in a dialogue. One at a time can be shown to who says why; it is in the audit trail before it is on the screen, and leaves it again
/// after half a minute.
class MaskedValues : public QWidget {
    Q_OBJECT
public:
    static constexpr int kShownSeconds = 30;
    explicit MaskedValues(JournalAccess& access, QWidget* parent = nullptr);
    void setDialogue(const Dialogue& dialogue);
    /// Values, names and what was written as a reason leave the screen; the reason comes back with the next question.
    void forget();
    int count() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void retranslate();
    void askReason();
    void closeReason();
    void reveal();
    void showValue(const std::string& name, const std::string& value);
    void hideValue();
    void tick();
    void updateButtons();
    JournalPlace placeOf(const std::string& name) const;

    JournalAccess& m_access;
    Dialogue m_dialogue;
    QLabel* m_intro;
    QListWidget* m_list;
    QPushButton* m_reveal;
    QWidget* m_question;
    QLabel* m_why;
    QLineEdit* m_reason;
    QPushButton* m_show;
    QPushButton* m_cancel;
    QLabel* m_value;
    QLabel* m_note;
    QTimer m_second;
    QString m_draft;  ///< the reason as it was when the journal was locked
    int m_left = 0;
    bool m_isAsking = false;
};

}  // namespace mirror::ui
