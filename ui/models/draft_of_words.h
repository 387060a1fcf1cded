#pragma once
#include <QObject>
#include <QUndoStack>
#include <vector>

#include "proxycore/api/command.h"
#include "proxycore/api/words.h"

namespace mirror::ui {

class EngineLink;

/// The word lists as the operator is editing them: a copy of a draft that the engine keeps. Every change is made here at once and sent to the engine; what the
/// engine refuses is taken back and told. GUI thread. Lives as long as the Filters page, so that edits survive leaving it.
class DraftOfWords : public QObject {
    Q_OBJECT
public:
    explicit DraftOfWords(EngineLink& link, QObject* parent = nullptr);

    enum class State { closed, loading, open, failed };
    State state() const { return m_state; }
    /// Opens a draft of the present revision (or an old one) unless one is open; words arrive page by page, loading() tells how far.
    void open(std::uint64_t revision = 0);
    /// Gives the draft up and opens the present revision anew.
    void revert();

    std::uint64_t id() const { return m_info.draft; }
    std::uint64_t baseRevision() const { return m_info.baseRevision; }
    const std::vector<WordList>& lists() const { return m_lists; }
    const std::vector<Word>& words() const { return m_words; }  ///< by rising id
    const Word* find(std::uint32_t id) const;
    const WordList* findList(std::uint16_t id) const;
    std::uint32_t takeWordId() { return m_info.nextWordId++; }
    std::uint16_t takeListId() { return m_info.nextListId++; }
    /// Whether anything differs from the revision in force.
    bool isModified() const;
    /// How many edits were made since the draft was opened or applied; with it an answer about an older state is recognised.
    std::uint64_t version() const { return m_version; }

    /// Makes a change that can be undone; `text` is the line of the undo menu. Sent to the engine at once.
    void edit(WordEdits edits, const QString& text);
    QUndoStack& undoStack() { return m_undo; }
    /// After an import into the engine's draft: fetches the words with these ids. Undoing takes them out again.
    void fetchImported(std::uint32_t firstId, std::uint32_t nextId, const QString& text);
    /// After the draft was applied.
    void tookEffect(std::uint64_t revision);
    EngineLink& link() { return m_link; }

signals:
    void stateChanged();
    void loadingProgress(std::size_t loaded, std::size_t all);
    /// Words were put, added or removed, or the lists changed. `whole`: everything may be different.
    void changed(const std::vector<std::uint32_t>& ids, bool whole);
    /// The engine has taken the last edit: try-outs see it now.
    void synced();
    /// The engine refused an edit, which has been taken back.
    void refused(const std::vector<mirror::WordProblem>& problems);
    void failed(const mirror::Error& error);

private:
    friend class WordEditCommand;
    void loadNext();
    void send(const WordEdits& edits);
    void apply(const WordEdits& edits);

    EngineLink& m_link;
    State m_state = State::closed;
    WordDraft m_info;
    std::vector<WordList> m_lists;
    std::vector<Word> m_words;
    QUndoStack m_undo;
    std::uint64_t m_version = 0;
    std::uint64_t m_loadedRevision = 0;
};

}  // namespace mirror::ui
