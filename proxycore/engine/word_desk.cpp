#include "engine/word_desk.h"

#include <future>

namespace mirror::engine {

namespace {

constexpr std::size_t kMaxCategories = 100;

}  // namespace

WordDesk::WordDesk(net::Reactor& control, std::filesystem::path folder, EventBus& events, std::function<void()> onRules)
    : m_control(control),
      m_store(folder),
      m_events(events),
      m_onRules(std::move(onRules)),
      m_hits(std::chrono::system_clock::now()),
      m_drafts(std::make_unique<WordDrafts>(filter::WordStore(std::move(folder)))),
      m_queue(std::make_unique<WordQueue>()) {}

WordDesk::~WordDesk() {
    m_queue.reset();
    *m_isAlive = false;
    // revisions that were made while the control thread was ending: they are on the disk, and whoever asked for them hears of it
    for (Applied& applied : m_applied) applied.done(std::move(applied.receipt));
}

Result<void> WordDesk::open(const FilterConfig& config) {
    if (m_rules) return {};
    m_steps = filter::stepsOf(config);
    std::promise<Result<ReadyWords>> opened;
    std::optional<RejectedWords> rejected;
    m_queue->addOwn(WordsTask::compile, [&](WordQueue::Ticket& ticket) { opened.set_value(m_drafts->openNewest(m_steps, ticket.progress(), rejected)); });
    const Result<ReadyWords> words = opened.get_future().get();
    if (rejected) refuse(m_seen = rejected->revision, rejected->error);
    if (!words) return fail(words.error());
    m_seen = std::max(m_seen, words->rules->revision());
    m_rules = words->rules;
    m_compileTime = words->compileTime;
    return {};
}

void WordDesk::setConfig(const FilterConfig& config) {
    const FoldSteps steps = filter::stepsOf(config);
    if (steps == m_steps) return;
    m_steps = steps;
    if (m_rules) compile(Wanted::present);
}

void WordDesk::look(bool force) {
    if (!m_rules || m_compiling > 0) return;
    const std::uint64_t newest = m_store.newest();
    const bool tryAgain = force && m_error;
    if (newest == 0 || (newest == m_seen && !tryAgain)) return;  // 0: the folder cannot be read
    m_seen = newest;
    if (newest != m_rules->revision())
        compile(Wanted::newest);
    else
        m_error.reset();  // the one that could not be read is gone
}

/// Makes a revision ready beside the one that filters, which goes on until it is. Which one is decided when its turn has come, so that it is not one that was overtaken meanwhile.
void WordDesk::compile(Wanted wanted) {
    ++m_compiling;
    m_queue->addOwn(WordsTask::compile, [this, wanted, steps = m_steps](WordQueue::Ticket& ticket) {
        const std::uint64_t revision = wanted == Wanted::newest ? m_drafts->newest() : m_drafts->present()->revision();
        auto words = std::make_shared<Result<ReadyWords>>(m_drafts->ready(revision, steps, ticket.progress()));
        if (*words) m_drafts->setPresent((*words)->rules);
        m_control.post([this, alive = m_isAlive, words, revision] {
            if (!*alive) return;
            --m_compiling;
            if (*words)
                take(**words);
            else
                refuse(revision, words->error());
        });
    });
}

/// In the order in which the words thread made them ready: the last is the one to filter.
void WordDesk::take(const ReadyWords& words) {
    m_seen = std::max(m_seen, words.rules->revision());
    if (words.rules == m_rules) return;
    m_rules = words.rules;
    m_compileTime = words.compileTime;
    m_error.reset();
    m_onRules();
    m_events.publish(EventKind::wordsApplied, Severity::info, {std::to_string(m_rules->revision()), words.note});
    if (m_rules->steps() != m_steps && m_compiling == 0) compile(Wanted::present);  // the configuration changed meanwhile
}

void WordDesk::refuse(std::uint64_t revision, Error error) {
    if (error.code == ErrorCode::cancelled) return;
    m_error = error;
    m_events.publish(EventKind::wordsRejected, Severity::critical, {std::to_string(revision)}, {std::move(error)});
}

/// Whoever applied is answered when the rules are with the workers.
void WordDesk::answerApplied(ReadyWords words, Receipt receipt, Answer done) {
    m_drafts->setPresent(words.rules);
    {
        const std::lock_guard lock(m_appliedMutex);
        m_applied.push_back({std::move(words), std::move(receipt), std::move(done)});
    }
    m_control.post([this, alive = m_isAlive] {
        if (*alive) answerNext();
    });
}

void WordDesk::answerNext() {
    std::unique_lock lock(m_appliedMutex);
    Applied applied = std::move(m_applied.front());
    m_applied.pop_front();
    lock.unlock();
    take(applied.words);
    applied.done(std::move(applied.receipt));
}

WordsStatus WordDesk::status() const {
    WordsStatus status;
    if (m_rules) {
        status.revision = m_rules->revision();
        status.words = m_rules->size();
        status.matcherBytes = {static_cast<std::int64_t>(m_rules->bytes())};
        status.compileTime = m_compileTime;
    }
    status.error = m_error;
    status.state = m_error ? WordsState::failed : WordsState::active;
    if (const auto running = m_queue->running()) {
        status.task = running->task;
        status.taskDraft = running->draft;
        status.taskPermille = running->permille;
        if (running->task == WordsTask::compile) status.state = WordsState::compiling;
    }
    status.today = m_hits.categories(kMaxCategories);
    status.maskedToday = m_hits.masked();
    return status;
}

}  // namespace mirror::engine
