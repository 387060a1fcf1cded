#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace mirror::engine {

/// A thread that does what it is given, one after the other, and between two such deeds a turn of the work that takes long: whoever asks something waits for one turn at most. add() may be
/// called from any thread.
class TurnThread {
public:
    /// `turn` works for some milliseconds; true: there is more to do now. It is called at least every `rest` too, for what is due by the clock. Both on the thread.
    TurnThread(const char* name, int niceness, std::function<bool()> turn, std::chrono::milliseconds rest);
    /// What was added before is still done.
    ~TurnThread();
    TurnThread(const TurnThread&) = delete;
    TurnThread& operator=(const TurnThread&) = delete;

    static constexpr std::size_t kMaxWaiting = 200;
    /// False, and the deed is dropped, when too much waits already or the thread ends.
    [[nodiscard]] bool add(std::function<void()> deed);

private:
    void run(const char* name, int niceness);
    bool wait(bool isBusy);

    std::function<bool()> m_turn;
    std::chrono::milliseconds m_rest;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::function<void()>> m_deeds;
    bool m_isClosing = false;
    std::thread m_thread;
};

}  // namespace mirror::engine
