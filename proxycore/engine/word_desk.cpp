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
}

Result<void> WordDesk::open(const FilterConfig& config) {
    if (m_rules) return {};
    m_steps = filter::stepsOf(config);
    std::promise<Result<ReadyWords>> opened;
    std::optional<Error> problem;
    m_queue->add(WordsTask::compile, 0, [&](WordQueue::Ticket& ticket) { opened.set_value(m_drafts->openNewest(m_steps, ticket.progress(), problem)); });
    const Result<ReadyWords> words = opened.get_future().get();
    m_seen = m_store.newest();
    if (problem) refuse(m_seen, *problem);
    if (!words) return fail(words.error());
    m_rules = words->rules;
    m_compileTime = words->compileTime;
    m_queue->add(WordsTask::none, 0, [this, rules = m_rules](WordQueue::Ticket&) { m_drafts->setPresent(rules); });
    return {};
}

void WordDesk::setConfig(const FilterConfig& config) {
    const FoldSteps steps = filter::stepsOf(config);
    if (steps == m_steps) return;
    m_steps = steps;
    if (m_rules) compile(m_rules->revision());
}

void WordDesk::look() {
    if (!m_rules || m_isCompiling) return;
    const std::uint64_t newest = m_store.newest();
    if (newest <= m_seen) return;
    m_seen = newest;
    if (newest > m_rules->revision()) compile(newest);
}

/// Makes a revision ready beside the one that filters, which goes on until it is.
void WordDesk::compile(std::uint64_t revision) {
    m_isCompiling = true;
    m_queue->add(WordsTask::compile, 0, [this, revision, steps = m_steps](WordQueue::Ticket& ticket) {
        auto words = std::make_shared<Result<ReadyWords>>(m_drafts->ready(revision, steps, ticket.progress()));
        if (*words) m_drafts->setPresent((*words)->rules);
        m_control.post([this, alive = m_isAlive, words, revision] {
            if (!*alive) return;
            m_isCompiling = false;
            if (*words)
                take(**words);
            else
                refuse(revision, words->error());
        });
    });
}

void WordDesk::take(const ReadyWords& words) {
    if (m_rules && words.rules->revision() < m_rules->revision()) return;  // overtaken by a newer one
    m_rules = words.rules;
    m_compileTime = words.compileTime;
    m_seen = std::max(m_seen, m_rules->revision());
    m_error.reset();
    m_onRules();
    m_events.publish(EventKind::wordsApplied, Severity::info, {std::to_string(m_rules->revision()), words.note});
    if (m_rules->steps() != m_steps) compile(m_rules->revision());  // the configuration changed meanwhile
}

void WordDesk::refuse(std::uint64_t revision, Error error) {
    if (error.code == ErrorCode::cancelled) return;
    m_error = error;
    m_events.publish(EventKind::wordsRejected, Severity::critical, {std::to_string(revision)}, {std::move(error)});
}

/// Whoever applied is answered when the rules are with the workers.
void WordDesk::answerApplied(ReadyWords words, Receipt receipt, Answer done) {
    m_drafts->setPresent(words.rules);
    auto kept = std::make_shared<Receipt>(std::move(receipt));
    m_control.post([this, alive = m_isAlive, words = std::move(words), kept, done = std::move(done)] {
        if (*alive) take(words);
        done(std::move(*kept));
    });
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
