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

RuleTally::Entry* RuleTally::add(std::uint32_t rule) {
    constexpr std::size_t kFew = 16;
    std::size_t at = 0;
    if (entries.size() <= kFew) {
        while (at < entries.size() && entries[at].rule != rule) ++at;
    } else {
        const auto known = m_index.find(rule);
        at = known == m_index.end() ? entries.size() : known->second;
    }
    if (at < entries.size()) {
        ++entries[at].count;
        return nullptr;
    }
    entries.push_back({rule, 1, 0});
    if (entries.size() == kFew + 1) {
        for (std::size_t i = 0; i < entries.size(); ++i) m_index.emplace(entries[i].rule, i);
    } else if (entries.size() > kFew + 1) {
        m_index.emplace(rule, at);
    }
    return &entries.back();
}

void RuleTally::clear() {
    entries.clear();
    m_index.clear();
}

}  // namespace mirror::pipeline
