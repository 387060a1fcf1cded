#include "ui/models/word_model.h"

#include <QTimer>
#include <algorithm>

#include "ui/models/draft_of_words.h"
#include "ui/models/word_text.h"
#include "ui/models/worker_thread.h"

namespace mirror::ui {

namespace {

/// Up to here rows come and go one by one, so that selection and editor stay; beyond it the table is made anew.
constexpr std::size_t kFewRows = 64;

bool isAmong(const WordTable::Ids& rising, std::uint32_t id) { return std::binary_search(rising.begin(), rising.end(), id); }

}  // namespace

WordModel::WordModel(DraftOfWords& draft, QObject* parent) : QAbstractTableModel(parent), m_draft(draft) {
    connect(&m_draft, &DraftOfWords::changed, this, &WordModel::wordsChanged);
    connect(&m_draft, &DraftOfWords::listsChanged, this, [this] {
        // A list that is switched off or renamed shows in its rows.
        if (!m_ids.empty()) emit dataChanged(index(0, 0), index(static_cast<int>(m_ids.size()) - 1, kWordColumns - 1));
        ask(false);
    });
    if (m_draft.state() == DraftOfWords::State::open) ask(true);
}

WordModel::~WordModel() {
    if (m_cancelled != nullptr) *m_cancelled = true;
}

int WordModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size()) + (m_new ? 1 : 0);
}

std::uint32_t WordModel::idAt(int row) const {
    return row >= 0 && static_cast<std::size_t>(row) < m_ids.size() ? m_ids[static_cast<std::size_t>(row)] : 0;
}

const Word* WordModel::wordAt(int row) const {
    const std::uint32_t id = idAt(row);
    return id == 0 ? nullptr : m_draft.find(id);
}

int WordModel::rowOf(std::uint32_t id) const {
    const auto found = std::find(m_ids.begin(), m_ids.end(), id);
    return found == m_ids.end() ? -1 : static_cast<int>(found - m_ids.begin());
}

// -- what is shown --------------------------------------------------------------------------------------------------------

void WordModel::ask(bool swapRows) {
    m_wantsRows = m_wantsRows || swapRows;
    m_wantsAnswer = true;
    if (m_isRunning && swapRows) *m_cancelled = true;
    if (!m_isRunning) start();
}

void WordModel::start() {
    m_wantsAnswer = false;
    const bool swapRows = std::exchange(m_wantsRows, false);
    WordQuery query = m_query;
    query.words = m_draft.words();
    query.lists = m_draft.lists();
    query.hits = m_hits;
    m_cancelled = std::make_shared<std::atomic<bool>>(false);
    m_isRunning = true;
    emit busyChanged();
    runOnWorker<std::optional<WordAnswer>>(
        this, [query = std::move(query), cancelled = m_cancelled] { return answer(query, *cancelled); },
        [this, swapRows](std::optional<WordAnswer> found) {
            m_isRunning = false;
            // Rows of an older state would name entries that are gone: they are asked for again. So are rows that come while a new entry is written, when it is:
            // a table made anew closes its editor, and what was typed would be lost.
            if (found && !(swapRows && (m_wantsAnswer || m_new))) take(std::move(*found), swapRows);
            else m_wantsRows = m_wantsRows || swapRows;
            if (m_wantsAnswer || (m_wantsRows && !m_new)) start();
            else emit busyChanged();
        });
}

void WordModel::take(WordAnswer found, bool swapRows) {
    m_counts = std::move(found.counts);
    if (swapRows) {
        beginResetModel();
        m_ids = std::move(found.ids);
        endResetModel();
    }
    emit countsChanged();
}

void WordModel::setKind(WordKind kind) {
    if (m_query.kind == kind) return;
    dropNew();
    m_query.kind = kind;
    beginResetModel();
    m_ids.clear();
    endResetModel();
    emit headerDataChanged(Qt::Horizontal, 0, kWordColumns - 1);
    ask(true);
}

void WordModel::setFilter(const WordFilter& filter) {
    m_query.filter = filter;
    ask(true);
}

void WordModel::narrow(std::uint16_t list, const std::optional<std::string>& category) {
    if (m_query.list == list && m_query.category == category) return;
    m_query.list = list;
    m_query.category = category;
    ask(true);
}

void WordModel::sort(int column, Qt::SortOrder order) {
    const auto wanted = column < 0 || column >= kWordColumns ? std::nullopt : std::optional(static_cast<WordColumn>(column));
    const bool isDescending = order == Qt::DescendingOrder;
    if (wanted == m_query.sortedBy && isDescending == m_query.isDescending) return;
    m_query.sortedBy = wanted;
    m_query.isDescending = isDescending;
    ask(true);
}

void WordModel::setHits(std::vector<WordHitCount> hits) {
    m_hits = std::make_shared<const std::vector<WordHitCount>>(std::move(hits));
    if (m_ids.empty()) return;
    const int column = static_cast<int>(WordColumn::hits);
    emit dataChanged(index(0, column), index(static_cast<int>(m_ids.size()) - 1, column), {Qt::DisplayRole});
}

void WordModel::clearHits() {
    if (m_hits == nullptr) return;
    setHits({});
    m_hits.reset();
}

// -- edits come back from the draft ---------------------------------------------------------------------------------------

void WordModel::wordsChanged(const WordTable::Ids& ids, bool whole) {
    if (whole) {
        // What is gone must not be shown while the answer is made.
        const bool isEmptied = m_draft.words().empty();
        if (isEmptied && !m_ids.empty()) {
            beginResetModel();
            m_ids.clear();
            endResetModel();
        }
        return ask(true);
    }
    WordTable::Ids gone;
    WordTable::Ids there;
    for (const std::uint32_t id : ids) {
        const Word* word = m_draft.find(id);
        (word != nullptr && word->kind == m_query.kind ? there : gone).push_back(id);
    }
    removeGone(gone);
    WordTable::Ids shown;
    for (const std::uint32_t id : m_ids)
        if (isAmong(there, id)) shown.push_back(id);
    std::sort(shown.begin(), shown.end());
    WordTable::Ids fresh;
    std::set_difference(there.begin(), there.end(), shown.begin(), shown.end(), std::back_inserter(fresh));
    if (!shown.empty()) tellChanged(shown);
    // Whether a filter would show them is for the worker to say.
    if (fresh.size() > kFewRows || (m_query.isNarrow() && !fresh.empty())) return ask(true);
    append(fresh);
    ask(false);
}

bool WordModel::removeGone(const WordTable::Ids& gone) {
    std::vector<int> rows;
    for (std::size_t row = 0; row < m_ids.size() && rows.size() <= kFewRows; ++row)
        if (isAmong(gone, m_ids[row])) rows.push_back(static_cast<int>(row));
    if (rows.size() > kFewRows) {
        beginResetModel();
        std::erase_if(m_ids, [&gone](std::uint32_t id) { return isAmong(gone, id); });
        endResetModel();
        return true;
    }
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
        beginRemoveRows({}, *row, *row);
        m_ids.erase(m_ids.begin() + *row);
        endRemoveRows();
    }
    return !rows.empty();
}

void WordModel::append(const WordTable::Ids& fresh) {
    for (const std::uint32_t id : fresh) {
        const bool byId = !m_query.sortedBy;
        const auto place = byId ? std::lower_bound(m_ids.begin(), m_ids.end(), id) : m_ids.end();
        const int row = static_cast<int>(place - m_ids.begin());
        beginInsertRows({}, row, row);
        m_ids.insert(m_ids.begin() + row, id);
        endInsertRows();
    }
}

void WordModel::tellChanged(const WordTable::Ids& ids) {
    if (ids.size() == m_ids.size()) return void(emit dataChanged(index(0, 0), index(static_cast<int>(m_ids.size()) - 1, kWordColumns - 1)));
    int first = -1;
    int last = -1;
    for (std::size_t row = 0; row < m_ids.size(); ++row) {
        if (!isAmong(ids, m_ids[row])) continue;
        if (first < 0) first = static_cast<int>(row);
        last = static_cast<int>(row);
    }
    if (first >= 0) emit dataChanged(index(first, 0), index(last, kWordColumns - 1));
}

// -- a new entry ------------------------------------------------------------------------------------------------------------

QModelIndex WordModel::beginNew(const Word& word) {
    dropNew();
    const int row = static_cast<int>(m_ids.size());
    beginInsertRows({}, row, row);
    m_new = word;
    m_new->kind = m_query.kind;
    m_new->id = 0;
    endInsertRows();
    return index(row, static_cast<int>(WordColumn::text));
}

void WordModel::dropNew() {
    m_retry.reset();
    if (!m_new) return;
    const int row = static_cast<int>(m_ids.size());
    beginRemoveRows({}, row, row);
    m_new.reset();
    endRemoveRows();
    if (m_wantsRows) ask(true);
}

void WordModel::retry(std::uint32_t id, WordColumn column, const QString& text) { m_retry = Retry{id, column, text}; }

bool WordModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || (role != Qt::EditRole && role != Qt::CheckStateRole)) return false;
    const Word* there = wordAt(index.row());
    const bool isNew = there == nullptr && m_new && static_cast<std::size_t>(index.row()) == m_ids.size();
    if (there == nullptr && !isNew) return false;
    Word word = isNew ? *m_new : *there;
    const bool isChanged = change(word, static_cast<WordColumn>(index.column()), value);
    m_retry.reset();
    if (!isChanged) return true;
    if (!isNew) {
        m_draft.edit({{std::move(word)}, {}, {}, {}}, tr("Edit %1").arg(quotedWord(there->text)));
        return true;
    }
    if (word.text.empty()) {
        m_new = std::move(word);
        return true;
    }
    word.id = m_draft.takeWordId();
    m_new.reset();
    m_ids.push_back(word.id);  // the row stays, and so does the editor's index
    const QString text = tr("Add %1").arg(quotedWord(word.text));
    m_draft.edit({{std::move(word)}, {}, {}, {}}, text);
    return true;
}

}  // namespace mirror::ui
