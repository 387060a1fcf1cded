#include "ui/pages/filters/word_actions.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QUndoStack>
#include <algorithm>

#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/rule_text.h"
#include "ui/models/word_clipboard.h"
#include "ui/models/word_model.h"
#include "ui/models/word_text.h"
#include "ui/theme/icons.h"
#include "ui/widgets/word_table_view.h"

namespace mirror::ui {

namespace {

/// Above this the clipboard is no place for it; the export is.
constexpr std::size_t kCopied = 100'000;

QString numberText(std::size_t number) { return countText(static_cast<std::int64_t>(number)); }

}  // namespace

WordActions::WordActions(DraftOfWords& draft, WordModel& model, WordTableView& table, QWidget* parent)
    : QObject(parent), m_draft(draft), m_model(model), m_table(table), m_add(make(QStringLiteral("add"), Qt::Key_Insert)),
      m_remove(make(QStringLiteral("remove"), Qt::Key_Delete)), m_undo(make(QStringLiteral("undo"), QKeySequence(Qt::CTRL | Qt::Key_Z))),
      m_redo(make(QStringLiteral("redo"), {})), m_copy(make(QStringLiteral("copy"), QKeySequence(Qt::CTRL | Qt::Key_C))),
      m_paste(make({}, QKeySequence(Qt::CTRL | Qt::Key_V))), m_toggle(make(QStringLiteral("check"), Qt::Key_Space)) {
    // Undo belongs to the whole page; the other keys to the table, which hands them on.
    for (QAction* action : {m_add, m_remove, m_copy, m_paste, m_toggle}) action->setShortcutContext(Qt::WidgetShortcut);
    for (QAction* action : {m_undo, m_redo}) action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});  // both are what people know
    connect(m_add, &QAction::triggered, this, &WordActions::add);
    connect(m_remove, &QAction::triggered, this, &WordActions::remove);
    connect(m_undo, &QAction::triggered, &m_draft.undoStack(), &QUndoStack::undo);
    connect(m_redo, &QAction::triggered, &m_draft.undoStack(), &QUndoStack::redo);
    connect(m_copy, &QAction::triggered, this, &WordActions::copy);
    connect(m_paste, &QAction::triggered, this, &WordActions::paste);
    connect(m_toggle, &QAction::triggered, this, &WordActions::toggle);
    connect(&m_table, &WordTableView::addRequested, this, &WordActions::add);
    connect(&m_table, &WordTableView::removeRequested, this, &WordActions::remove);
    connect(&m_table, &WordTableView::copyRequested, this, &WordActions::copy);
    connect(&m_table, &WordTableView::pasteRequested, this, &WordActions::paste);
    connect(&m_table, &WordTableView::toggleRequested, this, &WordActions::toggle);
    connect(&m_table, &WordTableView::selectionCountChanged, this, &WordActions::updateEnabled);
    connect(&m_draft, &DraftOfWords::stateChanged, this, &WordActions::updateEnabled);
    connect(&m_draft.undoStack(), &QUndoStack::indexChanged, this, [this] { retranslate(); });
    retranslate();
}

QAction* WordActions::make(const QString& iconName, const QKeySequence& keys) {
    auto* action = new QAction(this);
    if (!iconName.isEmpty()) action->setIcon(icon(iconName));
    action->setShortcut(keys);
    return action;
}

void WordActions::retranslate() {
    const QUndoStack& stack = m_draft.undoStack();
    m_add->setText(tr("Add an entry"));
    m_remove->setText(tr("Remove the selected entries"));
    m_undo->setText(stack.canUndo() ? tr("Undo: %1").arg(stack.undoText()) : tr("Undo"));
    m_redo->setText(stack.canRedo() ? tr("Redo: %1").arg(stack.redoText()) : tr("Redo"));
    m_copy->setText(tr("Copy"));
    m_paste->setText(tr("Paste entries"));
    m_toggle->setText(tr("Switch the selected entries on or off"));
    updateEnabled();
}

void WordActions::updateEnabled() {
    const bool isOpen = m_draft.state() == DraftOfWords::State::open;
    const bool hasSelection = isOpen && m_table.selectionModel()->hasSelection();
    for (QAction* action : {m_add, m_paste}) action->setEnabled(isOpen);
    for (QAction* action : {m_remove, m_copy, m_toggle}) action->setEnabled(hasSelection);
    m_undo->setEnabled(m_draft.undoStack().canUndo());
    m_redo->setEnabled(m_draft.undoStack().canRedo());
}

void WordActions::add() {
    if (m_draft.state() != DraftOfWords::State::open) return;
    Word word;
    word.list = m_list;
    word.category = m_category;
    m_table.editCell(m_model.beginNew(word));
}

void WordActions::remove() {
    WordTable::Ids ids = m_table.selectedIds();
    if (ids.empty()) return;
    const Word* only = ids.size() == 1 ? m_draft.find(ids.front()) : nullptr;
    const QString text = only != nullptr ? tr("Remove %1").arg(quotedWord(only->text)) : tr("Remove %1 entries", nullptr, static_cast<int>(ids.size())).arg(numberText(ids.size()));
    m_draft.removeMany(std::move(ids), text);
}

void WordActions::change(const WordPatch& patch) {
    WordTable::Ids ids = m_table.selectedIds();
    if (ids.empty()) return;
    const QString text = tr("Change %1 entries", nullptr, static_cast<int>(ids.size())).arg(numberText(ids.size()));
    m_draft.editMany(std::move(ids), patch, text);
}

/// What is mixed is switched on first.
void WordActions::toggle() {
    const WordTable::Ids ids = m_table.selectedIds();
    const bool allOn = std::all_of(ids.begin(), ids.end(), [this](std::uint32_t id) {
        const Word* word = m_draft.find(id);
        return word == nullptr || word->enabled;
    });
    change(WordPatch{.enabled = !allOn});
}

void WordActions::copy() {
    const WordTable::Ids ids = m_table.selectedIds();
    if (ids.empty()) return;
    if (ids.size() > kCopied) return void(emit messageRequested(tr("That is too much for the clipboard; use Export.")));
    QApplication::clipboard()->setText(wordsAsTsv(m_draft, ids));
    emit messageRequested(tr("%1 entries copied.", nullptr, static_cast<int>(ids.size())).arg(numberText(ids.size())));
}

void WordActions::paste() {
    if (m_draft.state() != DraftOfWords::State::open) return;
    const PastedWords pasted = readPasted(QApplication::clipboard()->text());
    if (pasted.lines == 0) return void(emit messageRequested(tr("There is no text on the clipboard.")));
    if (pasted.lines > 1 || pasted.isTable)
        return void(emit importRequested(pasted.isTable ? QStringLiteral("clipboard.csv") : QStringLiteral("clipboard.txt"), pasted.content));
    Word word;
    word.id = m_draft.takeWordId();
    word.kind = m_model.kind();
    word.list = m_list;
    word.category = m_category;
    word.text = QString::fromUtf8(pasted.content).trimmed().toStdString();
    const QString text = tr("Paste %1").arg(quotedWord(word.text));
    m_draft.edit({{std::move(word)}, {}, {}, {}}, text);
}

void WordActions::addToMenu(QMenu* menu, const QString& text, const WordPatch& patch) {
    connect(menu->addAction(text), &QAction::triggered, this, [this, patch] { change(patch); });
}

QMenu* WordActions::makeMenu() {
    auto* menu = new QMenu(&m_table);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_add, m_paste});
    if (m_table.selectionModel()->hasSelection()) {
        menu->addActions({m_copy, m_remove});
        menu->addSeparator();
        addToMenu(menu, tr("Switch on"), WordPatch{.enabled = true});
        addToMenu(menu, tr("Switch off"), WordPatch{.enabled = false});
        if (m_model.kind() != WordKind::exception) {
            QMenu* actions = menu->addMenu(tr("Action"));
            QMenu* scopes = menu->addMenu(tr("Scope"));
            for (int i = 0; i < 3; ++i) {
                addToMenu(actions, wordActionText(static_cast<WordAction>(i)), WordPatch{.action = static_cast<WordAction>(i)});
                addToMenu(scopes, wordScopeText(static_cast<WordScope>(i)), WordPatch{.scope = static_cast<WordScope>(i)});
            }
            connect(menu->addAction(tr("Category …")), &QAction::triggered, this, &WordActions::categoryRequested);
        }
        QMenu* lists = menu->addMenu(tr("Move to list"));
        for (const WordList& list : m_draft.lists()) addToMenu(lists, foreignText(list.name).replace(u'&', QStringLiteral("&&")), WordPatch{.list = list.id});
    }
    menu->addSeparator();
    menu->addActions({m_undo, m_redo});
    return menu;
}

}  // namespace mirror::ui
