#pragma once
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "proxycore/api/engine.h"

namespace mirror::engine {

/// Gives events to whoever has subscribed, and keeps the last ones for those who ask later. publish() is called by the control thread;
/// subscribing and unsubscribing by any.
class EventBus : public std::enable_shared_from_this<EventBus> {
public:
    static constexpr std::size_t kKept = 500;
    /// Sets id and time. Equal events (kind, args and errors) within a second are told once.
    void publish(EventKind kind, Severity severity, std::vector<std::string> args = {}, std::vector<Error> errors = {});
    std::unique_ptr<Subscription> subscribe(std::function<void(const Event&)> handler);
    std::vector<Event> after(std::uint64_t id, std::size_t limit) const;

private:
    class Handle;
    struct Entry {
        std::uint64_t id;
        std::shared_ptr<const std::function<void(const Event&)>> handler;
    };
    void unsubscribe(std::uint64_t id);
    bool isSubscribed(std::uint64_t id) const;
    mutable std::mutex m_mutex;
    std::recursive_mutex m_delivery;  // held while handlers run, so that unsubscribe() can promise silence
    std::vector<Entry> m_entries;
    std::deque<Event> m_events;
    std::uint64_t m_lastEntry = 0;
    std::uint64_t m_lastEvent = 0;
};

}  // namespace mirror::engine
