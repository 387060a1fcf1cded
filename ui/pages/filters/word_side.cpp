#include "ui/pages/filters/word_side.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/draft_of_words.h"
#include "ui/theme/icons.h"
#include "ui/widgets/count_delegate.h"

namespace mirror::ui {

namespace {

QString numberText(std::size_t number) { return countText(static_cast<std::int64_t>(number)); }

std::uint16_t listOf(const QListWidgetItem* item) { return item == nullptr ? std::uint16_t{0} : static_cast<std::uint16_t>(item->data(Qt::UserRole).toUInt()); }

}  // namespace

WordSide::WordSide(DraftOfWords& draft, QWidget* parent)
    : QWidget(parent), m_draft(draft), m_listsTitle(new QLabel(this)), m_lists(new QListWidget(this)), m_add(makeButton(QStringLiteral("add"))),
      m_rename(makeButton(QStringLiteral("edit"))), m_remove(makeButton(QStringLiteral("remove"))), m_categoriesTitle(new QLabel(this)),
      m_categories(new QListWidget(this)) {
    build();
    retranslate();
    connect(&m_draft, &DraftOfWords::listsChanged, this, &WordSide::fillLists);
    connect(m_lists, &QListWidget::itemChanged, this, &WordSide::listEdited);
    connect(m_lists, &QListWidget::currentItemChanged, this, &WordSide::chooseList);
    connect(m_categories, &QListWidget::currentItemChanged, this, &WordSide::chooseCategory);
    connect(m_add, &QToolButton::clicked, this, &WordSide::addList);
    connect(m_rename, &QToolButton::clicked, this, [this] { m_lists->editItem(m_lists->currentItem()); });
    connect(m_remove, &QToolButton::clicked, this, &WordSide::removeList);
}

QToolButton* WordSide::makeButton(const QString& iconName) {
    auto* button = new QToolButton(this);
    button->setIcon(icon(iconName));
    button->setAutoRaise(true);
    return button;
}

void WordSide::build() {
    m_lists->setObjectName(QStringLiteral("word-lists"));
    m_categories->setObjectName(QStringLiteral("word-categories"));
    for (QListWidget* list : {m_lists, m_categories}) {
        list->setItemDelegate(new CountDelegate(list));
        list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        list->setUniformItemSizes(true);
        list->setProperty("keepsSpace", true);
    }
    m_lists->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);
    for (QLabel* title : {m_listsTitle, m_categoriesTitle}) title->setProperty("tone", "muted");
    auto* head = new QHBoxLayout;
    head->setSpacing(2);
    head->addWidget(m_listsTitle, 1);
    for (QToolButton* button : {m_add, m_rename, m_remove}) head->addWidget(button);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addWidget(m_lists, 2);
    layout->addWidget(m_categoriesTitle);
    layout->addWidget(m_categories, 3);
}

void WordSide::retranslate() {
    m_listsTitle->setText(tr("Lists"));
    m_lists->setAccessibleName(tr("Lists"));
    m_categoriesTitle->setText(tr("Categories"));
    m_categories->setAccessibleName(tr("Categories"));
    const auto name = [](QToolButton* button, const QString& text) {
        button->setToolTip(text);
        button->setAccessibleName(text);
    };
    name(m_add, tr("Add a list"));
    name(m_rename, tr("Rename the list (F2)"));
    name(m_remove, tr("Remove the list and its entries"));
    fillLists();
    fillCategories();
}

void WordSide::setCounts(const WordCounts& counts, WordKind kind) {
    m_counts = counts;
    m_kind = kind;
    fillLists();
    fillCategories();
}

void WordSide::showAll() {
    m_list = 0;
    m_category.reset();
    fillLists();
    fillCategories();
    emit narrowed();
}

std::uint16_t WordSide::targetList() const {
    if (m_list != 0) return m_list;
    return m_draft.lists().empty() ? std::uint16_t{0} : m_draft.lists().front().id;
}

void WordSide::dressListItem(QListWidgetItem* item, const WordList& list) {
    const QString name = QString::fromStdString(list.name);
    const auto found = std::find_if(m_counts.lists.begin(), m_counts.lists.end(), [&list](const auto& one) { return one.list == list.id; });
    item->setText(name);
    item->setData(Qt::UserRole, list.id);
    item->setData(CountDelegate::CountRole, numberText(found == m_counts.lists.end() ? 0 : found->words));
    item->setData(Qt::AccessibleTextRole, list.enabled ? foreignText(list.name) : tr("%1, switched off").arg(foreignText(list.name)));
    item->setToolTip((list.note.empty() ? foreignText(list.name) : foreignText(list.note)).toHtmlEscaped());
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemIsEditable);
    item->setCheckState(list.enabled ? Qt::Checked : Qt::Unchecked);
}

void WordSide::fillLists() {
    const QSignalBlocker quiet(m_lists);
    const auto& lists = m_draft.lists();
    if (m_draft.findList(m_list) == nullptr) m_list = 0;
    // Items stay: a name that is being written, and the keyboard's place, must survive new counts.
    while (m_lists->count() > static_cast<int>(lists.size()) + 1) std::unique_ptr<QListWidgetItem>(m_lists->takeItem(m_lists->count() - 1));
    while (m_lists->count() < static_cast<int>(lists.size()) + 1) m_lists->addItem(QString());
    QListWidgetItem* all = m_lists->item(0);
    all->setText(tr("All lists"));
    all->setData(Qt::UserRole, 0);
    all->setData(CountDelegate::CountRole, numberText(m_counts.kinds.at(static_cast<std::size_t>(m_kind))));
    all->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    for (std::size_t i = 0; i < lists.size(); ++i) dressListItem(m_lists->item(static_cast<int>(i) + 1), lists[i]);
    for (int row = 0; row < m_lists->count(); ++row)
        if (listOf(m_lists->item(row)) == m_list) m_lists->setCurrentRow(row);
    updateButtons();
}

void WordSide::fillCategories() {
    const QSignalBlocker quiet(m_categories);
    const bool hasMeaning = m_kind != WordKind::exception;
    m_categoriesTitle->setVisible(hasMeaning);
    m_categories->setVisible(hasMeaning);
    const int wanted = static_cast<int>(m_counts.categories.size()) + 1;
    while (m_categories->count() > wanted) std::unique_ptr<QListWidgetItem>(m_categories->takeItem(m_categories->count() - 1));
    while (m_categories->count() < wanted) m_categories->addItem(QString());
    m_categories->item(0)->setText(tr("All categories"));
    m_categories->setCurrentRow(0);
    for (int row = 1; row < wanted; ++row) {
        const auto& [category, words] = m_counts.categories[static_cast<std::size_t>(row) - 1];
        QListWidgetItem* item = m_categories->item(row);
        item->setText(category.empty() ? tr("Without a category") : foreignText(category));
        item->setData(Qt::UserRole, QByteArray::fromStdString(category));
        item->setData(CountDelegate::CountRole, numberText(words));
        if (m_category == category) m_categories->setCurrentRow(row);
    }
    m_categories->setToolTip(m_counts.moreCategories == 0 ? QString() : tr("%1 rarer categories are not shown; use the filter for them.").arg(numberText(m_counts.moreCategories)));
}

void WordSide::listEdited(QListWidgetItem* item) {
    const WordList* list = m_draft.findList(listOf(item));
    if (list == nullptr) return;
    WordList changed = *list;
    changed.enabled = item->checkState() == Qt::Checked;
    const std::string name = item->text().trimmed().toStdString();
    if (!name.empty()) changed.name = name;
    if (changed == *list) return fillLists();
    const bool isRenamed = changed.name != list->name;
    const QString shown = foreignText(changed.name);
    const QString text = isRenamed ? tr("Rename a list to %1").arg(shown) : changed.enabled ? tr("Switch %1 on").arg(shown) : tr("Switch %1 off").arg(shown);
    m_draft.edit({{}, {}, {changed}, {}}, text);
}

void WordSide::chooseList() {
    m_list = listOf(m_lists->currentItem());
    updateButtons();
    emit narrowed();
}

void WordSide::chooseCategory() {
    const QListWidgetItem* item = m_categories->currentItem();
    m_category = m_categories->currentRow() > 0 ? std::optional(item->data(Qt::UserRole).toByteArray().toStdString()) : std::nullopt;
    emit narrowed();
}

void WordSide::addList() {
    const std::uint16_t id = m_draft.takeListId();
    m_draft.edit({{}, {}, {WordList{id, true, tr("New list").toStdString(), {}}}, {}}, tr("Add a list"));
    for (int row = 1; row < m_lists->count(); ++row) {
        if (listOf(m_lists->item(row)) != id) continue;
        m_lists->setFocus(Qt::OtherFocusReason);
        m_lists->setCurrentRow(row);
        m_lists->editItem(m_lists->item(row));
    }
}

void WordSide::removeList() {
    const WordList* list = m_draft.findList(m_list);
    if (list == nullptr) return;
    const QString name = foreignText(list->name);
    m_draft.edit({{}, {}, {}, {list->id}}, tr("Remove the list %1").arg(name));
    emit narrowed();
    emit listRemoved(name);
}

void WordSide::updateButtons() {
    const bool isOpen = m_draft.state() == DraftOfWords::State::open;
    m_add->setEnabled(isOpen && m_draft.lists().size() < kMaxWordLists);
    m_rename->setEnabled(isOpen && m_list != 0);
    m_remove->setEnabled(isOpen && m_list != 0 && m_draft.lists().size() > 1);  // entries need a list to be in
}

}  // namespace mirror::ui
