#pragma once
#include <QList>
#include <QObject>

#include "ui/models/draft_of_words.h"

class QAction;
class QMenu;

namespace mirror::ui {

class WordModel;
class WordTableView;

/// What can be done with entries: add, remove, change many, copy, paste, undo, redo; keys, menu and panel lead here. Owned by the words panel.
class WordActions : public QObject {
    Q_OBJECT
public:
    WordActions(DraftOfWords& draft, WordModel& model, WordTableView& table, QWidget* parent);
    QList<QAction*> all() const { return {m_add, m_remove, m_undo, m_redo, m_copy, m_paste, m_toggle}; }
    /// With their keys wherever the page adds them.
    QAction* undoAction() const { return m_undo; }
    QAction* redoAction() const { return m_redo; }
    /// The menu of the selection, made anew; the caller shows it.
    QMenu* makeMenu();
    /// A new row in `list`, with its editor open; `category` may be empty.
    void setTarget(std::uint16_t list, const std::string& category) { m_list = list, m_category = category; }
    void add();
    void remove();
    void change(const WordPatch& patch);
    void toggle();
    void copy();
    void paste();
    void retranslate();

signals:
    /// Several lines were pasted: they are looked at before they are taken.
    void importRequested(const QString& name, const QByteArray& content);
    void categoryRequested();
    void messageRequested(const QString& text);

private:
    QAction* make(const QString& iconName, const QKeySequence& keys);
    void addToMenu(QMenu* menu, const QString& text, const WordPatch& patch);
    void updateEnabled();
    DraftOfWords& m_draft;
    WordModel& m_model;
    WordTableView& m_table;
    QAction* m_add;
    QAction* m_remove;
    QAction* m_undo;
    QAction* m_redo;
    QAction* m_copy;
    QAction* m_paste;
    QAction* m_toggle;
    std::uint16_t m_list = 0;
    std::string m_category;
};

}  // namespace mirror::ui
