#include "filter/ruleset.h"

#include <algorithm>

#include "filter/matcher.h"

namespace mirror::filter {

struct Ruleset::Parts {
    std::vector<std::string> words;
};
Ruleset::Ruleset() : m_parts(std::make_unique<Parts>()) {}
Ruleset::~Ruleset() = default;

Result<std::shared_ptr<const Ruleset>> Ruleset::compile(const WordBook& book, const Options& options) {
    std::shared_ptr<Ruleset> set(new Ruleset());
    set->m_revision = book.revision;
    set->m_steps = options.steps;
    for (const Word& word : book.words) {
        const WordList* list = book.findList(word.list);
        if (!word.enabled || list == nullptr || !list->enabled || word.kind != WordKind::word) continue;
        set->m_rules.push_back({word.id, word.kind, word.action, word.scope, word.category});
        set->m_parts->words.push_back(word.text);
    }
    return std::shared_ptr<const Ruleset>(set);
}

bool Ruleset::empty() const { return m_rules.empty(); }
bool Ruleset::looksFor(WordScope direction) const {
    return std::any_of(m_rules.begin(), m_rules.end(), [&](const RuleInfo& rule) { return rule.scope == WordScope::both || rule.scope == direction; });
}
std::size_t Ruleset::bytes() const { return 0; }

void Ruleset::scan(std::string_view text, WordScope direction, ScanRoom&, std::vector<Hit>& hits, bool) const {
    for (std::uint32_t i = 0; i < m_rules.size(); ++i) {
        if (m_rules[i].scope != WordScope::both && m_rules[i].scope != direction) continue;
        const std::string& word = m_parts->words[i];
        for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) hits.push_back({i, 0, at, at + word.size()});
    }
    std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.begin < b.begin; });
}

std::uint64_t Ruleset::scanPiece(ScanState& state, std::string_view piece, bool atEnd, WordScope direction, ScanRoom& room, std::vector<Hit>& hits) const {
    state.kept += piece;
    std::size_t settled = state.kept.size();
    for (std::size_t from = state.kept.size(); !atEnd && from-- > 0;)
        for (const std::string& word : m_parts->words)
            if (word.size() > state.kept.size() - from && std::string_view(word).starts_with(std::string_view(state.kept).substr(from))) settled = from;
    std::vector<Hit> found;
    scan(state.kept, direction, room, found);
    for (Hit hit : found) {
        if (hit.begin >= settled) continue;
        hits.push_back({hit.rule, 0, hit.begin + state.offset, hit.end + state.offset});
    }
    state.kept.erase(0, settled);
    state.offset += settled;
    return state.offset;
}

FoldSteps Ruleset::stepsOf(const Hit&, std::string_view) const { return 0; }
Result<void> Ruleset::save(const std::filesystem::path&) const { return {}; }
Result<std::shared_ptr<const Ruleset>> Ruleset::load(const std::filesystem::path&, std::uint64_t, FoldSteps) { return fail(ErrorCode::notFound); }

FoldSteps stepsOf(const FilterConfig& config) {
    FoldSteps steps = 0;
    if (config.foldEntities) steps |= foldBit(FoldStep::entities);
    if (config.foldWidth) steps |= foldBit(FoldStep::width);
    if (config.foldIgnorable) steps |= foldBit(FoldStep::ignorable);
    if (config.foldTraditional) steps |= foldBit(FoldStep::traditional);
    if (config.foldSeparators) steps |= foldBit(FoldStep::separators);
    if (config.foldConfusables) steps |= foldBit(FoldStep::confusables);
    return steps;
}

}  // namespace mirror::filter
