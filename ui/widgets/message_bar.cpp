#include "ui/widgets/message_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include "ui/theme/colors.h"
#include "ui/theme/icons.h"

namespace mirror::ui {

namespace {

QIcon iconOf(Tone tone) {
    switch (tone) {
        case Tone::good: return icon(QStringLiteral("success"), IconTone::good);
        case Tone::warning: return icon(QStringLiteral("warning"), IconTone::warning);
        case Tone::bad: return icon(QStringLiteral("error"), IconTone::bad);
        default: return icon(QStringLiteral("info"), IconTone::accent);
    }
}

}  // namespace

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent), m_icon(new QLabel(this)), m_text(new QLabel(this)), m_buttons(new QHBoxLayout), m_close(new QToolButton(this)) {
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_close->setIcon(icon(QStringLiteral("close"), IconTone::muted));
    m_close->setAutoRaise(true);
    connect(m_close, &QToolButton::clicked, this, [this] {
        hide();
        emit closed();
    });
    m_buttons->setSpacing(8);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 7, 8, 7);
    layout->setSpacing(10);
    layout->addWidget(m_icon, 0, Qt::AlignVCenter);
    layout->addWidget(m_text, 1);
    layout->addLayout(m_buttons);
    layout->addWidget(m_close, 0, Qt::AlignVCenter);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    retranslate();
    hide();
}

void MessageBar::showMessage(Tone tone, const QString& text) {
    clearButtons();
    m_tone = tone;
    m_text->setText(text);
    setAccessibleName(text);
    updateIcon();
    update();
    show();
}

QPushButton* MessageBar::addButton(const QString& text, std::function<void()> clicked) {
    auto* button = new QPushButton(text, this);
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, std::move(clicked));
    m_buttons->addWidget(button);
    return button;
}

void MessageBar::setClosable(bool closable) { m_close->setVisible(closable); }

QString MessageBar::text() const { return m_text->text(); }

void MessageBar::clearButtons() {
    while (QLayoutItem* item = m_buttons->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        std::unique_ptr<QLayoutItem> owned(item);
    }
}

void MessageBar::updateIcon() { m_icon->setPixmap(iconOf(m_tone).pixmap(18, 18)); }

void MessageBar::retranslate() {
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close message"));
}

void MessageBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    if (event->type() == QEvent::PaletteChange) updateIcon();
    QFrame::changeEvent(event);
}

void MessageBar::paintEvent(QPaintEvent*) {
    const auto [front, back] = toneColors(m_tone, colorsFor(this));
    QPainter painter(this);
    painter.fillRect(rect(), back);
    painter.fillRect(QRect(0, 0, 3, height()), front);
}

}  // namespace mirror::ui
