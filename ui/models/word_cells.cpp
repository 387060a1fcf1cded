// What the cells of the word table show, and what becomes of what is written into them.
#include <algorithm>

#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/draft_of_words.h"
#include "ui/models/rule_text.h"
#include "ui/models/word_model.h"
#include "ui/models/word_text.h"

namespace mirror::ui {

namespace {

QString plain(const std::string& text) { return QString::fromStdString(text); }

bool isCheck(WordColumn column) { return column == WordColumn::enabled || column == WordColumn::exact; }

template <class Value>
bool replace(Value& place, Value value) {
    if (place == value) return false;
    place = std::move(value);
    return true;
}

}  // namespace

bool WordModel::isActive(const Word& word) const {
    const WordList* list = m_draft.findList(word.list);
    return word.enabled && (list == nullptr || list->enabled);
}

QString WordModel::display(WordColumn column, const Word& word) const {
    switch (column) {
        case WordColumn::text: return word.id == 0 && word.text.empty() ? tr("Write the new entry") : foreignText(word.text);
        case WordColumn::category: return foreignText(word.category);
        case WordColumn::action: return wordActionText(word.action);
        case WordColumn::scope: return wordScopeText(word.scope);
        // The engine takes only expressions that compile; the one being written is judged when it is sent.
        case WordColumn::validity: return word.id == 0 ? tr("Not checked yet") : tr("Valid");
        case WordColumn::hits: return m_hits == nullptr ? noValueText() : countText(static_cast<std::int64_t>(hitsOf(m_hits, word.id)));
        case WordColumn::note: return foreignText(word.note);
        case WordColumn::list: {
            const WordList* list = m_draft.findList(word.list);
            return list == nullptr ? noValueText() : foreignText(list->name);
        }
        default: return {};
    }
}

QString WordModel::tip(WordColumn column, const Word& word) const {
    if (column == WordColumn::action) return actionHint(word.action);
    if (column == WordColumn::enabled || column == WordColumn::text) {
        const WordList* list = m_draft.findList(word.list);
        if (!word.enabled) return tr("This entry is switched off.");
        if (list != nullptr && !list->enabled) return tr("The list %1 is switched off.").arg(foreignText(list->name));
    }
    if (column == WordColumn::exact) return tr("Found only as written: no folding, no word borders.");
    return display(column, word);
}

QVariant WordModel::edited(const Word& word, WordColumn column) const {
    if (m_retry && m_retry->id == word.id && m_retry->column == column) return m_retry->text;
    switch (column) {
        case WordColumn::text: return plain(word.text);
        case WordColumn::category: return plain(word.category);
        case WordColumn::note: return plain(word.note);
        case WordColumn::action: return static_cast<int>(word.action);
        case WordColumn::scope: return static_cast<int>(word.scope);
        case WordColumn::list: return static_cast<int>(word.list);
        case WordColumn::hits: return static_cast<qulonglong>(hitsOf(m_hits, word.id));
        default: return {};
    }
}

QVariant WordModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const bool isNew = m_new && static_cast<std::size_t>(index.row()) == m_ids.size();
    const Word* word = isNew ? &*m_new : wordAt(index.row());
    if (word == nullptr) return {};
    const auto column = static_cast<WordColumn>(index.column());
    switch (role) {
        case Qt::DisplayRole: return isCheck(column) ? QVariant() : display(column, *word);
        case Qt::EditRole: return edited(*word, column);
        // Rich text is never guessed from what strangers wrote: tooltips are escaped.
        case Qt::ToolTipRole: return tip(column, *word).toHtmlEscaped();
        case Qt::AccessibleTextRole:
            if (column == WordColumn::enabled) return word->enabled ? tr("Enabled") : tr("Disabled");
            if (column == WordColumn::exact) return word->exact ? tr("Exact") : tr("Folded");
            return display(column, *word);
        case Qt::CheckStateRole:
            if (column == WordColumn::enabled) return word->enabled ? Qt::Checked : Qt::Unchecked;
            if (column == WordColumn::exact) return word->exact ? Qt::Checked : Qt::Unchecked;
            return {};
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(Qt::Alignment((column == WordColumn::hits ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
        case kToneRole: return static_cast<int>(actionTone(word->action));
        case ActiveRole: return isActive(*word) && !(isNew && word->text.empty());
        case IdRole: return word->id;
        default: return {};
    }
}

QVariant WordModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    const auto column = static_cast<WordColumn>(section);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((column == WordColumn::hits ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole) return {};
    switch (column) {
        case WordColumn::enabled: return tr("On");
        case WordColumn::text:
            if (m_query.kind == WordKind::regex) return tr("Regular expression");
            return m_query.kind == WordKind::exception ? tr("Phrase") : tr("Text");
        case WordColumn::category: return tr("Category");
        case WordColumn::action: return tr("Action");
        case WordColumn::scope: return tr("Scope");
        case WordColumn::exact: return tr("Exact");
        case WordColumn::validity: return tr("Validity");
        case WordColumn::hits: return tr("Hits today");
        case WordColumn::note: return tr("Note");
        case WordColumn::list: return tr("List");
    }
    return {};
}

Qt::ItemFlags WordModel::flags(const QModelIndex& index) const {
    if (!index.isValid()) return Qt::NoItemFlags;
    const auto column = static_cast<WordColumn>(index.column());
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    if (isCheck(column)) return flags | Qt::ItemIsUserCheckable;
    if (column == WordColumn::hits || column == WordColumn::validity) return flags;
    return flags | Qt::ItemIsEditable;
}

bool WordModel::change(Word& word, WordColumn column, const QVariant& value) const {
    // A blank at the end of an expression may be meant.
    const bool isLiteral = column == WordColumn::text && word.kind == WordKind::regex;
    const auto text = [&value, isLiteral] { return (isLiteral ? value.toString() : value.toString().trimmed()).toStdString(); };
    switch (column) {
        case WordColumn::enabled: return replace(word.enabled, value.toInt() == Qt::Checked);
        case WordColumn::exact: return replace(word.exact, value.toInt() == Qt::Checked);
        // An entry is taken away with Del, not by emptying it.
        case WordColumn::text: return !text().empty() && replace(word.text, text());
        case WordColumn::category: return replace(word.category, text());
        case WordColumn::note: return replace(word.note, text());
        case WordColumn::action: return replace(word.action, static_cast<WordAction>(std::clamp(value.toInt(), 0, 2)));
        case WordColumn::scope: return replace(word.scope, static_cast<WordScope>(std::clamp(value.toInt(), 0, 2)));
        case WordColumn::list: return replace(word.list, static_cast<std::uint16_t>(value.toUInt()));
        default: return false;
    }
}

}  // namespace mirror::ui
