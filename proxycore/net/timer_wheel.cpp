#include "net/timer_wheel.h"

#include <algorithm>
#include <bit>

namespace mirror::net {

void Timer::disarm() {
    if (!m_previous) return;
    *m_previous = m_next;
    if (m_next) m_next->m_previous = m_previous;
    m_next = nullptr;
    m_previous = nullptr;
}

std::uint64_t TimerWheel::tickAt(SteadyTime time) const {
    const auto elapsed = std::chrono::ceil<std::chrono::milliseconds>(time - m_start).count();
    return elapsed < 0 ? 0 : static_cast<std::uint64_t>(elapsed);
}

void TimerWheel::arm(Timer& timer, SteadyTime deadline) {
    timer.disarm();
    timer.m_tick = std::max(tickAt(deadline), m_now + 1);
    put(timer);
}

void TimerWheel::put(Timer& timer) {
    const std::uint64_t ahead = timer.m_tick - m_now;
    int level = 0;
    while (level < kLevels - 1 && ahead >= (kSlots[static_cast<std::size_t>(level)] << kShift[static_cast<std::size_t>(level)])) ++level;
    const auto at = static_cast<std::size_t>(level);
    std::uint64_t tick = timer.m_tick;
    if (level == kLevels - 1) tick = std::min(tick, m_now + ((kSlots[at] - 1) << kShift[at]));
    const std::uint64_t index = (tick >> kShift[at]) % kSlots[at];
    m_used[at][index / 64] |= std::uint64_t{1} << (index % 64);
    Timer*& slot = m_slots[at][index];
    timer.m_next = slot;
    timer.m_previous = &slot;
    if (slot) slot->m_previous = &timer.m_next;
    slot = &timer;
}

void TimerWheel::cascade(int level) {
    const auto at = static_cast<std::size_t>(level);
    if (level + 1 < kLevels && ((m_now >> kShift[at]) % kSlots[at]) == 0) cascade(level + 1);
    Timer*& slot = m_slots[at][(m_now >> kShift[at]) % kSlots[at]];
    Timer* list = slot;
    slot = nullptr;
    while (list) {
        Timer* timer = list;
        list = timer->m_next;
        timer->m_next = nullptr;
        timer->m_previous = nullptr;
        if (timer->m_tick < m_now) timer->m_tick = m_now;
        put(*timer);
    }
}

void TimerWheel::fireSlot(Timer*& slot) {
    while (Timer* timer = slot) {
        timer->disarm();
        timer->onTimer();
    }
}

void TimerWheel::advance(SteadyTime now) {
    // floor, not ceil: a tick is over only when its whole millisecond has passed
    const auto elapsed = std::chrono::floor<std::chrono::milliseconds>(now - m_start).count();
    const std::uint64_t target = elapsed < 0 ? 0 : static_cast<std::uint64_t>(elapsed);
    while (m_now < target) {
        ++m_now;
        if (m_now % kSlots[0] == 0) cascade(1);
        fireSlot(m_slots[0][m_now % kSlots[0]]);
    }
}

/// How many slots after the one of "now" the next timer lies, 0 if the level is empty. The slot of "now" was opened when its time came:
/// what lies in it has wrapped around and is a whole round ahead.
std::uint64_t TimerWheel::slotsUntilNext(int level) {
    const auto at = static_cast<std::size_t>(level);
    const std::uint64_t slots = kSlots[at], words = slots / 64;
    const std::uint64_t start = ((m_now >> kShift[at]) + 1) % slots;
    const std::uint64_t fromStart = ~std::uint64_t{0} << (start % 64);
    for (std::uint64_t step = 0; step <= words; ++step) {  // the word of the start comes twice: first its end, at last its beginning
        const std::uint64_t word = (start / 64 + step) % words;
        std::uint64_t& used = m_used[at][word];
        std::uint64_t left = used & (step == 0 ? fromStart : step == words ? ~fromStart : ~std::uint64_t{0});
        for (; left != 0; left &= left - 1) {
            const auto bit = static_cast<std::uint64_t>(std::countr_zero(left));
            const std::uint64_t index = word * 64 + bit;
            if (m_slots[at][index]) return (index + slots - start) % slots + 1;
            used &= ~(std::uint64_t{1} << bit);
        }
    }
    return 0;
}

int TimerWheel::delayUntilNext(SteadyTime now) {
    std::uint64_t next = UINT64_MAX;
    for (int level = 0; level < kLevels; ++level) {
        const auto at = static_cast<std::size_t>(level);
        if (const std::uint64_t ahead = slotsUntilNext(level)) next = std::min(next, std::max(((m_now >> kShift[at]) + ahead) << kShift[at], m_now + 1));
    }
    if (next == UINT64_MAX) return -1;
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(m_start + std::chrono::milliseconds(next) - now).count();
    return static_cast<int>(std::clamp<std::int64_t>(wait, 0, 60'000));
}

}  // namespace mirror::net
