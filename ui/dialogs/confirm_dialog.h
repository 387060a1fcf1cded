#pragma once
#include <QDialog>
#include <functional>

namespace mirror::ui {

/// Asks before something that cannot be taken back. Opened with open(): nothing waits, `confirmed` runs when the user agrees.
/// Cancel is the default button. Deletes itself when closed.
class ConfirmDialog : public QDialog {
    Q_OBJECT
public:
    struct Question {
        QString title;
        QString text;
        QString confirm;  ///< what the button does, as a verb: "Restart"
    };
    ConfirmDialog(const Question& question, std::function<void()> confirmed, QWidget* parent);
};

}  // namespace mirror::ui
