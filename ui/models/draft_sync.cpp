// How the edits of a draft reach the engine: in slices, one under way at a time, taken back when refused, sent again when the engine has lost the draft.
#include <QTimer>
#include <algorithm>

#include "ui/link/engine_link.h"
#include "ui/models/draft_of_words.h"
#include "ui/models/word_step.h"

namespace mirror::ui {

namespace {

/// Copying a slice takes the GUI thread about a millisecond.
constexpr std::size_t kSlice = 5000;
constexpr int kRetryMilliseconds = 2000;

bool hasRefusal(const std::vector<WordProblem>& problems) {
    return std::any_of(problems.begin(), problems.end(), [](const WordProblem& problem) { return isRefused(problem.flaw); });
}

/// The lists of `now` that `before` has not, or has otherwise.
std::vector<WordList> newLists(const std::vector<WordList>& before, const std::vector<WordList>& now) {
    std::vector<WordList> lists;
    for (const WordList& list : now)
        if (std::find(before.begin(), before.end(), list) == before.end()) lists.push_back(list);
    return lists;
}

std::vector<std::uint16_t> goneLists(const std::vector<WordList>& before, const std::vector<WordList>& now) {
    std::vector<std::uint16_t> ids;
    for (const WordList& list : before)
        if (std::none_of(now.begin(), now.end(), [&list](const WordList& one) { return one.id == list.id; })) ids.push_back(list.id);
    return ids;
}

}  // namespace

void DraftOfWords::enqueue(const std::shared_ptr<WordStep>& step, bool forward, std::size_t end) {
    m_outbox.push_back({step, forward, 0, end, false});
    sendNext();
}

/// Lists come before their words and go after them.
WordEdits DraftOfWords::slice(const Outgoing& outgoing) const {
    const WordStep& step = *outgoing.step;
    const WordTable& target = outgoing.forward ? step.after : step.before;
    const auto& from = outgoing.forward ? step.listsBefore : step.listsAfter;
    const auto& to = outgoing.forward ? step.listsAfter : step.listsBefore;
    WordEdits edits;
    if (outgoing.at == 0) edits.putLists = newLists(from, to);
    const std::size_t end = std::min(outgoing.at + kSlice, outgoing.end);
    for (std::size_t i = outgoing.at; i < end; ++i) {
        if (const Word* word = target.find(step.ids[i]))
            edits.put.push_back(*word);
        else
            edits.remove.push_back(step.ids[i]);
    }
    if (end == outgoing.end) edits.removeLists = goneLists(from, to);
    return edits;
}

void DraftOfWords::sendNext() {
    if (m_isSending || m_outbox.empty() || m_state != State::open) return;
    m_isSending = true;
    m_link.submit(EditWords{m_info.draft, slice(m_outbox.front())}, this, [this, round = m_round](Result<Receipt> result) {
        if (round != m_round) return;
        m_isSending = false;
        takeAnswer(std::move(result));
    });
}

void DraftOfWords::takeAnswer(Result<Receipt> result) {
    if (!result) {
        if (result.error().code == ErrorCode::notFound) return recover();
        emit failed(result.error());
        // Nothing is lost: the edits wait here, and putting them twice is putting them once.
        QTimer::singleShot(kRetryMilliseconds, this, &DraftOfWords::sendNext);
        return;
    }
    const auto* answer = std::get_if<WordsEdited>(&*result);
    if (answer != nullptr && hasRefusal(answer->problems)) return takeRefusal(*answer);
    if (answer != nullptr && !answer->problems.empty()) emit warned(answer->problems);
    if (m_outbox.empty()) return;
    Outgoing& first = m_outbox.front();
    first.at = std::min(first.at + kSlice, first.end);
    if (first.at == first.end) m_outbox.pop_front();
    if (m_outbox.empty()) emit synced();
    sendNext();
}

void DraftOfWords::takeRefusal(const WordsEdited& answer) {
    const Outgoing outgoing = m_outbox.front();
    m_outbox.pop_front();
    const std::vector<Word> words = slice(outgoing).put;
    const std::shared_ptr<WordStep> step = outgoing.step;
    if (step->isDone == outgoing.forward) takeBack(step);
    step->isRefused = true;
    // What had been taken of it goes back, ahead of everything else.
    if (outgoing.at > 0) m_outbox.push_front({step, !outgoing.forward, 0, outgoing.at, false});
    emit refused(answer.problems, words);
    if (m_outbox.empty()) emit synced();
    sendNext();
}

/// Steps hold whole tables, so those made on top of a refused one go with it; there are some only when the engine was slower than the operator.
void DraftOfWords::takeBack(const std::shared_ptr<WordStep>& step) {
    m_outbox.clear();
    m_isTakingBack = true;
    if (!step->isDone) {
        // The engine does not take an undo back in: what it holds now is what the step left.
        step->isDone = true;
        become(*step, true);
    } else {
        int index = -1;
        for (int i = 0; i < m_undo.count(); ++i)
            if (stepAt(i) == step) index = i;
        for (int i = std::max(index, 0); i < m_undo.count(); ++i) stepAt(i)->isRefused = true;
        while (index >= 0 && m_undo.index() > index) m_undo.undo();
    }
    m_isTakingBack = false;
}

/// The engine no longer knows the draft: the same revision is opened again and gets everything that differs from it.
void DraftOfWords::recover() {
    m_outbox.clear();
    m_isSending = true;  // nothing goes to a draft that is not there
    m_link.submit(OpenWords{m_info.baseRevision}, this, [this, round = ++m_round](Result<Receipt> result) {
        if (round != m_round) return;
        const auto* info = result ? std::get_if<WordDraft>(&*result) : nullptr;
        if (info == nullptr) {
            emit failed(result ? makeError(ErrorCode::internal) : result.error());
            QTimer::singleShot(kRetryMilliseconds, this, [this, round] {
                if (round == m_round) recover();
            });
            return;
        }
        m_info.draft = info->draft;
        m_info.nextWordId = std::max(m_info.nextWordId, info->nextWordId);
        m_info.nextListId = std::max(m_info.nextListId, info->nextListId);
        resend();
    });
}

void DraftOfWords::resend() {
    m_isSending = false;
    auto step = std::make_shared<WordStep>();
    step->before = m_base;
    step->after = m_words;
    step->listsBefore = m_baseLists;
    step->listsAfter = m_lists;
    step->ids = WordTable::difference(m_base, m_words);
    step->isDone = true;
    m_outbox.clear();
    if (!step->ids.empty() || step->hasListChange()) return enqueue(step, true, step->ids.size());
    emit synced();
}

}  // namespace mirror::ui
