#include "log/order_check.h"

#include <algorithm>
#include <unordered_set>

namespace mirror::log {

namespace {
bool isUntouched(const std::vector<CheckedLine>& lines) {
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (lines[i].seq != i + 1) return false;
    return true;
}

// The two lines that changed places, when that is all that happened. (How many must be taken out to make the rest rise does not tell which of three in reverse
// order were moved.)
std::vector<OrderFlaw> swappedLines(const std::vector<CheckedLine>& lines) {
    std::vector<OrderFlaw> displaced;
    for (std::size_t i = 0; i < lines.size() && displaced.size() <= 2; ++i)
        if (lines[i].seq != i + 1) displaced.push_back({JournalFlaw::order, i + 1});
    const bool isSwap = displaced.size() == 2 && lines[displaced[0].record - 1].seq == displaced[1].record && lines[displaced[1].record - 1].seq == displaced[0].record;
    return isSwap ? displaced : std::vector<OrderFlaw>();
}

// Which lines stay when as few as possible are taken out so that the rest rises: a longest increasing subsequence (patience sorting).
std::vector<bool> stayingLines(const std::vector<CheckedLine>& lines) {
    std::vector<std::size_t> tails, before(lines.size(), SIZE_MAX);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].seq == 0) continue;
        const auto at = std::lower_bound(tails.begin(), tails.end(), lines[i].seq, [&](std::size_t line, std::uint64_t seq) { return lines[line].seq < seq; });
        if (at != tails.begin()) before[i] = *std::prev(at);
        // The first of two equal ones stays.
        if (at == tails.end()) {
            tails.push_back(i);
        } else if (lines[*at].seq != lines[i].seq) {
            *at = i;
        }
    }
    std::vector<bool> stays(lines.size(), false);
    for (std::size_t i = tails.empty() ? SIZE_MAX : tails.back(); i != SIZE_MAX; i = before[i]) stays[i] = true;
    return stays;
}

/// Gathers what lies between two lines that stay.
class Between {
public:
    Between(const std::unordered_set<std::uint64_t>& seen, std::vector<OrderFlaw>& flaws) : m_seen(seen), m_flaws(flaws) {}
    void add(const CheckedLine& line) { m_bad.push_back(line.isForeign ? JournalFlaw::foreign : JournalFlaw::unreadable); }
    /// Up to the line with number `seq`: each missing number is the place of a line that could not be opened, as long as there are any, then a gap.
    void close(std::uint64_t seq) {
        std::size_t used = 0;
        for (std::uint64_t missing = m_last + 1; missing < seq; ++missing)
            if (!m_seen.contains(missing)) m_flaws.push_back({used < m_bad.size() ? m_bad[used++] : JournalFlaw::gap, missing});
        for (; used < m_bad.size(); ++used) m_flaws.push_back({m_bad[used], seq});
        m_bad.clear();
        m_last = seq;
    }
    /// Behind the last one nothing tells what is missing.
    void closeEnd() {
        for (std::size_t i = 0; i < m_bad.size(); ++i) m_flaws.push_back({m_bad[i], m_last + 1 + i});
    }

private:
    const std::unordered_set<std::uint64_t>& m_seen;
    std::vector<OrderFlaw>& m_flaws;
    std::vector<JournalFlaw> m_bad;
    std::uint64_t m_last = 0;
};
}  // namespace

std::vector<OrderFlaw> checkOrder(const std::vector<CheckedLine>& lines) {
    std::vector<OrderFlaw> flaws;
    if (isUntouched(lines)) return flaws;
    if (auto swapped = swappedLines(lines); !swapped.empty()) return swapped;
    const std::vector<bool> stays = stayingLines(lines);
    std::unordered_set<std::uint64_t> seen;
    for (const CheckedLine& line : lines) seen.insert(line.seq);
    Between between(seen, flaws);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].seq == 0) {
            between.add(lines[i]);
        } else if (stays[i]) {
            between.close(lines[i].seq);
        } else {
            flaws.push_back({JournalFlaw::order, lines[i].seq});
        }
    }
    between.closeEnd();
    std::stable_sort(flaws.begin(), flaws.end(), [](const OrderFlaw& a, const OrderFlaw& b) { return a.record < b.record; });
    return flaws;
}

}  // namespace mirror::log
