#include "ui/widgets/first_key_bar.h"

#include <QClipboard>
#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include "ui/theme/icons.h"

namespace mirror::ui {

FirstKeyBar::FirstKeyBar(QWidget* parent)
    : QFrame(parent), m_picture(new QLabel(this)), m_text(new QLabel(this)), m_key(new QLineEdit(this)), m_copy(new QPushButton(this)),
      m_close(new QToolButton(this)) {
    setObjectName(QStringLiteral("firstKeyBar"));
    m_picture->setPixmap(icon(QStringLiteral("key"), IconTone::good).pixmap(20, 20));
    m_text->setWordWrap(true);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_key->setReadOnly(true);
    m_key->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_copy->setAutoDefault(false);
    m_copy->setProperty("role", "primary");
    m_close->setIcon(icon(QStringLiteral("close"), IconTone::muted));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 7, 8, 7);
    layout->setSpacing(10);
    layout->addWidget(m_picture);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_key);
    layout->addWidget(m_copy);
    layout->addWidget(m_close);
    connect(m_copy, &QPushButton::clicked, this, &FirstKeyBar::copyKey);
    connect(m_close, &QToolButton::clicked, this, &FirstKeyBar::dismiss);
    retranslate();
    hide();
}

void FirstKeyBar::showKey(const QString& key) {
    m_key->setText(key);
    m_key->setCursorPosition(0);
    m_key->setMinimumWidth(m_key->fontMetrics().horizontalAdvance(key) + 28);
    show();
}

void FirstKeyBar::copyKey() {
    QGuiApplication::clipboard()->setText(m_key->text());
    m_copy->setText(tr("Copied"));
}

void FirstKeyBar::dismiss() {
    m_key->clear();
    hide();
}

void FirstKeyBar::retranslate() {
    m_text->setText(tr("This is the virtual key for your clients. It is shown only now; only its hash is kept."));
    m_key->setAccessibleName(tr("Virtual key"));
    m_copy->setText(tr("Copy"));
    m_copy->setAccessibleName(tr("Copy virtual key"));
    m_close->setToolTip(tr("Close; the key cannot be shown again"));
    m_close->setAccessibleName(tr("Close; the key cannot be shown again"));
}

void FirstKeyBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    if (event->type() == QEvent::PaletteChange) m_picture->setPixmap(icon(QStringLiteral("key"), IconTone::good).pixmap(20, 20));
    QFrame::changeEvent(event);
}

}  // namespace mirror::ui
