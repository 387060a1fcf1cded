#pragma once
#include <QWidget>
#include <optional>
#include <string>

#include "ui/models/word_query.h"

class QLabel;
class QListWidget;
class QListWidgetItem;
class QToolButton;

namespace mirror::ui {

class DraftOfWords;

/// Left of the word table: the lists with a switch and how many entries each has, the categories with theirs. Choosing one narrows the table.
class WordSide : public QWidget {
    Q_OBJECT
public:
    WordSide(DraftOfWords& draft, QWidget* parent);
    void setCounts(const WordCounts& counts, WordKind kind);
    /// All lists, all categories.
    void showAll();
    std::uint16_t list() const { return m_list; }
    const std::optional<std::string>& category() const { return m_category; }
    /// The list new entries go to: the chosen one, or the first.
    std::uint16_t targetList() const;
    void retranslate();

signals:
    void narrowed();
    /// A list was taken away; it can be undone.
    void listRemoved(const QString& name);

private:
    QToolButton* makeButton(const QString& iconName);
    void build();
    void fillLists();
    void fillCategories();
    void dressListItem(QListWidgetItem* item, const WordList& list);
    void listEdited(QListWidgetItem* item);
    void chooseList();
    void chooseCategory();
    void addList();
    void removeList();
    void updateButtons();
    DraftOfWords& m_draft;
    WordCounts m_counts;
    WordKind m_kind = WordKind::word;
    std::uint16_t m_list = 0;
    std::optional<std::string> m_category;
    QLabel* m_listsTitle;
    QListWidget* m_lists;
    QToolButton* m_add;
    QToolButton* m_rename;
    QToolButton* m_remove;
    QLabel* m_categoriesTitle;
    QListWidget* m_categories;
};

}  // namespace mirror::ui
