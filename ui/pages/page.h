#pragma once
#include <QList>
#include <QWidget>

class QAction;

namespace mirror::ui {

/// One room of the window. The shell owns pages, shows one at a time and asks them for their actions.
class Page : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;
    virtual QString title() const = 0;       ///< translated, for rail and palette
    virtual QString iconName() const = 0;    ///< resource name without path, e.g. "dashboard"
    /// Called when the page becomes visible or hidden; a hidden page does no work.
    virtual void activate() {}
    virtual void deactivate() {}
    /// Ctrl+F and Esc land here; default does nothing.
    virtual void focusFilter() {}
    virtual void clearFilter() {}
    /// Space: pause or go on with a live view. End: follow the newest again.
    virtual void togglePause() {}
    virtual void followNewest() {}
    /// Ctrl+E; empty where there is nothing to export.
    virtual void exportData() {}
    /// Ctrl+L, from whatever page: forgets what only the passphrase shows. At once.
    virtual void lock() {}
    /// Whether it ever has something to lock.
    virtual bool hasLock() const { return false; }
    /// Further actions of this page for the command palette and the context menu, with shortcuts and translated texts.
    virtual QList<QAction*> pageActions() const { return {}; }
    /// What the user arranged on the page (columns, splitters), for the program to keep between runs; empty where there is nothing.
    virtual QByteArray viewState() const { return {}; }
    /// False when the state is not one of viewState().
    virtual bool restoreViewState(const QByteArray&) { return false; }
    /// Before a new theme: gives up what is made anew in less time than it is styled anew.
    virtual void prepareForRestyle() {}
    /// What an empty page offers to do about it: start a stopped engine, open the demo. Each may be null; the shell owns them.
    virtual void offer(QAction* /*start*/, QAction* /*demo*/) {}
    /// The title of the window carries the modified mark while true.
    virtual bool isModified() const { return false; }

signals:
    void modifiedChanged();
    /// A sentence for the status bar's message slot.
    void messageRequested(const QString& text);
    /// Seconds until the page locks itself, the largest int when it never does; -1 while nothing is unlocked.
    void lockCountdownChanged(int seconds);

protected:
    void changeEvent(QEvent* event) override;  ///< calls retranslate() on LanguageChange
    virtual void retranslate() {}
};

}  // namespace mirror::ui
