#pragma once
#include <QAbstractTableModel>
#include <atomic>
#include <memory>
#include <optional>

#include "ui/models/word_query.h"

namespace mirror::ui {

class DraftOfWords;

/// The entries of a draft as a table. Filtered, sorted and counted on another thread, whose answer is swapped in; an entry that is edited stays where it is until
/// the filter or the order changes. A row that is being written has no entry yet (beginNew). GUI thread.
class WordModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role { ActiveRole = Qt::UserRole + 2, IdRole };  ///< beside kToneRole
    /// `draft` outlives the model.
    explicit WordModel(DraftOfWords& draft, QObject* parent = nullptr);
    ~WordModel() override;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : kWordColumns; }
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    void sort(int column, Qt::SortOrder order) override;

    void setKind(WordKind kind);
    WordKind kind() const { return m_query.kind; }
    void setFilter(const WordFilter& filter);
    /// Only one list (0: all), only one category (without: all).
    void narrow(std::uint16_t list, const std::optional<std::string>& category);
    bool isNarrow() const { return m_query.isNarrow(); }
    void setHits(std::vector<WordHitCount> hits);
    /// Hits are unknown: the engine does not say.
    void clearHits();

    /// Appends a row that is written in the editor; with its text it becomes an entry. `word` tells what else it is.
    QModelIndex beginNew(const Word& word);
    /// Takes that row away again, unless it has become an entry.
    void dropNew();
    bool hasNew() const { return m_new.has_value(); }
    /// What the editor of a cell begins with instead of what is there: text that was refused.
    void retry(std::uint32_t id, WordColumn column, const QString& text);

    /// Null for the row that is being written.
    const Word* wordAt(int row) const;
    std::uint32_t idAt(int row) const;
    /// -1 when it is not shown.
    int rowOf(std::uint32_t id) const;
    const WordCounts& counts() const { return m_counts; }
    /// Entries of this kind, shown or not.
    std::size_t total() const { return m_counts.kinds.at(static_cast<std::size_t>(m_query.kind)); }
    std::size_t shown() const { return m_ids.size(); }
    bool isBusy() const { return m_isRunning; }

signals:
    void countsChanged();
    void busyChanged();

private:
    struct Retry {
        std::uint32_t id = 0;
        WordColumn column = WordColumn::text;
        QString text;
    };
    void ask(bool swapRows);
    void start();
    void take(WordAnswer found, bool swapRows);
    void wordsChanged(const WordTable::Ids& ids, bool whole);
    bool removeGone(const WordTable::Ids& gone);
    void append(const WordTable::Ids& fresh);
    void tellChanged(const WordTable::Ids& ids);
    QString display(WordColumn column, const Word& word) const;
    QVariant edited(const Word& word, WordColumn column) const;
    QString tip(WordColumn column, const Word& word) const;
    bool change(Word& word, WordColumn column, const QVariant& value) const;
    bool isActive(const Word& word) const;

    DraftOfWords& m_draft;
    WordQuery m_query;  // words, lists and hits are filled in when it starts
    WordTable::Ids m_ids;
    WordCounts m_counts;
    std::shared_ptr<const std::vector<WordHitCount>> m_hits;
    std::optional<Word> m_new;
    std::optional<Retry> m_retry;
    std::shared_ptr<std::atomic<bool>> m_cancelled;
    bool m_isRunning = false;
    bool m_wantsRows = false;    ///< the answer to come replaces the rows
    bool m_wantsAnswer = false;  ///< something changed while one was made
};

}  // namespace mirror::ui
