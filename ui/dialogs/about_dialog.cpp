#include "ui/dialogs/about_dialog.h"

#include <QClipboard>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"

namespace mirror::ui {

namespace {

QLabel* valueLabel(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setAccessibleName(text);
    return label;
}

}  // namespace

AboutDialog::AboutDialog(const Facts& facts, QWidget* parent) : QDialog(parent) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("About MirrorDesk"));
    auto* mark = new QLabel(this);
    mark->setPixmap(productIcon().pixmap(64, 64));
    auto* name = new QLabel(QStringLiteral("MirrorDesk 镜台"), this);
    name->setFont(headingFont(name->font(), 1.6));
    auto* what = new QLabel(tr("One address inside the company that speaks the OpenAI API."), this);
    what->setWordWrap(true);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->addRow(tr("Console"), valueLabel(QStringLiteral(MIRROR_VERSION " (Qt ") + QString::fromLatin1(qVersion()) + QLatin1Char(')'), this));
    form->addRow(tr("Engine"), valueLabel(facts.engineVersion, this));
    form->addRow(tr("Profile"), valueLabel(facts.profile, this));
    form->addRow(tr("Preferences"), valueLabel(facts.settingsFile, this));
    form->addRow(tr("Licence"), valueLabel(QStringLiteral("GPL-3.0-or-later"), this));
    auto* copy = new QPushButton(tr("Copy"), this);
    copy->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, this, [facts] {
        QGuiApplication::clipboard()->setText(QStringLiteral("MirrorDesk " MIRROR_VERSION ", Qt ") + QString::fromLatin1(qVersion()) +
                                              QStringLiteral(", engine ") + facts.engineVersion);
    });
    auto* close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(copy);
    buttons->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 22, 24, 16);
    layout->setSpacing(10);
    layout->addWidget(mark);
    layout->addWidget(name);
    layout->addWidget(what);
    layout->addSpacing(6);
    layout->addLayout(form);
    layout->addSpacing(8);
    layout->addLayout(buttons);
}

}  // namespace mirror::ui
