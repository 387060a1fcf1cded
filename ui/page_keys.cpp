// Keys that belong to a page only when nothing nearer wants them: Space, End and Esc.
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

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress) return QMainWindow::eventFilter(watched, event);
    const auto* pressed = static_cast<QKeyEvent*>(event);
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
