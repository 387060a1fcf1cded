#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "proxycore/api/journal.h"

/// What the order of a segment's lines says: which records are missing, moved, doubled or not of this segment.
namespace mirror::log {

struct CheckedLine {
    std::uint64_t seq = 0;      ///< 0: it could not be opened
    bool isForeign = false;     ///< ... but with the key of another segment
};

struct OrderFlaw {
    JournalFlaw flaw = JournalFlaw::gap;  ///< gap, order, unreadable, foreign
    std::uint64_t record = 0;             ///< the record it is about: its own number, or that of the place it stands in
    bool operator==(const OrderFlaw&) const = default;
};

/// The fewest records that must have been changed, taken out, moved or put in so that 1, 2, 3 ... became `lines`. Rising by record. What was cut off the end
/// leaves no trace here.
std::vector<OrderFlaw> checkOrder(const std::vector<CheckedLine>& lines);

}  // namespace mirror::log
