#include "pipeline/request_filter.h"

#include <algorithm>

#include "openai/nested_json.h"
#include "pipeline/request_masking.h"
#include "pipeline/rule_log.h"

namespace mirror::pipeline {

using openai::TextLeaf;

bool screensWords(const Runtime& runtime) { return runtime.words && runtime.words->looksFor(WordScope::input); }
bool screensPersonalData(const Runtime& runtime) { return runtime.config->mask.beforeUpstream && runtime.mask.kinds != 0; }

namespace {

constexpr std::size_t kKeptHits = 4096;  // room kept for the next request

/// Looks for words in the texts of one request.
class WordScreen {
public:
    WordScreen(Context& context, const filter::Ruleset& words, exchange::Exchange& exchange, std::string_view body, const openai::BodyTexts& texts, std::vector<Star>& stars)
        : m_context(context), m_words(words), m_log(exchange, context.shard), m_body(body), m_texts(texts), m_stars(stars) {}

    Result<void> screen() {
        for (std::uint32_t i = 0; i < m_texts.leaves.size(); ++i) {
            if (const auto kind = m_texts.leaves[i].kind; kind == TextLeaf::Kind::number || kind == TextLeaf::Kind::caller) continue;
            if (auto clean = screenLeaf(i); !clean) return clean;
        }
        for (const openai::TextRun& run : m_texts.runs)
            if (auto clean = screenRun(run); !clean) return clean;
        return {};
    }

private:
    Result<void> screenLeaf(std::uint32_t index) {
        const TextLeaf& leaf = m_texts.leaves[index];
        scan(asRead(leaf));
        if (m_context.hitsRoom.empty()) return {};
        const bool isKey = leaf.kind == TextLeaf::Kind::key;
        for (const filter::Hit& hit : m_context.hitsRoom) {
            if (RuleTally::Entry* first = m_tally.add(hit.rule)) first->steps = stepsOf(hit, leaf.text);
            if (!isKey && m_words.rule(hit.rule).action == WordAction::mask)
                m_stars.push_back({index, static_cast<std::size_t>(hit.begin), static_cast<std::size_t>(hit.end)});
        }
        return account(leaf, isKey);
    }

    /// Arguments of tools and what tools return is JSON once more: its escapes part words.
    std::string_view asRead(const TextLeaf& leaf) {
        if (leaf.kind != TextLeaf::Kind::text || !openai::looksLikeNestedJson(leaf.whole)) return leaf.text;
        m_blanks = openai::EscapedBlanks();
        return m_blanks.opened(leaf.text);
    }

    /// What lies within one part has been found there.
    Result<void> screenRun(const openai::TextRun& run) {
        m_joined.clear();
        m_ends.clear();
        for (std::uint32_t i = 0; i < run.count; ++i) {
            m_joined += leafOf(run, i).text;
            m_ends.push_back(m_joined.size());
        }
        scan(m_joined);
        if (m_context.hitsRoom.empty()) return {};
        const auto crosses = [this](const filter::Hit& hit) { return partOf(hit.begin) != partOf(hit.end - 1); };
        std::uint32_t firstPart = 0;
        for (const filter::Hit& hit : m_context.hitsRoom) {
            if (!crosses(hit)) continue;
            if (m_tally.entries.empty()) firstPart = partOf(hit.begin);
            if (RuleTally::Entry* first = m_tally.add(hit.rule)) first->steps = stepsOf(hit, m_joined);
            if (m_words.rule(hit.rule).action == WordAction::mask) starAcross(run, hit);
        }
        return account(leafOf(run, firstPart), false);
    }

    void starAcross(const openai::TextRun& run, const filter::Hit& hit) {
        for (std::uint32_t part = partOf(hit.begin); part <= partOf(hit.end - 1); ++part) {
            const std::size_t from = part == 0 ? 0 : m_ends[part - 1];
            const std::size_t begin = std::max<std::size_t>(hit.begin, from) - from;
            const std::size_t end = std::min<std::size_t>(hit.end, m_ends[part]) - from;
            if (begin < end) m_stars.push_back({m_texts.joined[run.first + part], begin, end});
        }
    }

    /// Counts what is in the tally; the first rule that blocks is the answer.
    Result<void> account(const TextLeaf& leaf, bool isKey) {
        std::string where;
        Result<void> verdict;
        for (const RuleTally::Entry& entry : m_tally.entries) {
            const filter::RuleInfo& rule = m_words.rule(entry.rule);
            const WordAction action = isKey && rule.action == WordAction::mask ? WordAction::block : rule.action;
            if (where.empty() && m_log.wantsPlace()) where = openai::pathOf(m_body, leaf.raw);
            m_log.found(rule, action, false, where, entry.steps, entry.count);
            if (action == WordAction::block && verdict) verdict = fail(ErrorCode::contentNotAllowed, {ruleName(rule)});
        }
        m_tally.clear();
        return verdict;
    }

    void scan(std::string_view text) {
        m_context.hitsRoom.clear();
        m_words.scan(text, WordScope::input, m_context.scanRoom, m_context.hitsRoom);
    }
    FoldSteps stepsOf(const filter::Hit& hit, std::string_view text) const { return m_words.stepsOf(hit, text.substr(hit.begin, hit.end - hit.begin)); }
    const TextLeaf& leafOf(const openai::TextRun& run, std::uint32_t part) const { return m_texts.leaves[m_texts.joined[run.first + part]]; }
    std::uint32_t partOf(std::uint64_t offset) const { return static_cast<std::uint32_t>(std::upper_bound(m_ends.begin(), m_ends.end(), offset) - m_ends.begin()); }

    Context& m_context;
    const filter::Ruleset& m_words;
    RuleLog m_log;
    std::string_view m_body;
    const openai::BodyTexts& m_texts;
    std::vector<Star>& m_stars;
    RuleTally m_tally;
    std::string m_joined;
    openai::EscapedBlanks m_blanks;
    std::vector<std::size_t> m_ends;  // of the parts, in m_joined
};

}  // namespace

Result<void> screenRequest(Context& context, const Runtime& runtime, exchange::Exchange& exchange, std::string_view body, const openai::BodyTexts& texts, Screening& out) {
    std::vector<Star> stars;
    if (screensWords(runtime)) {
        WordScreen screen(context, *runtime.words, exchange, body, texts, stars);
        if (auto clean = screen.screen(); !clean) return clean;
    }
    if (context.hitsRoom.capacity() > kKeptHits) std::vector<filter::Hit>().swap(context.hitsRoom);
    const bool names = screensPersonalData(runtime);
    if (stars.empty() && !names) return {};
    RuleLog log(exchange, context.shard);
    mask::Masker masker(runtime.mask);
    out.edits = maskTexts(body, texts, std::move(stars), names ? &masker : nullptr, &log);
    if (names && runtime.config->mask.restore) out.restorer = mask::Restorer(masker.names());
    return {};
}

}  // namespace mirror::pipeline
