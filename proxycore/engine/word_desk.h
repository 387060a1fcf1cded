#pragma once
#include <deque>
#include <memory>
#include <mutex>
#include <optional>

#include "engine/event_bus.h"
#include "engine/word_drafts.h"
#include "engine/word_hits.h"
#include "engine/word_queue.h"
#include "net/reactor.h"

namespace mirror::engine {

/// The word lists of the engine: which rules are in force, and the door to the words thread, where lists are edited, compiled and tried. Control thread only.
class WordDesk {
public:
    /// `folder` holds the revisions. `onRules` is called whenever other rules have come into force.
    WordDesk(net::Reactor& control, std::filesystem::path folder, EventBus& events, std::function<void()> onRules);
    /// What runs is stopped, what waits is answered `cancelled`; every command has had its answer when this returns.
    ~WordDesk();
    WordDesk(const WordDesk&) = delete;
    WordDesk& operator=(const WordDesk&) = delete;

    /// Waits until the newest revision that can be read filters. An error when none can: nothing must be served then. Does nothing when some rules are in force.
    Result<void> open(const FilterConfig& config);
    /// Null before open() has succeeded.
    const std::shared_ptr<const filter::Ruleset>& rules() const { return m_rules; }
    /// Makes the rules anew when folding is to be done in other steps.
    void setConfig(const FilterConfig& config);
    /// Looks whether somebody else has made a revision, or has taken one away. A revision that could not be read is tried again only with `force`.
    void look(bool force = false);

    using Answer = std::function<void(Result<Receipt>)>;
    /// Any thread. Runs a command about words; `done` is called once, on the words thread or this one. `cancelled` too when too many wait.
    template <class WordCommand>
    void submit(WordCommand command, Answer done);
    void cancel(std::uint64_t draft) { m_queue->cancel(draft); }

    WordHitsToday& hits() { return m_hits; }
    WordsStatus status() const;

private:
    enum class Wanted : std::uint8_t { newest, present };
    void compile(Wanted wanted);
    void take(const ReadyWords& words);
    void refuse(std::uint64_t revision, Error error);
    void answerApplied(ReadyWords words, Receipt receipt, Answer done);
    void answerNext();

    net::Reactor& m_control;
    filter::WordStore m_store;
    EventBus& m_events;
    std::function<void()> m_onRules;
    FoldSteps m_steps = kAllFoldSteps;
    std::shared_ptr<const filter::Ruleset> m_rules;
    Milliseconds m_compileTime{0};
    std::uint64_t m_seen = 0;  // the newest revision that was looked at
    int m_compiling = 0;       // own work that has not come back
    std::optional<Error> m_error;
    WordHitsToday m_hits;
    std::shared_ptr<bool> m_isAlive = std::make_shared<bool>(true);  // false: messages from the words thread come too late

    struct Applied {
        ReadyWords words;
        Receipt receipt;
        Answer done;
    };
    std::mutex m_appliedMutex;
    std::deque<Applied> m_applied;  // in force when the control thread takes them; then those who asked are answered

    std::unique_ptr<WordDrafts> m_drafts;  // used on the words thread
    std::unique_ptr<WordQueue> m_queue;    // last: its thread ends first
};

/// What kind of work a command is, as the status shows it.
template <class WordCommand>
constexpr WordsTask taskOf() {
    if constexpr (std::is_same_v<WordCommand, ImportWords>) return WordsTask::import;
    if constexpr (std::is_same_v<WordCommand, DryRun>) return WordsTask::dryRun;
    if constexpr (std::is_same_v<WordCommand, ApplyWords> || std::is_same_v<WordCommand, RestoreWords>) return WordsTask::compile;
    return WordsTask::none;
}

template <class WordCommand>
void WordDesk::submit(WordCommand command, Answer done) {
    std::uint64_t draft = 0;
    if constexpr (requires { command.draft; }) draft = command.draft;
    auto kept = std::make_shared<WordCommand>(std::move(command));
    const bool isTaken = m_queue->add(taskOf<WordCommand>(), draft, [this, kept, done](WordQueue::Ticket& ticket) {
        if (ticket.isCancelled) return done(fail(ErrorCode::cancelled));
        Result<Receipt> receipt = m_drafts->handle(*kept, ticket);
        auto applied = m_drafts->takeApplied();
        if (!applied) return done(std::move(receipt));
        answerApplied(std::move(*applied), std::move(*receipt), done);
    });
    if (!isTaken) done(fail(ErrorCode::cancelled, {}, "too many commands about words are waiting"));
}

}  // namespace mirror::engine
