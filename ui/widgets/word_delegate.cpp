#include "ui/widgets/word_delegate.h"

#include <QComboBox>
#include <QCompleter>
#include <QLineEdit>

#include "ui/link/error_text.h"
#include "ui/models/draft_of_words.h"
#include "ui/models/rule_text.h"
#include "ui/models/word_model.h"
#include "ui/theme/colors.h"
#include "ui/theme/icons.h"

namespace mirror::ui {

namespace {

WordColumn columnOf(const QModelIndex& index) { return static_cast<WordColumn>(index.column()); }

bool isActive(const QModelIndex& index) { return index.data(WordModel::ActiveRole).toBool(); }

}  // namespace

WordDelegate::WordDelegate(DraftOfWords& draft, WordModel& model, QObject* parent) : ToneDelegate(parent), m_draft(draft), m_model(model) {}

void WordDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    ToneDelegate::initStyleOption(option, index);
    if (!isActive(index)) {
        const QColor muted = colorsFor(option->palette).muted;
        option->palette.setColor(QPalette::Text, muted);
        option->palette.setColor(QPalette::HighlightedText, muted);
    }
    if (columnOf(index) != WordColumn::validity) return;
    const bool isKnown = index.data(WordModel::IdRole).toUInt() != 0;
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->icon = isKnown ? icon(QStringLiteral("success"), IconTone::good) : icon(QStringLiteral("info"), IconTone::muted);
    option->decorationSize = QSize(16, 16);
}

void WordDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    // An action that does nothing must not look as if it did.
    if (columnOf(index) == WordColumn::action && isActive(index)) return ToneDelegate::paint(painter, option, index);
    QStyledItemDelegate::paint(painter, option, index);
}

QWidget* WordDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex& index) const {
    switch (columnOf(index)) {
        case WordColumn::action: case WordColumn::scope: case WordColumn::list: return makeChoice(parent, index.column());
        default: return makeLine(parent, index.column());
    }
}

QWidget* WordDelegate::makeLine(QWidget* parent, int column) const {
    auto* line = new QLineEdit(parent);
    line->setObjectName(QStringLiteral("cellEditor"));
    line->setFrame(false);
    line->setAccessibleName(m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    if (static_cast<WordColumn>(column) != WordColumn::category) return line;
    QStringList categories;
    for (const auto& [category, words] : m_model.counts().categories)
        if (!category.empty()) categories << QString::fromStdString(category);
    auto* completer = new QCompleter(categories, line);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    line->setCompleter(completer);
    return line;
}

QWidget* WordDelegate::makeChoice(QWidget* parent, int column) const {
    auto* choice = new QComboBox(parent);
    choice->setObjectName(QStringLiteral("cellEditor"));
    choice->setAccessibleName(m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    if (static_cast<WordColumn>(column) == WordColumn::list) {
        for (const WordList& list : m_draft.lists()) choice->addItem(foreignText(list.name), static_cast<int>(list.id));
    } else {
        for (int i = 0; i < 3; ++i) {
            const bool isAction = static_cast<WordColumn>(column) == WordColumn::action;
            choice->addItem(isAction ? wordActionText(static_cast<WordAction>(i)) : wordScopeText(static_cast<WordScope>(i)), i);
        }
    }
    // Choosing is enough: nobody expects to confirm a choice by leaving the cell.
    auto* self = const_cast<WordDelegate*>(this);
    connect(choice, &QComboBox::activated, self, [self, choice] {
        emit self->commitData(choice);
        emit self->closeEditor(choice);
    });
    return choice;
}

void WordDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
    if (auto* choice = qobject_cast<QComboBox*>(editor)) {
        choice->setCurrentIndex(choice->findData(index.data(Qt::EditRole)));
        return;
    }
    auto* line = qobject_cast<QLineEdit*>(editor);
    // What has been typed is not overwritten when hits of the row arrive.
    if (line != nullptr && !line->isModified()) line->setText(index.data(Qt::EditRole).toString());
}

void WordDelegate::setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const {
    if (const auto* choice = qobject_cast<QComboBox*>(editor)) model->setData(index, choice->currentData(), Qt::EditRole);
    else if (const auto* line = qobject_cast<QLineEdit*>(editor)) model->setData(index, line->text(), Qt::EditRole);
}

void WordDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex&) const { editor->setGeometry(option.rect); }

}  // namespace mirror::ui
