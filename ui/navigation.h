#pragma once
#include <QFrame>
#include <QList>

class QAction;
class QToolButton;
class QVBoxLayout;

namespace mirror::ui {

/// The rail at the left: the product's mark, one button a page, the engine's state and menu at the bottom. Shows actions;
/// decides nothing. Up and Down move between its buttons.
class Navigation : public QFrame {
    Q_OBJECT
public:
    explicit Navigation(QWidget* parent = nullptr);
    void addPage(QAction* action);
    /// The widget at the lower end (the engine's button).
    void setFooter(QWidget* footer);
    /// Re-reads texts of actions and fits the width to the longest.
    void retranslate();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void fitWidth();
    QVBoxLayout* m_pages;
    QVBoxLayout* m_footer;
    QList<QToolButton*> m_buttons;
};

}  // namespace mirror::ui
