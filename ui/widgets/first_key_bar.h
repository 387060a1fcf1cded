#pragma once
#include <QFrame>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace mirror::ui {

/// Shows the virtual key of a first run, the only time it can be seen, with a button that copies it. The key is never in a
/// tooltip, an undo history or an accessible name, and leaves memory with the bar.
class FirstKeyBar : public QFrame {
    Q_OBJECT
public:
    explicit FirstKeyBar(QWidget* parent = nullptr);
    void showKey(const QString& key);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void copyKey();
    void dismiss();
    QLabel* m_picture;
    QLabel* m_text;
    QLineEdit* m_key;
    QPushButton* m_copy;
    QToolButton* m_close;
};

}  // namespace mirror::ui
