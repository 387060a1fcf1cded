#include "pipeline/rule_log.h"

#include <algorithm>

namespace mirror::pipeline {

std::string ruleName(const filter::RuleInfo& rule) { return (rule.kind == WordKind::regex ? "r" : "w") + std::to_string(rule.id); }

std::string starsFor(std::string_view text) {
    const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    return std::string(static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins)), '*');
}

void RuleLog::found(const filter::RuleInfo& rule, WordAction action, bool inAnswer, const std::string& where, FoldSteps steps, std::uint32_t count) {
    m_shard.ruleHit(rule.id, rule.category, action, inAnswer, count);
    RuleHit hit;
    hit.rule = ruleName(rule);
    hit.category = rule.category;
    hit.action = action;
    hit.output = inAnswer;
    hit.where = where;
    hit.steps = steps;
    hit.count = count;
    keep(std::move(hit));
}

void RuleLog::masked(PiiKind kind, const std::string& where, std::uint32_t count) {
    m_shard.masked(kind, count);
    RuleHit hit;
    hit.rule = "pii-" + std::string(piiKindName(kind));
    hit.action = WordAction::mask;
    hit.where = where;
    hit.count = count;
    keep(std::move(hit));
}

/// What was found before at the same place is counted there; without a place, where that rule was found first.
void RuleLog::keep(RuleHit hit) {
    std::vector<RuleHit>& rules = m_exchange.rules;
    const auto same = std::find_if(rules.begin(), rules.end(), [&](const RuleHit& known) {
        return known.rule == hit.rule && known.output == hit.output && known.action == hit.action && (hit.where.empty() || known.where == hit.where);
    });
    if (same != rules.end()) {
        same->count += hit.count;
        same->steps |= hit.steps;
    } else if (rules.size() < kMaxRuleHits) {
        rules.push_back(std::move(hit));
    }
}

void RuleTally::add(std::uint32_t rule, FoldSteps steps) {
    // looked for from the end: hits of one rule come in rows
    const auto known = std::find_if(entries.rbegin(), entries.rend(), [rule](const Entry& entry) { return entry.rule == rule; });
    if (known == entries.rend()) {
        entries.push_back({rule, 1, steps});
        return;
    }
    ++known->count;
    known->steps |= steps;
}

}  // namespace mirror::pipeline
