// Keys that belong to a page only when nothing nearer wants them: Space, End and Esc. And one that nothing may keep: what locks.
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QAbstractSpinBox>

#include "ui/main_window.h"
#include "ui/pages/page.h"
#include "ui/shell_actions.h"

namespace mirror::ui {

namespace {

bool isTextField(const QWidget* widget) {
    return qobject_cast<const QLineEdit*>(widget) != nullptr || qobject_cast<const QPlainTextEdit*>(widget) != nullptr ||
           qobject_cast<const QAbstractSpinBox*>(widget) != nullptr;
}

/// Widgets that need Space or End for themselves.
bool keepsKey(const QWidget* focus, int key) {
    if (focus == nullptr) return false;
    if (key == Qt::Key_Space && focus->property("keepsSpace").toBool()) return true;
    if (isTextField(focus) || qobject_cast<const QComboBox*>(focus) != nullptr) return key != Qt::Key_Escape;
    if (qobject_cast<const QAbstractButton*>(focus) != nullptr) return key == Qt::Key_Space;
    return false;
}

}  // namespace

/// Shortcuts of a window are dead while a dialog or a menu stands over it; who locks must not have to close it first.
bool MainWindow::locksFromBehind(const QKeyEvent& pressed) {
    const QAction& lock = *m_actions->lock;
    if (QApplication::activePopupWidget() == nullptr && QApplication::activeModalWidget() == nullptr) return false;
    if (!lock.isEnabled() || !lock.shortcuts().contains(QKeySequence(pressed.keyCombination()))) return false;
    m_actions->lock->trigger();
    return true;
}

/// Text fields of X11 take Ctrl+E for the end of the line. Exporting what was just searched for is what it means here.
bool MainWindow::isExportKey(const QKeyEvent& pressed) const {
    return QApplication::activePopupWidget() == nullptr && QApplication::activeModalWidget() == nullptr &&
           m_actions->exportData->shortcuts().contains(QKeySequence(pressed.keyCombination()));
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && isExportKey(*static_cast<QKeyEvent*>(event))) {
        event->ignore();
        return true;
    }
    if (event->type() != QEvent::KeyPress) return QMainWindow::eventFilter(watched, event);
    const auto* pressed = static_cast<QKeyEvent*>(event);
    if (locksFromBehind(*pressed)) return true;
    // A key is offered to the window first and then to widgets; looking at the focused widget only avoids doing it twice.
    const bool isOurs = watched == QApplication::focusWidget() && isAncestorOf(static_cast<QWidget*>(watched)) &&
                        QApplication::activePopupWidget() == nullptr && QApplication::activeModalWidget() == nullptr;
    const bool isPlain = pressed->modifiers() == Qt::NoModifier || pressed->modifiers() == Qt::KeypadModifier;
    if (isOurs && isPlain && handlePageKey(pressed->key())) return true;
    return QMainWindow::eventFilter(watched, event);
}

bool MainWindow::handlePageKey(int key) {
    const QWidget* focus = QApplication::focusWidget();
    if (page() == nullptr || keepsKey(focus, key) || !(page() == focus || page()->isAncestorOf(focus))) return false;
    switch (key) {
        case Qt::Key_Space: page()->togglePause(); return true;
        case Qt::Key_End: page()->followNewest(); return false;  // tables also go to their last row
        case Qt::Key_Escape: page()->clearFilter(); return false;  // a field in it may want Esc too
        default: return false;
    }
}

}  // namespace mirror::ui
