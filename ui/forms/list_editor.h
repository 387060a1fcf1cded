#pragma once
#include <QWidget>

#include "ui/models/config_draft.h"

class QPushButton;
class QVBoxLayout;

namespace mirror::ui {

class FieldRow;

/// The elements of one list (listeners, upstreams, aliases): a card each with its rows and buttons to move it up or remove it,
/// and a button that adds one. Made anew when the list changes.
class ListEditor : public QWidget {
    Q_OBJECT
public:
    ListEditor(ConfigDraft& draft, const ListInfo& list, QWidget* parent);
    QList<FieldRow*> rows() const { return m_rows; }
    /// Hides cards none of whose rows is visible, and the add button while searching.
    void updateVisibility(bool searching);
    void retranslate();

signals:
    /// rows() are other objects now.
    void rebuilt();

private:
    struct Card {
        QWidget* frame;
        class QLabel* title;
        QList<FieldRow*> rows;
    };
    void rebuild();
    Card makeCard(std::size_t index);
    void updateTitles();
    QString nameOf(std::size_t index) const;
    ConfigDraft& m_draft;
    const ListInfo& m_list;
    QVBoxLayout* m_layout;
    QPushButton* m_add;
    QList<Card> m_cards;
    QList<FieldRow*> m_rows;
};

}  // namespace mirror::ui
