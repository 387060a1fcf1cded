#include "filter/ruleset.h"

#include <zlib.h>

#include <algorithm>

namespace mirror::filter {
namespace {

std::uint32_t sumOf(std::string_view text) {
    return static_cast<std::uint32_t>(::crc32_z(0, reinterpret_cast<const Bytef*>(text.data()), text.size()));
}

// Slices keep the folded letters in the cache and the memory of a thread small.
constexpr std::size_t kSlice = 32 * 1024;
constexpr std::size_t kWordsBetweenQuestions = 1024;
// One rule in one text; what lies behind counts as one hit. Bounds the time an expression costs that matches at every letter.
constexpr std::size_t kMostRegexHits = 50'000;

bool counts(const WordBook& book, const Word& word) {
    const WordList* list = book.findList(word.list);
    return word.enabled && list != nullptr && list->enabled;
}

// The patterns of a book as they are gathered.
struct Gathering {
    std::vector<Pattern> folded, exact;

    bool add(const Word& word, const TextFolder& folder, const TextFolder& exactFolder, std::uint32_t rule) {
        Pattern pattern{(word.exact ? exactFolder : folder).fold(word.text), rule, word.scope, word.kind == WordKind::exception, !word.exact};
        if (pattern.letters.empty() || pattern.letters.size() > kMaxWordLength) return false;
        (word.exact ? exact : folded).push_back(std::move(pattern));
        return true;
    }
};

}  // namespace

Ruleset::Ruleset(FoldSteps steps) : m_steps(steps), m_words(steps) {}
Ruleset::~Ruleset() = default;

void Ruleset::addRule(const Word& word) { m_rules.push_back({word.id, word.kind, word.action, word.scope, word.exact, sumOf(word.text), word.category}); }

Result<std::shared_ptr<const Ruleset>> Ruleset::compile(const WordBook& book, const Options& options) {
    std::shared_ptr<Ruleset> set(new Ruleset(options.steps));
    set->m_revision = book.revision;
    const TextFolder exactFolder(0);
    Gathering patterns;
    std::size_t seen = 0;
    for (const bool exceptions : {false, true}) {
        for (const Word& word : book.words) {
            if (seen++ % kWordsBetweenQuestions == 0) {
                if (options.isCancelled && options.isCancelled()) return fail(ErrorCode::cancelled);
                if (options.onPermille) options.onPermille(static_cast<std::uint32_t>(seen * 350 / book.words.size()));
            }
            if ((word.kind == WordKind::exception) != exceptions || !counts(book, word)) continue;
            const auto rule = static_cast<std::uint32_t>(set->m_rules.size());
            const bool taken = word.kind == WordKind::regex ? set->m_regexes.add(word.text, rule, word.scope)
                                                            : patterns.add(word, set->m_words.folder(), exactFolder, rule);
            if (taken) set->addRule(word);
        }
        if (!exceptions) set->m_ruleCount = static_cast<std::uint32_t>(set->m_rules.size());
    }
    if (const Result<void> built = set->m_words.build(patterns.folded, patterns.exact, options.isCancelled); !built) return fail(built.error());
    set->m_regexes.finish();
    set->noteDirections();
    if (options.onPermille) options.onPermille(1000);
    return std::shared_ptr<const Ruleset>(set);
}

// Exceptions alone say nothing; beside a regex rule they do.
void Ruleset::noteDirections() {
    const auto scans = [&](WordScope direction) {
        if (m_regexes.looksFor(direction) && m_ruleCount < m_rules.size()) return true;
        return std::any_of(m_rules.begin(), m_rules.begin() + m_ruleCount, [&](const RuleInfo& rule) {
            return rule.kind == WordKind::word && (rule.scope == WordScope::both || rule.scope == direction);
        });
    };
    m_wordsIn = scans(WordScope::input);
    m_wordsOut = scans(WordScope::output);
}

bool Ruleset::empty() const { return m_ruleCount == 0; }
bool Ruleset::looksFor(WordScope direction) const { return scansWords(direction) || m_regexes.looksFor(direction); }

std::size_t Ruleset::bytes() const {
    std::size_t names = 0;
    for (const RuleInfo& rule : m_rules) names += rule.category.capacity() > std::string().capacity() ? rule.category.capacity() + 1 : 0;
    return sizeof(Ruleset) + m_rules.capacity() * sizeof(RuleInfo) + names + m_words.bytes() + m_regexes.bytes();
}

// Goes through the text in slices; a slice of which too little is decided is taken again, twice as long. Returns what is decided.
std::size_t Ruleset::scanWords(const WordRules::Slice& text, WordScope direction, WordContext& context, ScanRoom& room) const {
    if (!scansWords(direction)) return text.text.size();
    std::size_t done = 0;
    for (std::size_t length = kSlice; done < text.text.size();) {
        const std::string_view piece = text.text.substr(done, length);
        const bool isLast = done + piece.size() == text.text.size();
        const std::size_t cut = m_words.scan({piece, text.offset + done, isLast && text.atEnd}, direction, context, room.words, room.found);
        done += cut;
        if (isLast) break;
        length = cut < piece.size() / 2 ? length * 2 : kSlice;
    }
    return done;
}

void Ruleset::takeExceptions(std::vector<Found>& found, std::vector<Found>& exceptions) const {
    const auto isRule = [&](const Found& each) { return each.rule < m_ruleCount; };
    const auto firstException = std::stable_partition(found.begin(), found.end(), isRule);
    exceptions.insert(exceptions.end(), firstException, found.end());
    found.erase(firstException, found.end());
    const auto before = [](const Found& a, const Found& b) { return a.begin < b.begin; };
    if (!std::is_sorted(exceptions.begin(), exceptions.end(), before)) std::stable_sort(exceptions.begin(), exceptions.end(), before);
}

bool Ruleset::isStronger(const Found& a, const Found& b) const {
    if (a.begin != b.begin) return a.begin < b.begin;
    const WordAction first = m_rules[a.rule].action, second = m_rules[b.rule].action;
    if (first != second) return first < second;
    return a.end != b.end ? a.end > b.end : a.rule < b.rule;
}

// Both by their begin: of the exceptions that begin no later than a hit, the one that reaches farthest decides, and among such the one that begins first.
void Ruleset::tell(ScanRoom& room, const std::vector<Found>& exceptions, bool withSaved, std::vector<Hit>& hits) const {
    std::sort(room.found.begin(), room.found.end(), [&](const Found& a, const Found& b) { return isStronger(a, b); });
    room.found.erase(std::unique(room.found.begin(), room.found.end()), room.found.end());
    const Found* farthest = nullptr;
    auto exception = exceptions.begin();
    for (const Found& hit : room.found) {
        for (; exception != exceptions.end() && exception->begin <= hit.begin; ++exception)
            if (farthest == nullptr || exception->end > farthest->end) farthest = &*exception;
        const bool saved = farthest != nullptr && farthest->end >= hit.end && farthest->end - farthest->begin > hit.end - hit.begin;
        if (!saved || withSaved) hits.push_back({hit.rule, saved ? farthest->rule + 1 : 0, hit.begin, hit.end});
    }
}

void Ruleset::scanRegexes(std::string_view text, WordScope direction, ScanRoom& room) const {
    m_regexes.matching(text, direction, room.regexes);
    for (const int found : room.regexes) {
        const auto index = static_cast<std::size_t>(found);
        std::size_t from = 0;
        for (std::size_t count = 0; const std::optional<RegexSpan> span = m_regexes.next(index, text, from); ++count) {
            from = count < kMostRegexHits ? span->end : text.size();
            room.found.push_back({m_regexes.rule(index), span->begin, from});
        }
    }
}

void Ruleset::scan(std::string_view text, WordScope direction, ScanRoom& room, std::vector<Hit>& hits, bool withSaved) const {
    WordContext context;
    room.found.clear();
    room.exceptions.clear();
    scanWords({text, 0, true}, direction, context, room);
    scanRegexes(text, direction, room);
    if (room.found.empty()) return;
    takeExceptions(room.found, room.exceptions);
    tell(room, room.exceptions, withSaved, hits);
}

FoldSteps Ruleset::stepsOf(const Hit& hit, std::string_view matched) const {
    const RuleInfo& rule = m_rules[hit.rule];
    return rule.kind == WordKind::regex || rule.exact || rule.textSum == sumOf(matched) ? FoldSteps{0} : m_words.folder().stepsIn(matched);
}

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
