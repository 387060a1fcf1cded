#pragma once
#include <QAbstractTableModel>
#include <map>
#include <set>
#include <vector>

#include "ui/models/journal_access.h"

class QTimer;

namespace mirror::ui {

/// A view of the journal as a table, newest first. Rows are fetched by the hundred when they are looked at and forgotten again when many others were: millions
/// of dialogues cost what is on the screen. Dialogues that are written meanwhile come in on top, unless paused. GUI thread.
class JournalModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Time, Key, Model, Status, TokensUsed, Duration, FirstToken, Cache, Rules, Masked, Passage, kColumns };
    /// `access` outlives the model.
    explicit JournalModel(JournalAccess& access, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : kColumns; }
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Another view instead of the present one; rows come by themselves.
    void open(OpenJournalView query);
    /// Ends the work on the view; what was found stays.
    void stop();
    /// Forgets the view and every row of it.
    void clear();
    /// A hidden page asks for nothing.
    void setActive(bool active);
    /// While paused nothing comes in on top.
    void setPaused(bool paused);
    void retranslate();

    bool isOpen() const { return m_view != 0; }
    bool isBusy() const { return m_isOpening || (isOpen() && !m_isComplete); }
    bool isSearch() const { return !m_query.text.empty(); }
    const OpenJournalView& query() const { return m_query; }
    std::uint64_t view() const { return m_view; }
    /// There may be more than is shown: it was stopped, or a bound was reached.
    bool isStopped() const { return m_isStopped; }
    bool wasStoppedByUser() const { return m_isStoppedByUser; }
    std::uint64_t looked() const { return m_looked; }
    std::uint64_t expected() const { return m_expected; }
    std::uint64_t unreadable() const { return m_unreadable; }
    /// Written since, and not shown because it is paused.
    std::int64_t waiting() const { return m_waiting; }
    /// Null while it is not here yet; asks for it then.
    const JournalEntryRow* entryAt(int row) const;
    std::int64_t positionAt(int row) const { return m_first + row; }
    int rowOf(std::int64_t position) const { return static_cast<int>(position - m_first); }

signals:
    /// Rows, progress or state are others than before.
    void progressChanged();
    void failed(const mirror::Error& error);

private:
    /// `isWhole`: every row it can have was asked for; one that is missing is not asked for again.
    struct Block {
        std::vector<JournalEntryRow> rows;
        std::uint64_t used = 0;
        bool isWhole = false;
    };
    void forget();
    void poll();
    void schedule();
    void fetch();
    void ask(std::int64_t first, std::uint32_t count, std::int64_t block);
    void take(const JournalPage& page, std::int64_t block);
    void keep(std::vector<JournalEntryRow> rows, std::int64_t end);
    void resize(std::int64_t first, std::int64_t end);
    void dropOld();
    void fail(const Error& error);
    QString display(int column, const JournalRow& row) const;

    JournalAccess& m_access;
    QTimer* m_timer;
    OpenJournalView m_query;
    std::uint64_t m_view = 0;
    std::uint64_t m_generation = 0;  ///< of the question: answers to an earlier one are dropped
    std::int64_t m_first = 0, m_end = 0;
    std::int64_t m_waiting = 0;
    std::uint64_t m_looked = 0, m_expected = 0, m_unreadable = 0;
    bool m_isOpening = false, m_isComplete = false, m_isStopped = false, m_isStoppedByUser = false;
    bool m_isPolling = false, m_isActive = false, m_isPaused = false, m_hasPage = false;
    mutable std::map<std::int64_t, Block> m_blocks;
    mutable std::vector<std::int64_t> m_wanted;  ///< blocks, the one looked at last at the end
    std::set<std::int64_t> m_asked;
    mutable std::uint64_t m_clock = 0;
    mutable bool m_isFetchDue = false;
};

}  // namespace mirror::ui
