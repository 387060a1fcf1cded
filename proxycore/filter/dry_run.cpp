#include "filter/dry_run.h"

#include <algorithm>
#include <unordered_map>

#include "filter/bundled_texts.h"
#include "filter/text_decoder.h"
#include "filter/text_files.h"

namespace mirror::filter {

namespace {

constexpr std::size_t kMaxWords = 1000;
constexpr std::size_t kMaxSamples = 200;
constexpr std::uint64_t kMaxSamplesOfWord = 3;
constexpr std::size_t kSurroundings = 40;  // characters
constexpr std::uint64_t kStopEvery = 256;  // passages

bool isContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// The last characters of `text`, at most kSurroundings of them.
std::string_view lastOf(std::string_view text) {
    std::size_t begin = text.size();
    for (std::size_t count = 0; begin > 0 && count < kSurroundings;)
        if (!isContinuation(text[--begin])) ++count;
    return text.substr(begin);
}

std::string_view firstOf(std::string_view text) {
    std::size_t end = 0;
    for (std::size_t count = 0; end < text.size(); ++end)
        if (!isContinuation(text[end]) && ++count > kSurroundings) break;
    return text.substr(0, end);
}

/// Whether anything of `known`, which is by begin, overlaps the hit.
bool overlapsAny(const std::vector<Hit>& known, const Hit& hit) {
    return std::any_of(known.begin(), known.end(), [&](const Hit& other) { return other.begin < hit.end && hit.begin < other.end; });
}

/// Goes through passages and counts.
class Run {
public:
    Run(const Ruleset& draft, const WordBook& book, const Ruleset* present, WordScope direction, const Progress& progress)
        : m_draft(draft), m_book(book), m_present(present), m_direction(direction), m_progress(progress) {}

    void expect(std::uint64_t bytes) { m_expected += bytes; }
    /// A second half follows, of texts nobody has counted.
    void expectMore() { m_parts = 2; }
    void beginMore() { m_part = 1; }
    void countUnreadable(std::uint64_t files, std::uint64_t bytes = 0) {
        m_report.unreadable += files;
        m_seen += bytes;
    }

    /// False when it is to stop.
    bool read(std::string_view name, std::string_view text, std::uint64_t bytes) {
        m_seen += bytes;
        return look(name, text, m_seen, m_expected);
    }
    /// The same for texts that tell by themselves how far they are.
    bool look(std::string_view name, std::string_view text, std::uint64_t done, std::uint64_t all) {
        ++m_report.documents;
        m_report.bytes += text.size();
        std::uint64_t line = 0;
        for (std::string_view rest = text, passage; nextLine(rest, passage);) {
            ++line;
            if (passage.find_first_not_of(" \t") == passage.npos) continue;
            if (++m_report.passages % kStopEvery == 0 && m_progress.stop()) return false;
            look({name, line, passage});
        }
        m_progress.tell(m_part * all + done, m_parts * all);
        return !m_progress.stop();
    }

    DryRunReport finish() {
        for (auto& [id, count] : m_counts)
            if (const Word* word = m_book.find(id)) m_report.words.push_back({*word, count.hits, count.texts, count.isNew});
        const std::size_t shown = std::min(m_report.words.size(), kMaxWords);
        const auto end = m_report.words.begin() + static_cast<std::ptrdiff_t>(shown);
        std::partial_sort(m_report.words.begin(), end, m_report.words.end(),
                          [](const DryRunWord& a, const DryRunWord& b) { return a.hits != b.hits ? a.hits > b.hits : a.word.id < b.word.id; });
        m_report.words.resize(shown);
        return std::move(m_report);
    }

private:
    struct Count {
        std::uint64_t hits = 0;
        std::uint64_t texts = 0;
        std::uint64_t lastText = 0;  // number of the document
        std::uint64_t samples = 0;
        bool isNew = false;
    };
    struct Passage {
        std::string_view document;
        std::uint64_t line;
        std::string_view text;
    };

    void look(const Passage& passage) {
        const bool then = scan(m_draft, passage.text, m_hits);
        m_known.clear();
        const bool now = m_present != nullptr && scan(*m_present, passage.text, m_known);
        m_report.blockedThen += then ? 1u : 0u;
        m_report.blockedNow += now ? 1u : 0u;
        m_report.newlyBlocked += then && !now ? 1u : 0u;
        for (const Hit& hit : m_hits) count(hit, passage, then && !now);
    }

    /// What blocks or masks, by begin; whether something blocks.
    bool scan(const Ruleset& rules, std::string_view text, std::vector<Hit>& hits) {
        hits.clear();
        for (const WordScope direction : {WordScope::input, WordScope::output})
            if (m_direction == WordScope::both || m_direction == direction) rules.scan(text, direction, m_room, hits);
        std::erase_if(hits, [&](const Hit& hit) { return rules.rule(hit.rule).action == WordAction::observe; });
        const auto place = [](const Hit& hit) { return std::tuple(hit.begin, hit.end, hit.rule); };
        std::sort(hits.begin(), hits.end(), [&](const Hit& a, const Hit& b) { return place(a) < place(b); });
        hits.erase(std::unique(hits.begin(), hits.end(), [&](const Hit& a, const Hit& b) { return place(a) == place(b); }), hits.end());
        return std::any_of(hits.begin(), hits.end(), [&](const Hit& hit) { return rules.rule(hit.rule).action == WordAction::block; });
    }

    void count(const Hit& hit, const Passage& passage, bool isNewlyBlocked) {
        const RuleInfo& rule = m_draft.rule(hit.rule);
        Count& count = m_counts[rule.id];
        ++count.hits;
        if (count.lastText != m_report.documents) ++count.texts;
        count.lastText = m_report.documents;
        count.isNew = count.isNew || !overlapsAny(m_known, hit);
        if (!isNewlyBlocked || rule.action != WordAction::block || count.samples >= kMaxSamplesOfWord || m_report.samples.size() >= kMaxSamples) return;
        ++count.samples;
        const std::string_view text = passage.text;
        m_report.samples.push_back({std::string(passage.document), passage.line, std::string(lastOf(text.substr(0, hit.begin))),
                                    std::string(text.substr(hit.begin, hit.end - hit.begin)), std::string(firstOf(text.substr(hit.end))), rule.id});
    }

    const Ruleset& m_draft;
    const WordBook& m_book;
    const Ruleset* m_present;
    WordScope m_direction;
    const Progress& m_progress;
    std::uint64_t m_expected = 0;  // bytes
    std::uint64_t m_seen = 0;
    std::uint64_t m_part = 0, m_parts = 1;
    ScanRoom m_room;
    std::vector<Hit> m_hits, m_known;
    std::unordered_map<std::uint32_t, Count> m_counts;  // by Word::id
    DryRunReport m_report;
};

bool readBundled(Run& run) {
    const std::span<const InnocentText> texts = innocentTexts();
    return std::all_of(texts.begin(), texts.end(), [&](const InnocentText& text) { return run.read(text.name, text.text, text.text.size()); });
}

/// False when it is to stop.
Result<bool> readMore(Run& run, const TextSource& more) {
    bool isWhole = true;
    if (!more.read) return isWhole;
    run.beginMore();
    const auto take = [&](std::string_view name, std::string_view text, std::uint64_t done, std::uint64_t all) { return isWhole = run.look(name, text, done, all); };
    if (auto read = more.read(take); !read) return fail(read.error());
    return isWhole;
}

bool readFolder(Run& run, const TextFolderContent& folder) {
    run.countUnreadable(folder.leftOut);
    for (const TextFile& file : folder.files) {
        const std::optional<std::string> text = readTextFile(file);
        if (!text) run.countUnreadable(1, file.bytes);
        if (text && !run.read(file.name, *text, file.bytes)) return false;
    }
    return true;
}

}  // namespace

Result<DryRunReport> dryRun(const Ruleset& draft, const WordBook& book, const Ruleset* present, const DryRunWords& command, const TextSource& more, const Progress& progress) {
    const auto begun = std::chrono::steady_clock::now();
    Result<TextFolderContent> folder;
    if (!command.folder.empty()) folder = textFilesUnder(command.folder);
    if (!folder) return fail(folder.error());
    Run run(draft, book, present, command.direction, progress);
    run.expect(folder->bytes);
    if (more.read) run.expectMore();
    if (command.bundled)
        for (const InnocentText& text : innocentTexts()) run.expect(text.text.size());
    Result<bool> isWhole = (!command.bundled || readBundled(run)) && readFolder(run, *folder);
    if (*isWhole) isWhole = readMore(run, more);
    if (!isWhole) return fail(isWhole.error());
    if (!*isWhole || progress.stop()) return fail(ErrorCode::cancelled);
    DryRunReport report = run.finish();
    report.took = std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now() - begun);
    return report;
}

std::span<const InnocentText> innocentTexts() { return bundledInnocentTexts(); }

}  // namespace mirror::filter
