#include "ui/widgets/empty_state.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"

namespace mirror::ui {

namespace {

constexpr int kTextWidth = 440;

}  // namespace

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent), m_icon(new QLabel(this)), m_title(new QLabel(this)), m_text(new QLabel(this)), m_button(new QPushButton(this)) {
    m_title->setFont(headingFont(m_title->font(), 1.25));
    m_title->setAlignment(Qt::AlignCenter);
    m_text->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setFixedWidth(kTextWidth);
    m_text->setProperty("tone", "muted");
    m_button->hide();
    setFocusPolicy(Qt::ClickFocus);  // a page that shows nothing else is where its keys go
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_clicked) m_clicked();
    });
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    layout->addStretch(2);
    layout->addWidget(m_icon, 0, Qt::AlignHCenter);
    layout->addWidget(m_title, 0, Qt::AlignHCenter);
    layout->addWidget(m_text, 0, Qt::AlignHCenter);
    layout->addSpacing(6);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch(3);
}

void EmptyState::setContent(const QString& iconName, const QString& title, const QString& text) {
    setAccessibleName(title);
    setAccessibleDescription(text);
    m_iconName = iconName;
    m_title->setText(title);
    m_text->setText(text);
    // A centred label gets the height of one line unless it asks for more; what it asked for before counts as more, too.
    m_text->setMinimumHeight(0);
    m_text->setMinimumHeight(m_text->heightForWidth(kTextWidth));
    updateIcon();
}

void EmptyState::setAction(const QString& text, std::function<void()> clicked) {
    m_button->setText(text);
    m_button->setVisible(!text.isEmpty());
    m_clicked = std::move(clicked);
}

QString EmptyState::title() const { return m_title->text(); }

void EmptyState::updateIcon() { m_icon->setPixmap(icon(m_iconName, IconTone::muted).pixmap(44, 44)); }

void EmptyState::resizeEvent(QResizeEvent* event) {
    m_text->setFixedWidth(std::min(kTextWidth, width() - 2 * layout()->contentsMargins().left()));
    QWidget::resizeEvent(event);
}

void EmptyState::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) updateIcon();
    QWidget::changeEvent(event);
}

}  // namespace mirror::ui
