#include "ui/navigation.h"

#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/shell_actions.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"

namespace mirror::ui {

namespace {

constexpr int kMinimumWidth = 148;

}  // namespace

Navigation::Navigation(QWidget* parent) : QFrame(parent), m_pages(new QVBoxLayout), m_footer(new QVBoxLayout) {
    setObjectName(QStringLiteral("rail"));
    auto* mark = new QLabel(this);
    mark->setPixmap(productIcon().pixmap(28, 28));
    auto* name = new QLabel(QStringLiteral("MirrorDesk"), this);
    name->setFont(headingFont(name->font()));
    auto* head = new QHBoxLayout;
    head->setContentsMargins(6, 2, 6, 10);
    head->setSpacing(8);
    head->addWidget(mark);
    head->addWidget(name, 1);
    m_pages->setSpacing(2);
    m_footer->setSpacing(0);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 10, 8, 10);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addLayout(m_pages);
    layout->addStretch(1);
    layout->addLayout(m_footer);
    fitWidth();
}

void Navigation::addPage(QAction* action) {
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIconSize(QSize(20, 20));
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setFocusPolicy(Qt::StrongFocus);
    m_pages->addWidget(button);
    m_buttons.append(button);
    retranslate();
}

void Navigation::setFooter(QWidget* footer) { m_footer->addWidget(footer); }

void Navigation::retranslate() {
    for (QToolButton* button : m_buttons) {
        QAction* action = button->defaultAction();
        button->setAccessibleName(action->text());
        const QString keys = shortcutText(action);
        // On the action: the button takes it from there again at every change of state.
        action->setToolTip(keys.isEmpty() ? action->text() : QStringLiteral("%1 (%2)").arg(action->text(), keys));
    }
    fitWidth();
}

void Navigation::fitWidth() {
    int widest = kMinimumWidth;
    const QFont bold = headingFont(font());
    for (const QToolButton* button : m_buttons)
        widest = std::max(widest, QFontMetrics(bold).horizontalAdvance(button->text()) + 76);
    setFixedWidth(widest);
}

void Navigation::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Down)
        focusNextChild();
    else if (event->key() == Qt::Key_Up)
        focusPreviousChild();
    else
        QFrame::keyPressEvent(event);
}

}  // namespace mirror::ui
