#pragma once
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "filter/word_import.h"
#include "proxycore/api/snapshot.h"

namespace mirror::engine {

/// The words thread: work on word lists, one piece after another, none of it on the request path. add(), cancel() and running() may be called from any thread.
class WordQueue {
public:
    /// What is known of a piece of work while it waits and runs.
    struct Ticket {
        WordsTask task = WordsTask::none;
        std::uint64_t draft = 0;
        std::atomic<bool> isCancelled = false;
        std::atomic<std::uint32_t> permille = 0;
        filter::Progress progress() {
            return {[this] { return isCancelled.load(std::memory_order_relaxed); }, [this](std::uint32_t done) { permille.store(done, std::memory_order_relaxed); }};
        }
    };
    using Work = std::function<void(Ticket&)>;

    WordQueue();
    /// Work that has not begun still runs, cancelled, so that everybody gets an answer.
    ~WordQueue();
    WordQueue(const WordQueue&) = delete;
    WordQueue& operator=(const WordQueue&) = delete;

    /// What may wait at once: so many pieces, of them so many imports, each of which holds its file.
    static constexpr std::size_t kMaxWaiting = 100;
    static constexpr std::size_t kMaxWaitingImports = 4;
    /// A piece of work somebody outside asks for; `draft` 0: it is about none. False, and the work is dropped, when too much waits already.
    [[nodiscard]] bool add(WordsTask task, std::uint64_t draft, Work work);
    /// The engine's own work: always taken, and only the end of the queue stops it.
    void addOwn(WordsTask task, Work work);
    /// Asks what waits or runs for a draft, and takes long, to stop. Nothing runs for draft 0.
    void cancel(std::uint64_t draft);
    /// The task that runs and how far it is; nothing when none does that takes long.
    struct Running {
        WordsTask task = WordsTask::none;
        std::uint64_t draft = 0;
        std::uint32_t permille = 0;
    };
    std::optional<Running> running() const;

private:
    struct Item {
        std::shared_ptr<Ticket> ticket;
        Work work;
    };
    void run();
    std::optional<Item> next();
    bool isFull(WordsTask task) const;
    void push(WordsTask task, std::uint64_t draft, Work work);

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Item> m_items;
    std::shared_ptr<Ticket> m_running;
    bool m_isClosing = false;
    std::thread m_thread;
};

}  // namespace mirror::engine
