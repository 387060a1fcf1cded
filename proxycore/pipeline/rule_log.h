#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "exchange/exchange.h"
#include "filter/ruleset.h"
#include "metrics/worker_shard.h"

namespace mirror::pipeline {

/// "w12" for a word, "r3" for a regex rule: what x-mirror-rule-id and records name.
std::string ruleName(const filter::RuleInfo& rule);

/// One character of a text becomes one '*'.
std::string starsFor(std::string_view text);

/// Counts what was found in one exchange, in the worker's shard and in the exchange's own list. Never keeps what was found.
class RuleLog {
public:
    RuleLog(exchange::Exchange& exchange, metrics::WorkerShard& shard) : m_exchange(exchange), m_shard(shard) {}
    /// Whether the list has room for another place. Telling a place means reading the document up to it: a request with many hits must not pay that for each.
    bool wantsPlace() { return m_exchange.rules.size() < kMaxRuleHits && m_placesAsked++ < kMostPlaces; }
    /// A rule was found `count` times at `where` (empty: not asked for) and dealt with as `action`.
    void found(const filter::RuleInfo& rule, WordAction action, bool inAnswer, const std::string& where, FoldSteps steps, std::uint32_t count = 1);
    /// Pieces of personal data were replaced.
    void masked(PiiKind kind, const std::string& where, std::uint32_t count);

private:
    static constexpr std::size_t kMostPlaces = 8;
    void keep(RuleHit hit);
    exchange::Exchange& m_exchange;
    metrics::WorkerShard& m_shard;
    std::size_t m_placesAsked = 0;
};

/// The hits of one text, each rule once with its number of hits; in the order in which they were found.
struct RuleTally {
    struct Entry {
        std::uint32_t rule = 0;
        std::uint32_t count = 0;
        FoldSteps steps = 0;  ///< of the first of them
    };
    std::vector<Entry> entries;
    /// Counts one hit. The entry when it is the rule's first: its steps are the caller's to fill, for finding them out costs more than counting.
    Entry* add(std::uint32_t rule);
    void clear();

private:
    std::unordered_map<std::uint32_t, std::size_t> m_index;  // of entries, once they are many: a text may hold every word there is
};

}  // namespace mirror::pipeline
