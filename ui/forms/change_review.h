#pragma once
#include <QWidget>

#include "ui/models/config_draft.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace mirror::ui {

class ChangeTable;

/// The step before applying: what will change, a note for the list of revisions, and the two buttons.
class ChangeReview : public QWidget {
    Q_OBJECT
public:
    explicit ChangeReview(ConfigDraft& draft, QWidget* parent = nullptr);
    void showChanges();
    /// While the engine works on it nothing can be pressed twice.
    void setBusy(bool busy);

signals:
    void applyRequested(const QString& note);
    void backRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    ConfigDraft& m_draft;
    QLabel* m_title;
    QLabel* m_effect;
    ChangeTable* m_table;
    QLabel* m_noteLabel;
    QLineEdit* m_note;
    QPushButton* m_back;
    QPushButton* m_apply;
};

}  // namespace mirror::ui
