#pragma once
#include <functional>
#include <initializer_list>
#include <thread>

namespace mirror::app {

/// Turns signals into calls on a thread of its own. Make it before any other thread: it blocks the signals in the calling
/// thread, and threads inherit that; one thread that does not block them would take them the default way.
class SignalWatcher {
public:
    /// `handler` gets the signal's number; calls do not overlap.
    SignalWatcher(std::initializer_list<int> numbers, std::function<void(int)> handler);
    SignalWatcher(const SignalWatcher&) = delete;
    SignalWatcher& operator=(const SignalWatcher&) = delete;
    /// After it returns the handler is not called again. The signals stay blocked.
    ~SignalWatcher();

private:
    void watch();
    int m_signals = -1;  // signalfd
    int m_stop = -1;     // eventfd
    std::function<void(int)> m_handler;
    std::thread m_thread;
};

}  // namespace mirror::app
