#include "ui/models/word_change_model.h"

#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/rule_text.h"

namespace mirror::ui {

namespace {

QString listTraits(const WordList& list) {
    const QString state = list.enabled ? WordChangeModel::tr("on") : WordChangeModel::tr("off");
    return list.note.empty() ? state : state + QStringLiteral(" · ") + foreignText(list.note);
}

/// A value of an entry and whether it differs from the other one's.
struct Trait {
    QString text;
    bool differs;
};

}  // namespace

QString wordDiffText(std::uint64_t added, std::uint64_t removed, std::uint64_t changed) {
    QStringList parts;
    const auto add = [&parts](std::uint64_t count, const QString& text) {
        if (count > 0) parts << text.arg(countText(static_cast<std::int64_t>(count)));
    };
    add(added, WordChangeModel::tr("%1 added"));
    add(removed, WordChangeModel::tr("%1 removed"));
    add(changed, WordChangeModel::tr("%1 changed"));
    return parts.isEmpty() ? WordChangeModel::tr("nothing") : parts.join(WordChangeModel::tr(", "));
}

void WordChangeModel::setDiff(WordDiff diff) {
    beginResetModel();
    m_diff = std::move(diff);
    endResetModel();
}

std::uint64_t WordChangeModel::beyond() const {
    const std::uint64_t all = m_diff.added + m_diff.removed + m_diff.changed;
    return all - std::min<std::uint64_t>(all, m_diff.changes.size());
}

void WordChangeModel::retranslate() {
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int WordChangeModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_diff.lists.size() + m_diff.changes.size()); }

int WordChangeModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

WordChangeModel::Row WordChangeModel::rowOf(int row) const {
    const auto at = static_cast<std::size_t>(row);
    return at < m_diff.lists.size() ? rowOf(m_diff.lists[at]) : rowOf(m_diff.changes[at - m_diff.lists.size()]);
}

WordChangeModel::Row WordChangeModel::rowOf(const WordListChange& change) const {
    Row row;
    row.isNew = change.before.id == 0;
    row.isGone = change.after.id == 0;
    const WordList& named = row.isGone ? change.before : change.after;
    row.entry = tr("List “%1”").arg(foreignText(named.name));
    if (!row.isNew) row.before = listTraits(change.before);
    if (!row.isGone) row.after = listTraits(change.after);
    if (!row.isNew && !row.isGone && change.before.name != change.after.name) {
        row.before = foreignText(change.before.name) + QStringLiteral(" · ") + row.before;
        row.after = foreignText(change.after.name) + QStringLiteral(" · ") + row.after;
    }
    return row;
}

WordChangeModel::Row WordChangeModel::rowOf(const WordChange& change) const {
    Row row;
    row.isNew = change.before.id == 0;
    row.isGone = change.after.id == 0;
    row.entry = wordShown(row.isGone ? change.before : change.after);
    if (row.isNew) row.after = wordTraits(change.after);
    if (row.isGone) row.before = wordTraits(change.before);
    if (row.isNew || row.isGone) return row;
    row.before = entryTraits(change.before, change.after);
    row.after = entryTraits(change.after, change.before);
    return row;
}

/// What of `word` differs from `other`.
QString WordChangeModel::entryTraits(const Word& word, const Word& other) const {
    const auto list = [this](std::uint16_t id) { return m_listName ? m_listName(id) : QString::number(id); };
    const Trait traits[] = {
        {wordShown(word), word.text != other.text},
        {wordKindText(word.kind), word.kind != other.kind},
        {wordActionText(word.action), word.action != other.action},
        {wordScopeText(word.scope), word.scope != other.scope},
        {word.enabled ? tr("on") : tr("off"), word.enabled != other.enabled},
        {word.exact ? tr("exact") : tr("folded"), word.exact != other.exact},
        {tr("category: %1").arg(categoryText(word.category)), word.category != other.category},
        {tr("note: %1").arg(categoryText(word.note)), word.note != other.note},
        {tr("list: %1").arg(list(word.list)), word.list != other.list},
    };
    QStringList parts;
    for (const Trait& trait : traits)
        if (trait.differs) parts << trait.text;
    return parts.join(QStringLiteral(" · "));
}

QVariant WordChangeModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const Row row = rowOf(index.row());
    const auto text = [&] {
        switch (index.column()) {
            case Kind: return row.isNew ? tr("Added") : row.isGone ? tr("Removed") : tr("Changed");
            case Entry: return row.entry;
            case Before: return row.before;
            case After: return row.after;
            default: return QString();
        }
    };
    switch (role) {
        case Qt::DisplayRole: return text();
        case Qt::ToolTipRole: return text().toHtmlEscaped();
        case kToneRole: return static_cast<int>(row.isNew ? Tone::good : row.isGone ? Tone::bad : Tone::info);
        default: return {};
    }
}

QVariant WordChangeModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case Kind: return tr("Change");
        case Entry: return tr("Entry");
        case Before: return tr("Before");
        case After: return tr("After");
        default: return {};
    }
}

}  // namespace mirror::ui
