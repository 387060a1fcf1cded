#include "ui/models/journal_model.h"

#include <QTimer>
#include <algorithm>

#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/journal_text.h"
#include "ui/models/traffic_text.h"
#include "ui/theme/tone.h"

namespace mirror::ui {

namespace {

constexpr std::int64_t kBlock = 200;
constexpr std::size_t kBlocksKept = 100;
constexpr std::size_t kAskedAtOnce = 2;
constexpr std::size_t kWantedKept = 4;
constexpr std::int64_t kMostRows = 10'000'000;  // a view of more is higher than Qt can scroll
constexpr std::int64_t kNewest = -(std::int64_t{1} << 40);
constexpr int kBusyMilliseconds = 300;
constexpr int kFollowMilliseconds = 1000;

/// Of the block a position stands in; positions can be negative.
std::int64_t blockOf(std::int64_t position) { return position >= 0 ? position / kBlock : -((-position + kBlock - 1) / kBlock); }

/// Of a request that was refused or failed nothing is known.
QString tokensText(const JournalRow& row) {
    if (!row.isAnswered || (row.promptTokens.value == 0 && row.completionTokens.value == 0)) return noValueText();
    return countText(row.promptTokens.value) + QStringLiteral(" + ") + countText(row.completionTokens.value);
}

bool isNumber(int column) { return column >= JournalModel::TokensUsed && column <= JournalModel::Masked && column != JournalModel::Cache; }

}  // namespace

JournalModel::JournalModel(JournalAccess& access, QObject* parent) : QAbstractTableModel(parent), m_access(access), m_timer(new QTimer(this)) {
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &JournalModel::poll);
    connect(&access, &JournalAccess::locked, this, [this] {
        m_view = 0;  // the engine has forgotten it with the session
        clear();
        m_query = {};
    });
}

// -- the view -----------------------------------------------------------------------------------------------------------------

void JournalModel::open(OpenJournalView query) {
    clear();
    m_query = std::move(query);
    m_isOpening = true;
    const std::uint64_t generation = m_generation;
    m_access.submit(m_query, this, [this, generation](const Result<Receipt>& result) {
        const auto* view = result ? std::get_if<mirror::JournalView>(&*result) : nullptr;
        if (generation != m_generation) {
            if (view != nullptr) m_access.submit(CloseJournalView{{}, view->view}, this, {});
            return;
        }
        m_isOpening = false;
        if (view == nullptr) return fail(result ? makeError(ErrorCode::internal) : result.error());
        m_view = view->view;
        poll();
        emit progressChanged();
    });
    emit progressChanged();
}

void JournalModel::stop() {
    if (!isOpen() || m_isComplete) return;
    m_isStoppedByUser = true;
    m_access.submit(StopJournalView{{}, m_view}, this, [this](const Result<Receipt>&) { poll(); });
}

void JournalModel::clear() {
    if (isOpen()) m_access.submit(CloseJournalView{{}, m_view}, this, {});
    beginResetModel();
    forget();
    endResetModel();
    emit progressChanged();
}

void JournalModel::forget() {
    ++m_generation;
    m_timer->stop();
    m_blocks.clear();
    m_wanted.clear();
    m_asked.clear();
    m_view = 0;
    m_first = m_end = m_waiting = 0;
    m_looked = m_expected = m_unreadable = 0;
    m_isOpening = m_isComplete = m_isStopped = m_isStoppedByUser = m_isPolling = m_hasPage = false;
}

void JournalModel::setActive(bool active) {
    m_isActive = active;
    if (!active) m_timer->stop();
    else if (isOpen()) poll();
}

void JournalModel::setPaused(bool paused) {
    if (std::exchange(m_isPaused, paused) == paused) return;
    if (!paused && m_waiting > 0) resize(m_first - m_waiting, m_end);
    if (!paused) m_waiting = 0;
    emit progressChanged();
}

void JournalModel::retranslate() {
    emit headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
    if (rowCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1), {Qt::DisplayRole});
}

// -- fetching -----------------------------------------------------------------------------------------------------------------

/// The newest rows, and how far the engine is.
void JournalModel::poll() {
    m_timer->stop();
    if (!isOpen() || m_isPolling) return;
    m_isPolling = true;
    ask(kNewest, static_cast<std::uint32_t>(kBlock), kNewest);
}

void JournalModel::schedule() {
    if (!isOpen() || !m_isActive) return;
    const bool isOpenEnded = m_query.to == SystemTime{};
    if (!m_isComplete) m_timer->start(kBusyMilliseconds);
    else if (isOpenEnded && !isSearch()) m_timer->start(kFollowMilliseconds);
}

const JournalEntryRow* JournalModel::entryAt(int row) const {
    if (row < 0 || row >= rowCount()) return nullptr;
    const std::int64_t position = positionAt(row);
    const std::int64_t number = blockOf(position);
    const auto found = m_blocks.find(number);
    if (found != m_blocks.end()) {
        found->second.used = ++m_clock;
        const auto& rows = found->second.rows;
        const auto at = std::lower_bound(rows.begin(), rows.end(), position, [](const JournalEntryRow& one, std::int64_t wanted) { return one.position < wanted; });
        if (at != rows.end() && at->position == position) return &*at;
        if (found->second.isWhole) return nullptr;
    }
    std::erase(m_wanted, number);
    m_wanted.push_back(number);
    if (!std::exchange(m_isFetchDue, true)) {
        // Not from within a paint: what a view asks for while it scrolls is gathered first.
        auto* self = const_cast<JournalModel*>(this);
        QMetaObject::invokeMethod(self, [self] { self->m_isFetchDue = false; self->fetch(); }, Qt::QueuedConnection);
    }
    return nullptr;
}

void JournalModel::fetch() {
    if (!isOpen()) return m_wanted.clear();
    // What scrolled by long ago is not wanted any more.
    if (m_wanted.size() > kWantedKept) m_wanted.erase(m_wanted.begin(), m_wanted.end() - static_cast<std::ptrdiff_t>(kWantedKept));
    while (!m_wanted.empty() && m_asked.size() < kAskedAtOnce) {
        const std::int64_t block = m_wanted.back();
        m_wanted.pop_back();
        if (m_asked.insert(block).second) ask(block * kBlock, static_cast<std::uint32_t>(kBlock), block);
    }
}

void JournalModel::ask(std::int64_t first, std::uint32_t count, std::int64_t block) {
    m_access.submit(QueryJournal{{}, m_view, first, count}, this, [this, block, generation = m_generation](const Result<Receipt>& result) {
        if (generation != m_generation) return;
        if (block == kNewest) m_isPolling = false;
        m_asked.erase(block);
        const auto* page = result ? std::get_if<JournalPage>(&*result) : nullptr;
        if (page != nullptr) return take(*page, block);
        // Eight newer views have pushed this one out: it is opened again.
        if (!result && result.error().code == ErrorCode::notFound && m_hasPage) return open(OpenJournalView(m_query));
        fail(result ? makeError(ErrorCode::internal) : result.error());
    });
}

void JournalModel::take(const JournalPage& page, std::int64_t block) {
    m_hasPage = true;
    m_isComplete = page.isComplete;
    m_isStopped = page.isStopped;
    m_looked = page.looked;
    m_expected = page.expected;
    m_unreadable = page.problems.size();
    const bool isHeld = m_isPaused && m_end > m_first;
    m_waiting = isHeld ? std::max<std::int64_t>(0, m_first - page.first) : 0;
    keep(page.rows, page.end);
    resize(isHeld ? m_first : page.first, std::min(page.end, page.first + kMostRows));
    if (block != kNewest && block * kBlock + kBlock <= page.end) m_blocks[block].isWhole = true;
    const std::int64_t from = std::max(block == kNewest ? m_first : block * kBlock, m_first);
    const std::int64_t to = std::min(from + kBlock, m_end) - 1;
    if (to >= from) emit dataChanged(index(rowOf(from), 0), index(rowOf(to), kColumns - 1));
    dropOld();
    if (block == kNewest) schedule();
    fetch();
    emit progressChanged();
}

void JournalModel::keep(std::vector<JournalEntryRow> rows, std::int64_t end) {
    for (auto at = rows.begin(); at != rows.end();) {
        const std::int64_t number = blockOf(at->position);
        const auto behind = std::find_if(at, rows.end(), [number](const JournalEntryRow& row) { return blockOf(row.position) != number; });
        Block& block = m_blocks[number];
        block.used = ++m_clock;
        // A part of what is known already adds nothing, except that dialogues may have got their answers.
        if (behind - at >= static_cast<std::ptrdiff_t>(block.rows.size())) {
            block.rows.assign(std::make_move_iterator(at), std::make_move_iterator(behind));
        } else {
            for (auto one = at; one != behind; ++one)
                for (JournalEntryRow& known : block.rows)
                    if (known.position == one->position) known = std::move(*one);
        }
        block.isWhole = block.isWhole || (static_cast<std::int64_t>(block.rows.size()) == kBlock && number * kBlock + kBlock <= end);
        at = behind;
    }
}

void JournalModel::resize(std::int64_t first, std::int64_t end) {
    if (first < m_first) {
        beginInsertRows({}, 0, static_cast<int>(m_first - first) - 1);
        m_first = first;
        endInsertRows();
    }
    if (end > m_end) {
        beginInsertRows({}, rowCount(), static_cast<int>(end - m_first) - 1);
        m_end = end;
        endInsertRows();
    } else if (end < m_end && end >= m_first) {
        beginRemoveRows({}, static_cast<int>(end - m_first), rowCount() - 1);
        m_end = end;
        endRemoveRows();
    }
}

void JournalModel::dropOld() {
    while (m_blocks.size() > kBlocksKept)
        m_blocks.erase(std::min_element(m_blocks.begin(), m_blocks.end(), [](const auto& one, const auto& other) { return one.second.used < other.second.used; }));
}

void JournalModel::fail(const Error& error) {
    m_isOpening = false;
    if (isOpen() && !m_hasPage) m_isComplete = true;
    emit failed(error);
    emit progressChanged();
}

// -- what is shown ------------------------------------------------------------------------------------------------------------

int JournalModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_end - m_first); }

QString JournalModel::display(int column, const JournalRow& row) const {
    const auto number = [](std::uint32_t count) { return count == 0 ? noValueText() : countText(count); };
    switch (column) {
        case Time: return dateTimeText(row.time);
        case Key: return row.keyName.empty() ? noValueText() : foreignText(row.keyName);
        case Model: return journalModelText(row);
        case Status: return journalStatusText(row);
        case TokensUsed: return tokensText(row);
        case Duration: return row.isAnswered ? durationText(row.total) : noValueText();
        case FirstToken: return durationText(row.firstToken);
        case Cache: return cacheText(row.cache);
        case Rules: return number(row.ruleHits);
        case Masked: return number(row.masked);
        default: return {};
    }
}

QVariant JournalModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::Alignment((isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != kToneRole) return {};
    const JournalEntryRow* entry = entryAt(index.row());
    if (entry == nullptr) return role == Qt::DisplayRole && index.column() == Time ? QVariant(QStringLiteral("…")) : QVariant();
    if (role == kToneRole) return static_cast<int>(journalStatusTone(entry->row));
    if (index.column() == Passage) {
        const QString passage = foreignText(entry->passage);
        return role == Qt::ToolTipRole ? passage.toHtmlEscaped() : passage;
    }
    if (role == Qt::ToolTipRole) {
        if (index.column() == Status) return journalStatusHint(entry->row);
        return (index.column() == Time ? foreignText(entry->row.requestId) : display(index.column(), entry->row)).toHtmlEscaped();
    }
    return display(index.column(), entry->row);
}

QVariant JournalModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::Alignment((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Time: return tr("Time");
        case Key: return tr("Key");
        case Model: return tr("Model");
        case Status: return tr("Status");
        case TokensUsed: return tr("Tokens");
        case Duration: return tr("Duration");
        case FirstToken: return tr("First token");
        case Cache: return tr("Cache");
        case Rules: return tr("Rules");
        case Masked: return tr("Masked");
        case Passage: return tr("Passage");
        default: return {};
    }
}

}  // namespace mirror::ui
