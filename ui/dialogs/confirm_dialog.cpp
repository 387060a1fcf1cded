#include "ui/dialogs/confirm_dialog.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/theme/icons.h"

namespace mirror::ui {

ConfirmDialog::ConfirmDialog(const Question& question, std::function<void()> confirmed, QWidget* parent) : QDialog(parent) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(question.title);
    auto* picture = new QLabel(this);
    picture->setPixmap(icon(QStringLiteral("warning"), IconTone::warning).pixmap(32, 32));
    auto* text = new QLabel(question.text, this);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setMinimumWidth(340);
    auto* body = new QHBoxLayout;
    body->setSpacing(14);
    body->addWidget(picture, 0, Qt::AlignTop);
    body->addWidget(text, 1);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setDefault(true);
    auto* agree = new QPushButton(question.confirm, this);
    agree->setProperty("role", "danger");
    agree->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(agree);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(18);
    layout->addLayout(body);
    layout->addLayout(buttons);
    cancel->setFocus();
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(agree, &QPushButton::clicked, this, &QDialog::accept);
    connect(this, &QDialog::accepted, this, std::move(confirmed));
}

}  // namespace mirror::ui
