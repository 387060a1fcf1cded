#include "ui/dialogs/shortcut_sheet.h"

#include <QAction>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/shell_actions.h"
#include "ui/theme/fonts.h"

namespace mirror::ui {

namespace {

QLabel* keyLabel(const QString& keys, QWidget* parent) {
    auto* label = new QLabel(keys, parent);
    label->setObjectName(QStringLiteral("keycap"));
    label->setAlignment(Qt::AlignCenter);
    return label;
}

/// Rows of one group below `row`; returns the next free row.
int addGroup(QGridLayout* grid, int row, const ShortcutSheet::Group& group, QWidget* parent) {
    auto* title = new QLabel(group.title, parent);
    title->setFont(headingFont(title->font()));
    grid->addWidget(title, row++, 0, 1, 2);
    for (const QAction* action : group.actions) {
        const QString keys = shortcutText(action);
        if (keys.isEmpty() || !action->isVisible()) continue;
        grid->addWidget(new QLabel(plainText(action), parent), row, 0);
        grid->addWidget(keyLabel(keys, parent), row++, 1, Qt::AlignRight);
    }
    grid->setRowMinimumHeight(row, 8);
    return row + 1;
}

}  // namespace

QString plainText(const QAction* action) {
    QString text = action->text();
    // In Chinese the mnemonic stands behind the text: "设置(&S)".
    const qsizetype bracket = text.indexOf(QStringLiteral("(&"));
    if (bracket > 0) text.truncate(bracket);
    return text.remove(QLatin1Char('&'));
}

ShortcutSheet::ShortcutSheet(const QList<Group>& groups, QWidget* parent) : QDialog(parent) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keyboard shortcuts"));
    auto* columns = new QHBoxLayout;
    columns->setSpacing(40);
    QGridLayout* grid = nullptr;
    int row = 0;
    for (qsizetype i = 0; i < groups.size(); ++i) {
        if (i % 2 == 0) {
            grid = new QGridLayout;
            grid->setHorizontalSpacing(28);
            grid->setVerticalSpacing(7);
            auto* column = new QVBoxLayout;
            column->addLayout(grid);
            column->addStretch(1);
            columns->addLayout(column);
            row = 0;
        }
        row = addGroup(grid, row, groups.at(i), this);
    }
    auto* close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 16);
    layout->setSpacing(12);
    layout->addLayout(columns);
    layout->addWidget(close, 0, Qt::AlignRight);
}

}  // namespace mirror::ui
