#pragma once
#include <QDialog>
#include <QList>

class QAction;

namespace mirror::ui {

/// Ctrl+/ and F1: every action that has keys, by group. Made anew each time it opens, so it is always true.
class ShortcutSheet : public QDialog {
    Q_OBJECT
public:
    struct Group {
        QString title;
        QList<QAction*> actions;
    };
    ShortcutSheet(const QList<Group>& groups, QWidget* parent);
};

/// An action's text without its mnemonic mark.
QString plainText(const QAction* action);

}  // namespace mirror::ui
