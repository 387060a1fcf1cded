#include "ui/forms/word_bulk_panel.h"

#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStringListModel>
#include <algorithm>

#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/rule_text.h"
#include "ui/models/word_model.h"

namespace mirror::ui {

namespace {

constexpr int kCategoryWidth = 170;
constexpr int kFrame = 40;  // of a choice around its text, with the arrow

/// A choice that is made again and again: it goes back to saying what it is for.
void refill(QComboBox* box, const QString& what, const QList<std::pair<QString, int>>& choices) {
    const QSignalBlocker quiet(box);
    box->clear();
    for (const auto& [text, value] : choices) box->addItem(text, value);
    box->setPlaceholderText(what);
    box->setAccessibleName(what);
    box->setMinimumWidth(box->fontMetrics().horizontalAdvance(what) + kFrame);
    box->setCurrentIndex(-1);
}

}  // namespace

WordBulkPanel::WordBulkPanel(DraftOfWords& draft, WordModel& model, QWidget* parent)
    : QWidget(parent), m_draft(draft), m_model(model), m_title(new QLabel(this)), m_state(new QComboBox(this)), m_action(new QComboBox(this)),
      m_scope(new QComboBox(this)), m_list(new QComboBox(this)), m_category(new QLineEdit(this)), m_remove(new QPushButton(this)) {
    build();
    retranslate();
    connect(&m_draft, &DraftOfWords::listsChanged, this, &WordBulkPanel::fill);
    connect(&m_model, &WordModel::countsChanged, this, &WordBulkPanel::showKind);
}

void WordBulkPanel::build() {
    m_title->setProperty("tone", "muted");
    m_title->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("000,000 selected")));
    m_category->setMaximumWidth(kCategoryWidth);
    m_category->setObjectName(QStringLiteral("bulk-category"));
    m_remove->setObjectName(QStringLiteral("bulk-remove"));
    m_action->setObjectName(QStringLiteral("bulk-action"));
    m_scope->setObjectName(QStringLiteral("bulk-scope"));
    m_list->setObjectName(QStringLiteral("bulk-list"));
    m_state->setObjectName(QStringLiteral("bulk-state"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_title, m_state, m_action, m_scope, m_list, m_category}) layout->addWidget(widget);
    layout->addStretch(1);
    layout->addWidget(m_remove);
    const auto choose = [this](QComboBox* box, auto makePatch) {
        connect(box, &QComboBox::activated, this, [this, box, makePatch] {
            const int value = box->currentData().toInt();
            box->setCurrentIndex(-1);
            emit patchRequested(makePatch(value));
        });
    };
    choose(m_state, [](int value) { return WordPatch{.enabled = value != 0}; });
    choose(m_action, [](int value) { return WordPatch{.action = static_cast<WordAction>(value)}; });
    choose(m_scope, [](int value) { return WordPatch{.scope = static_cast<WordScope>(value)}; });
    choose(m_list, [](int value) { return WordPatch{.list = static_cast<std::uint16_t>(value)}; });
    connect(m_category, &QLineEdit::returnPressed, this, [this] { emit patchRequested(WordPatch{.category = m_category->text().trimmed().toStdString()}); });
    connect(m_remove, &QPushButton::clicked, this, &WordBulkPanel::removeRequested);
    auto* completer = new QCompleter(this);
    completer->setModel(new QStringListModel(completer));
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_category->setCompleter(completer);
}

void WordBulkPanel::fill() {
    refill(m_state, tr("On or off"), {{tr("Switch on"), 1}, {tr("Switch off"), 0}});
    QList<std::pair<QString, int>> actions;
    QList<std::pair<QString, int>> scopes;
    for (int i = 0; i < 3; ++i) {
        actions << std::pair(wordActionText(static_cast<WordAction>(i)), i);
        scopes << std::pair(wordScopeText(static_cast<WordScope>(i)), i);
    }
    refill(m_action, tr("Action"), actions);
    refill(m_scope, tr("Scope"), scopes);
    QList<std::pair<QString, int>> lists;
    for (const WordList& list : m_draft.lists()) lists << std::pair(foreignText(list.name), static_cast<int>(list.id));
    refill(m_list, tr("Move to list"), lists);
}

void WordBulkPanel::offerCategories() {
    QStringList categories;
    for (const auto& [category, words] : m_model.counts().categories)
        if (!category.empty()) categories << QString::fromStdString(category);
    static_cast<QStringListModel*>(m_category->completer()->model())->setStringList(categories);
}

void WordBulkPanel::showKind() {
    const bool isException = m_model.kind() == WordKind::exception;
    for (QWidget* widget : std::initializer_list<QWidget*>{m_action, m_scope, m_category}) widget->setVisible(!isException);
    offerCategories();
}

void WordBulkPanel::setSelected(std::size_t count) {
    m_count = count;
    m_title->setText(count == 0 ? tr("Nothing selected") : tr("%1 selected").arg(countText(static_cast<std::int64_t>(count))));
    for (QWidget* widget : std::initializer_list<QWidget*>{m_state, m_action, m_scope, m_list, m_category, m_remove}) widget->setEnabled(count > 0);
}

void WordBulkPanel::focusCategory() {
    m_category->setFocus(Qt::OtherFocusReason);
    m_category->selectAll();
}

void WordBulkPanel::retranslate() {
    fill();
    m_category->setPlaceholderText(tr("Category, Enter"));
    m_category->setMinimumWidth(std::min(kCategoryWidth, m_category->fontMetrics().horizontalAdvance(m_category->placeholderText()) + kFrame / 2));
    m_category->setAccessibleName(tr("Category of the selected entries"));
    m_remove->setText(tr("Remove"));
    m_remove->setToolTip(tr("Removes the selected entries (Del)."));
    setSelected(m_count);
    showKind();
}

}  // namespace mirror::ui
