#pragma once
#include <QWidget>

#include "ui/models/draft_of_words.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace mirror::ui {

class WordModel;

/// Below the word table: changes what is selected at once. Always there, so that nothing moves when a row is selected.
class WordBulkPanel : public QWidget {
    Q_OBJECT
public:
    WordBulkPanel(DraftOfWords& draft, WordModel& model, QWidget* parent);
    void setSelected(std::size_t count);
    /// To the field for a category, from the menu.
    void focusCategory();
    void retranslate();

signals:
    void patchRequested(const mirror::ui::WordPatch& patch);
    void removeRequested();

private:
    void build();
    void fill();
    void showKind();
    void offerCategories();
    DraftOfWords& m_draft;
    WordModel& m_model;
    std::size_t m_count = 0;
    QLabel* m_title;
    QComboBox* m_state;
    QComboBox* m_action;
    QComboBox* m_scope;
    QComboBox* m_list;
    QLineEdit* m_category;
    QPushButton* m_remove;
};

}  // namespace mirror::ui
