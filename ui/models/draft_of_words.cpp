#include "ui/models/draft_of_words.h"

#include <QUndoCommand>
#include <algorithm>

#include "ui/link/engine_link.h"
#include "ui/models/word_step.h"

namespace mirror::ui {

namespace {

constexpr std::uint32_t kPage = 20'000;

}  // namespace

/// A step on the undo stack. One that was refused meanwhile takes itself off the stack.
class WordStepCommand : public QUndoCommand {
public:
    WordStepCommand(DraftOfWords& draft, std::shared_ptr<WordStep> step, const QString& text) : QUndoCommand(text), m_draft(draft), m_step(std::move(step)) {}
    void redo() override { walk(true); }
    void undo() override { walk(false); }
    const std::shared_ptr<WordStep>& step() const { return m_step; }

private:
    void walk(bool forward) {
        setObsolete(m_step->isRefused);
        m_draft.walk(m_step, forward);
    }
    DraftOfWords& m_draft;
    std::shared_ptr<WordStep> m_step;
};

void WordPatch::applyTo(Word& word) const {
    if (action) word.action = *action;
    if (scope) word.scope = *scope;
    if (enabled) word.enabled = *enabled;
    if (exact) word.exact = *exact;
    if (list) word.list = *list;
    if (category) word.category = *category;
    if (note) word.note = *note;
}

DraftOfWords::DraftOfWords(EngineLink& link, QObject* parent) : QObject(parent), m_link(link) {
    connect(&m_undo, &QUndoStack::cleanChanged, this, &DraftOfWords::modifiedChanged);
}

DraftOfWords::~DraftOfWords() {
    // The page goes with the window; whether the engine hears of it does not matter, it forgets old drafts by itself.
    if (m_info.draft != 0) m_link.submit(CloseWords{m_info.draft}, nullptr, {});
    disconnect(&m_undo, nullptr, this, nullptr);
}

const WordList* DraftOfWords::findList(std::uint16_t id) const {
    const auto found = std::find_if(m_lists.begin(), m_lists.end(), [id](const WordList& list) { return list.id == id; });
    return found == m_lists.end() ? nullptr : &*found;
}

bool DraftOfWords::isModified() const { return m_state == State::open && (m_isOldRevision || !m_undo.isClean()); }

void DraftOfWords::setState(State state) {
    if (m_state == state) return;
    m_state = state;
    emit stateChanged();
    emit modifiedChanged();
}

void DraftOfWords::whenSynced(QObject* context, std::function<void()> then) {
    if (isSynced()) return then();
    connect(this, &DraftOfWords::synced, context, std::move(then), Qt::SingleShotConnection);
}

// -- opening ------------------------------------------------------------------------------------------------------------

void DraftOfWords::open(std::uint64_t revision) {
    if (m_state == State::loading || m_state == State::open) return;
    m_isOldRevision = revision != 0 && revision != m_link.snapshot()->words.revision;
    setState(State::loading);
    emit loadingProgress(0, 0);
    m_link.submit(OpenWords{revision}, this, [this, round = ++m_round](Result<Receipt> result) {
        if (round != m_round) return;
        const auto* info = result ? std::get_if<WordDraft>(&*result) : nullptr;
        if (info == nullptr) return fail(result ? makeError(ErrorCode::internal) : result.error());
        takeDraft(*info);
        loadNext();
    });
}

void DraftOfWords::takeDraft(const WordDraft& info) {
    m_info = info;
    m_lists = info.lists;
    emit listsChanged();
}

void DraftOfWords::loadNext() {
    m_link.submit(QueryWords{m_info.draft, m_words.lastId(), kPage}, this, [this, round = m_round](Result<Receipt> result) {
        if (round != m_round) return;
        auto* page = result ? std::get_if<WordPage>(&*result) : nullptr;
        if (page == nullptr) return fail(result ? makeError(ErrorCode::internal) : result.error());
        takePage(std::move(*page));
    });
}

void DraftOfWords::takePage(WordPage page) {
    const bool more = page.more && !page.words.empty();
    m_words.put(std::move(page.words));
    emit loadingProgress(m_words.size(), m_info.words);
    if (more) return loadNext();
    finishLoading();
}

void DraftOfWords::finishLoading() {
    m_base = m_words;
    m_baseLists = m_lists;
    m_info.nextWordId = std::max(m_info.nextWordId, m_words.lastId() + 1);
    ++m_version;
    setState(State::open);
    emit changed({}, true);
    emit synced();
}

void DraftOfWords::fail(const Error& error) {
    close();
    setState(State::failed);
    emit failed(error);
}

void DraftOfWords::close() {
    ++m_round;
    if (m_info.draft != 0) m_link.submit(CloseWords{m_info.draft}, this, {});
    m_info = {};
    m_lists.clear();
    m_baseLists.clear();
    m_words = {};
    m_base = {};
    m_outbox.clear();
    m_isSending = false;
    m_isOldRevision = false;
    ++m_version;
    m_undo.clear();
    setState(State::closed);
    emit listsChanged();
    emit changed({}, true);
}

void DraftOfWords::revert() {
    close();
    open();
}

void DraftOfWords::tookEffect(std::uint64_t revision, bool rebased) {
    if (rebased) return revert();
    m_info.baseRevision = revision;
    m_isOldRevision = false;
    m_base = m_words;
    m_baseLists = m_lists;
    ++m_version;
    m_undo.setClean();
    emit modifiedChanged();
}

// -- editing ------------------------------------------------------------------------------------------------------------

void DraftOfWords::edit(const WordEdits& edits, const QString& text) {
    if (m_state != State::open || edits.empty()) return;
    auto step = std::make_shared<WordStep>();
    WordTable::Ids gone = edits.remove;
    const auto& dropped = edits.removeLists;
    const auto isDropped = [&dropped](std::uint16_t list) { return std::find(dropped.begin(), dropped.end(), list) != dropped.end(); };
    if (!dropped.empty())
        m_words.forEach([&](const Word& word) {
            if (isDropped(word.list)) gone.push_back(word.id);
            return true;
        });
    step->after = m_words;
    step->after.put(edits.put);
    step->after.remove(gone);
    step->listsAfter = m_lists;
    for (const WordList& list : edits.putLists) {
        const auto same = [&list](const WordList& one) { return one.id == list.id; };
        const auto found = std::find_if(step->listsAfter.begin(), step->listsAfter.end(), same);
        if (found == step->listsAfter.end())
            step->listsAfter.push_back(list);
        else
            *found = list;
    }
    std::erase_if(step->listsAfter, [&](const WordList& list) { return isDropped(list.id); });
    push(std::move(step), text);
}

void DraftOfWords::editMany(WordTable::Ids ids, const WordPatch& patch, const QString& text) {
    if (m_state != State::open || patch.empty()) return;
    std::vector<Word> words;
    words.reserve(ids.size());
    for (const std::uint32_t id : ids)
        if (const Word* word = m_words.find(id)) patch.applyTo(words.emplace_back(*word));
    auto step = std::make_shared<WordStep>();
    step->after = m_words;
    step->after.put(std::move(words));
    step->listsAfter = m_lists;
    push(std::move(step), text);
}

void DraftOfWords::removeMany(WordTable::Ids ids, const QString& text) {
    if (m_state != State::open) return;
    auto step = std::make_shared<WordStep>();
    step->after = m_words;
    step->after.remove(std::move(ids));
    step->listsAfter = m_lists;
    push(std::move(step), text);
}

void DraftOfWords::push(std::shared_ptr<WordStep> step, const QString& text) {
    step->before = m_words;
    step->listsBefore = m_lists;
    step->ids = WordTable::difference(step->before, step->after);
    if (step->ids.empty() && !step->hasListChange()) return;
    m_undo.push(new WordStepCommand(*this, std::move(step), text));
}

void DraftOfWords::walk(const std::shared_ptr<WordStep>& step, bool forward) {
    if (step->isRefused && !m_isTakingBack) return;
    step->isDone = forward;
    become(*step, forward);
    const bool isKnown = forward && std::exchange(step->isFromEngine, false);
    if (!isKnown && !m_isTakingBack) enqueue(step, forward, step->ids.size());
}

void DraftOfWords::become(const WordStep& step, bool forward) {
    m_words = forward ? step.after : step.before;
    m_lists = forward ? step.listsAfter : step.listsBefore;
    ++m_version;
    if (step.hasListChange()) emit listsChanged();
    if (!step.ids.empty()) emit changed(step.ids, false);
}

std::shared_ptr<WordStep> DraftOfWords::stepAt(int index) const {
    return static_cast<const WordStepCommand*>(m_undo.command(index))->step();
}

// -- import -------------------------------------------------------------------------------------------------------------

void DraftOfWords::fetchImported(std::uint32_t firstId, std::uint32_t nextId, const QString& text) {
    if (m_state != State::open || nextId <= firstId) return;
    m_info.nextWordId = std::max(m_info.nextWordId, nextId);
    auto step = std::make_shared<WordStep>();
    step->isFromEngine = true;
    step->ids = {firstId};
    fetchNext(step, nextId, text);
}

/// The words wait in the step until all are there: the table is replaced once.
void DraftOfWords::fetchNext(const std::shared_ptr<WordStep>& step, std::uint32_t nextId, const QString& text) {
    const std::uint32_t after = step->after.empty() ? step->ids.front() - 1 : step->after.lastId();
    m_link.submit(QueryWords{m_info.draft, after, kPage}, this, [this, step, nextId, text, round = m_round](Result<Receipt> result) {
        if (round != m_round) return;
        auto* page = result ? std::get_if<WordPage>(&*result) : nullptr;
        if (page == nullptr) return void(emit failed(result ? makeError(ErrorCode::internal) : result.error()));
        std::erase_if(page->words, [nextId](const Word& word) { return word.id >= nextId; });
        const bool more = page->more && !page->words.empty();
        step->after.put(std::move(page->words));
        if (more && step->after.lastId() + 1 < nextId) return fetchNext(step, nextId, text);
        std::vector<Word> imported;
        imported.reserve(step->after.size());
        step->after.forEach([&imported](const Word& word) { return imported.push_back(word), true; });
        step->after = m_words;
        step->after.put(std::move(imported));
        step->listsAfter = m_lists;
        push(step, text);
    });
}

}  // namespace mirror::ui
