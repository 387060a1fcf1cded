#include "ui/forms/list_editor.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/forms/field_row.h"
#include "ui/forms/field_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"

namespace mirror::ui {

ListEditor::ListEditor(ConfigDraft& draft, const ListInfo& list, QWidget* parent)
    : QWidget(parent), m_draft(draft), m_list(list), m_layout(new QVBoxLayout(this)), m_add(new QPushButton(this)) {
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(10);
    m_add->setIcon(icon(QStringLiteral("add")));
    m_add->setAutoDefault(false);
    m_layout->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_add, &QPushButton::clicked, this, [this] {
        m_draft.addElement(m_list);
        if (!m_cards.isEmpty() && !m_cards.last().rows.isEmpty()) m_cards.last().rows.first()->highlight();
    });
    connect(&draft, &ConfigDraft::loaded, this, &ListEditor::rebuild);
    connect(&draft, &ConfigDraft::listChanged, this, [this](const QString& path) {
        if (path.toStdString() == m_list.path) rebuild();
    });
    connect(&draft, &ConfigDraft::valueChanged, this, &ListEditor::updateTitles);
    rebuild();
}

QString ListEditor::nameOf(std::size_t index) const {
    const FieldInfo* title = findField(m_list.titleField);
    const std::string name = title == nullptr ? std::string() : formatValue(*title, title->get(m_draft.edited(), index));
    return elementTitle(m_list, index, name);
}

void ListEditor::rebuild() {
    for (const Card& card : m_cards) {
        m_layout->removeWidget(card.frame);
        card.frame->hide();
        card.frame->deleteLater();
    }
    m_cards.clear();
    m_rows.clear();
    for (std::size_t i = 0; i < m_draft.count(m_list); ++i) {
        m_cards.append(makeCard(i));
        m_layout->insertWidget(static_cast<int>(i), m_cards.last().frame);
        m_rows += m_cards.last().rows;
    }
    retranslate();
    emit rebuilt();
}

ListEditor::Card ListEditor::makeCard(std::size_t index) {
    auto* frame = new QFrame(this);
    frame->setProperty("card", true);
    auto* title = new QLabel(frame);
    title->setTextFormat(Qt::PlainText);
    title->setFont(headingFont(title->font()));
    auto* up = new QToolButton(frame);
    up->setObjectName(QStringLiteral("moveUp"));
    up->setIcon(icon(QStringLiteral("up"), IconTone::muted));
    up->setEnabled(index > 0);
    auto* remove = new QToolButton(frame);
    remove->setObjectName(QStringLiteral("remove"));
    remove->setIcon(icon(QStringLiteral("remove"), IconTone::muted));
    // Queued: the button is deleted by what it does.
    connect(up, &QToolButton::clicked, this, [this, index] { m_draft.moveUp(m_list, index); }, Qt::QueuedConnection);
    connect(remove, &QToolButton::clicked, this, [this, index] { m_draft.removeElement(m_list, index); }, Qt::QueuedConnection);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(16, 8, 10, 4);
    head->addWidget(title, 1);
    head->addWidget(up);
    head->addWidget(remove);
    auto* layout = new QVBoxLayout(frame);
    layout->setContentsMargins(1, 1, 1, 4);
    layout->setSpacing(0);
    layout->addLayout(head);
    Card card{frame, title, {}};
    for (const FieldInfo* field : fieldsOf(m_list.path)) {
        auto* row = new FieldRow(m_draft, {field, index}, frame);
        layout->addWidget(row);
        card.rows.append(row);
    }
    return card;
}

void ListEditor::updateTitles() {
    for (qsizetype i = 0; i < m_cards.size(); ++i) {
        const auto index = static_cast<std::size_t>(i);
        if (index >= m_draft.count(m_list)) continue;
        const QString name = nameOf(index);
        m_cards.at(i).title->setText(name);
        m_cards.at(i).frame->findChild<QToolButton*>(QStringLiteral("moveUp"))->setAccessibleName(tr("Move %1 up").arg(name));
        m_cards.at(i).frame->findChild<QToolButton*>(QStringLiteral("remove"))->setAccessibleName(tr("Remove %1").arg(name));
    }
}

void ListEditor::updateVisibility(bool searching) {
    for (const Card& card : m_cards) {
        const bool any = std::any_of(card.rows.begin(), card.rows.end(), [](const FieldRow* row) { return !row->isHidden(); });
        card.frame->setVisible(any);
    }
    m_add->setVisible(!searching);
}

void ListEditor::retranslate() {
    updateTitles();
    m_add->setText(addElementText(m_list));
    for (const Card& card : m_cards) {
        card.frame->findChild<QToolButton*>(QStringLiteral("moveUp"))->setToolTip(tr("Move up"));
        card.frame->findChild<QToolButton*>(QStringLiteral("remove"))->setToolTip(tr("Remove"));
        for (FieldRow* row : card.rows) row->retranslate();
    }
}

}  // namespace mirror::ui
