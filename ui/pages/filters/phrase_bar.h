#pragma once
#include <QFrame>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace mirror::ui {

/// Asks for the phrase of an exception, beginning with a hit and what surrounds it. The phrase must contain the hit and something more, or it would switch the
/// word off.
class PhraseBar : public QFrame {
    Q_OBJECT
public:
    explicit PhraseBar(QWidget* parent);
    /// Shows the bar. `text` is the whole text, [begin, end) the hit, in UTF-16 units.
    void ask(const QString& text, qsizetype begin, qsizetype end);
    QString phrase() const;

signals:
    void accepted(const QString& phrase);

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void retranslate();
    void widen(int left, int right);
    void check();
    QString m_text;
    qsizetype m_hitBegin = 0, m_hitEnd = 0;
    qsizetype m_begin = 0, m_end = 0;  ///< of the phrase, while it is a part of the text
    QLabel* m_label;
    QToolButton* m_left;
    QLineEdit* m_edit;
    QToolButton* m_right;
    QLabel* m_hint;
    QPushButton* m_add;
    QPushButton* m_cancel;
};

}  // namespace mirror::ui
