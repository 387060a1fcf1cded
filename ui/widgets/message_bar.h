#pragma once
#include <QFrame>

#include "ui/widgets/status_badge.h"

class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace mirror::ui {

/// A sentence across the top of a page or of the window, with at most a few buttons. Not modal, takes no focus when it
/// appears. Texts are plain text.
class MessageBar : public QFrame {
    Q_OBJECT
public:
    explicit MessageBar(QWidget* parent = nullptr);
    /// Shows the bar; buttons of an earlier message are gone.
    void showMessage(Tone tone, const QString& text);
    /// Adds a button to the present message. The bar stays until the caller hides it.
    QPushButton* addButton(const QString& text, std::function<void()> clicked);
    void setClosable(bool closable);
    QString text() const;
    Tone tone() const { return m_tone; }

signals:
    /// The cross was clicked; the bar has hidden itself.
    void closed();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void retranslate();
    void updateIcon();
    void clearButtons();
    Tone m_tone = Tone::info;
    QLabel* m_icon;
    QLabel* m_text;
    QHBoxLayout* m_buttons;
    QToolButton* m_close;
};

}  // namespace mirror::ui
