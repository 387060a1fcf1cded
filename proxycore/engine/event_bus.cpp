#include "engine/event_bus.h"

#include <algorithm>

namespace mirror::engine {

class EventBus::Handle final : public Subscription {
public:
    Handle(std::shared_ptr<EventBus> bus, std::uint64_t id) : m_bus(std::move(bus)), m_id(id) {}
    ~Handle() override { m_bus->unsubscribe(m_id); }

private:
    std::shared_ptr<EventBus> m_bus;
    std::uint64_t m_id;
};

void EventBus::publish(EventKind kind, Severity severity, std::vector<std::string> args, std::vector<Error> errors) {
    const std::lock_guard delivery(m_delivery);
    Event event;
    std::vector<Entry> entries;
    {
        const std::lock_guard lock(m_mutex);
        event.time = std::chrono::system_clock::now();
        event.kind = kind;
        event.severity = severity;
        event.args = std::move(args);
        event.errors = std::move(errors);
        const auto repeats = [&](const Event& old) {
            return old.kind == event.kind && old.args == event.args && old.errors == event.errors && event.time - old.time < std::chrono::seconds(1);
        };
        if (std::any_of(m_events.begin(), m_events.end(), repeats)) return;
        event.id = ++m_lastEvent;
        m_events.push_back(event);
        if (m_events.size() > kKept) m_events.pop_front();
        entries = m_entries;
    }
    for (const Entry& entry : entries)
        if (isSubscribed(entry.id)) (*entry.handler)(event);  // a handler before it may have ended it
}

std::unique_ptr<Subscription> EventBus::subscribe(std::function<void(const Event&)> handler) {
    const std::lock_guard lock(m_mutex);
    m_entries.push_back({++m_lastEntry, std::make_shared<const std::function<void(const Event&)>>(std::move(handler))});
    return std::make_unique<Handle>(shared_from_this(), m_lastEntry);
}

void EventBus::unsubscribe(std::uint64_t id) {
    const std::lock_guard delivery(m_delivery);
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_entries, [id](const Entry& entry) { return entry.id == id; });
}

bool EventBus::isSubscribed(std::uint64_t id) const {
    const std::lock_guard lock(m_mutex);
    return std::any_of(m_entries.begin(), m_entries.end(), [id](const Entry& entry) { return entry.id == id; });
}

std::vector<Event> EventBus::after(std::uint64_t id, std::size_t limit) const {
    const std::lock_guard lock(m_mutex);
    std::vector<Event> out;
    for (const Event& event : m_events)
        if (event.id > id && out.size() < limit) out.push_back(event);
    return out;
}

}  // namespace mirror::engine
