#pragma once
#include <array>
#include <cstdint>

#include "proxycore/api/units.h"

namespace mirror::net {

class TimerWheel;

/// Something that happens at a time, as a link in a TimerWheel. Embedded in its owner (no allocation); leaves the wheel when
/// destroyed. Belongs to one thread.
class Timer {
public:
    Timer() = default;
    Timer(const Timer&) = delete;
    Timer& operator=(const Timer&) = delete;
    bool isArmed() const { return m_previous != nullptr; }
    void disarm();

protected:
    virtual ~Timer() { disarm(); }
    /// Runs once when the time has come; the timer is disarmed by then and may be armed again or destroyed.
    virtual void onTimer() = 0;

private:
    friend class TimerWheel;
    Timer* m_next = nullptr;
    Timer** m_previous = nullptr;  // the pointer that points here
    std::uint64_t m_tick = 0;
};

/// Hierarchical timing wheel (Varghese and Lauck 1987): 1 ms ticks, levels of 256, 64, 64 and 64 slots, about 18.6 hours; later
/// deadlines wait in the last slot and are put again. Arming and disarming are O(1), which idle timers of ten thousand
/// connections need.
class TimerWheel {
public:
    explicit TimerWheel(SteadyTime start) : m_start(start) {}
    TimerWheel(const TimerWheel&) = delete;
    TimerWheel& operator=(const TimerWheel&) = delete;
    /// Re-arms if armed. Never fires before `deadline`; a deadline in the past fires at the next advance().
    void arm(Timer& timer, SteadyTime deadline);
    /// Runs everything due at `now`.
    void advance(SteadyTime now);
    /// Milliseconds from `now` until something may be due: 0 when overdue, -1 when nothing is armed.
    int delayUntilNext(SteadyTime now);

private:
    static constexpr int kLevels = 4;
    static constexpr std::array<int, kLevels> kShift{0, 8, 14, 20};
    static constexpr std::array<std::uint64_t, kLevels> kSlots{256, 64, 64, 64};
    std::uint64_t tickAt(SteadyTime time) const;
    void put(Timer& timer);
    void cascade(int level);
    void fireSlot(Timer*& slot);
    std::uint64_t slotsUntilNext(int level);

    SteadyTime m_start;
    std::uint64_t m_now = 0;  // the last tick that has been processed
    std::array<std::array<Timer*, 256>, kLevels> m_slots{};
    // A bit for each slot that has had a timer since it was last found empty: the search for the next one must not walk two kilobytes
    // of slots, which it does once a turn.
    std::array<std::array<std::uint64_t, 4>, kLevels> m_used{};
};

}  // namespace mirror::net
