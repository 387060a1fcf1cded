#pragma once
#include <QObject>
#include <QUndoStack>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "proxycore/api/command.h"
#include "proxycore/api/words.h"
#include "ui/models/word_table.h"

namespace mirror::ui {

class EngineLink;
struct WordStep;

/// What a multi-edit changes; the rest of an entry stays.
struct WordPatch {
    std::optional<WordAction> action;
    std::optional<WordScope> scope;
    std::optional<bool> enabled;
    std::optional<bool> exact;
    std::optional<std::uint16_t> list;
    std::optional<std::string> category;
    std::optional<std::string> note;
    bool empty() const { return !action && !scope && !enabled && !exact && !list && !category && !note; }
    void applyTo(Word& word) const;
};

/// The word lists as the operator is editing them: a copy of a draft that the engine keeps. Every change is made here at once and sent to the engine in slices,
/// one under way at a time; what the engine refuses is taken back and told. When the engine has lost the draft (restarted, too many others) the same revision is
/// opened anew and the differences are sent again. GUI thread. Lives as long as the Filters page, so that edits survive leaving it.
class DraftOfWords : public QObject {
    Q_OBJECT
public:
    explicit DraftOfWords(EngineLink& link, QObject* parent = nullptr);
    ~DraftOfWords() override;

    enum class State { closed, loading, open, failed };
    State state() const { return m_state; }
    /// Opens a draft of the present revision (or an old one) unless one is open; words arrive page by page, loadingProgress() tells how far.
    void open(std::uint64_t revision = 0);
    /// Stops loading, or gives the draft up: nothing is open.
    void close();
    /// Gives the draft up and opens the present revision anew.
    void revert();

    std::uint64_t id() const { return m_info.draft; }
    std::uint64_t baseRevision() const { return m_info.baseRevision; }
    const std::vector<WordList>& lists() const { return m_lists; }
    const WordTable& words() const { return m_words; }
    const Word* find(std::uint32_t id) const { return m_words.find(id); }
    const WordList* findList(std::uint16_t id) const;
    std::uint32_t takeWordId() { return m_info.nextWordId++; }
    std::uint16_t takeListId() { return m_info.nextListId++; }
    /// Whether anything differs from the revision in force.
    bool isModified() const;
    /// Whether the engine has every edit: what it is asked now, it answers for this version.
    bool isSynced() const { return m_outbox.empty(); }
    /// Runs `then` when the engine has every edit: now, or with synced(); never if `context` is gone by then.
    void whenSynced(QObject* context, std::function<void()> then);
    /// How many edits were made since the draft was opened or applied; with it an answer about an older state is recognised.
    std::uint64_t version() const { return m_version; }

    /// Makes a change that can be undone; `text` is the line of the undo menu. Removing a list removes its words.
    void edit(const WordEdits& edits, const QString& text);
    /// The same change of many entries as one step.
    void editMany(WordTable::Ids ids, const WordPatch& patch, const QString& text);
    void removeMany(WordTable::Ids ids, const QString& text);
    QUndoStack& undoStack() { return m_undo; }
    /// After an import into the engine's draft: fetches the words with these ids. Undoing takes them out again.
    void fetchImported(std::uint32_t firstId, std::uint32_t nextId, const QString& text);
    /// After the draft was applied. `rebased`: edits of others came in, so everything is loaded anew.
    void tookEffect(std::uint64_t revision, bool rebased = false);
    EngineLink& link() { return m_link; }

signals:
    void stateChanged();
    void loadingProgress(std::size_t loaded, std::size_t all);
    /// Words were put, added or removed. `whole`: everything may be different, `ids` is empty.
    void changed(const std::vector<std::uint32_t>& ids, bool whole);
    void listsChanged();
    /// The engine has taken the last edit: try-outs see it now.
    void synced();
    /// isModified() may have changed.
    void modifiedChanged();
    /// The engine refused an edit, which has been taken back with what was done after it; `words` are what it would have put, at most a slice.
    void refused(const std::vector<mirror::WordProblem>& problems, const std::vector<mirror::Word>& words);
    /// The engine took an edit and has something to say about it.
    void warned(const std::vector<mirror::WordProblem>& problems);
    /// A command was not answered as hoped. In State::failed open() tries again.
    void failed(const mirror::Error& error);

private:
    friend class WordStepCommand;
    /// A step on its way to the engine, there or back.
    struct Outgoing {
        std::shared_ptr<WordStep> step;
        bool forward = true;
        std::size_t at = 0;   ///< ids before this one have been taken
        std::size_t end = 0;  ///< of the ids that go
        bool listsSent = false;
    };
    void setState(State state);
    void takeDraft(const WordDraft& info);
    void loadNext();
    void takePage(WordPage page);
    void finishLoading();
    void fail(const Error& error);
    void fetchNext(const std::shared_ptr<WordStep>& step, std::uint32_t nextId, const QString& text);
    void push(std::shared_ptr<WordStep> step, const QString& text);
    void walk(const std::shared_ptr<WordStep>& step, bool forward);
    void become(const WordStep& step, bool forward);
    void enqueue(const std::shared_ptr<WordStep>& step, bool forward, std::size_t end);
    void sendNext();
    WordEdits slice(const Outgoing& outgoing) const;
    void takeAnswer(Result<Receipt> result);
    void takeRefusal(const WordsEdited& answer);
    void takeBack(const std::shared_ptr<WordStep>& step);
    std::shared_ptr<WordStep> stepAt(int index) const;
    void recover();
    void resend();

    EngineLink& m_link;
    State m_state = State::closed;
    WordDraft m_info;
    std::vector<WordList> m_lists;
    std::vector<WordList> m_baseLists;
    WordTable m_words;
    WordTable m_base;  ///< as the revision it began from
    QUndoStack m_undo;
    std::deque<Outgoing> m_outbox;
    bool m_isSending = false;
    bool m_isOldRevision = false;
    bool m_isTakingBack = false;
    std::uint64_t m_version = 0;
    std::uint64_t m_round = 0;  ///< of opening; answers of an earlier one are passed over
};

}  // namespace mirror::ui
