#pragma once
#include <QWidget>
#include <functional>

class QLabel;
class QPushButton;

namespace mirror::ui {

/// What a page or table shows instead of nothing: a picture, what is the case, what to do about it. The four cases (nothing
/// yet, filtered out, locked, engine stopped) must read differently; the caller writes the words.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(QWidget* parent = nullptr);
    void setContent(const QString& iconName, const QString& title, const QString& text);
    /// One button below the text; an empty text removes it.
    void setAction(const QString& text, std::function<void()> clicked);
    QString title() const;

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void updateIcon();
    QString m_iconName;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_button;
    std::function<void()> m_clicked;
};

}  // namespace mirror::ui
