#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "filter/regex_rules.h"
#include "filter/text_folder.h"
#include "filter/word_book.h"
#include "filter/word_rules.h"
#include "proxycore/api/config.h"
#include "proxycore/api/result.h"

namespace mirror::filter {

/// What is known of a rule when it is found.
struct RuleInfo {
    std::uint32_t id = 0;  ///< Word::id
    WordKind kind = WordKind::word;
    WordAction action = WordAction::block;
    WordScope scope = WordScope::both;
    bool exact = false;
    std::uint32_t textSum = 0;  ///< checksum of Word::text: whether a hit is the word as it was listed
    std::string category;
};

/// A rule found: bytes [begin, end) of the text.
struct Hit {
    std::uint32_t rule = 0;     ///< index for Ruleset::rule()
    std::uint32_t savedBy = 0;  ///< 1 + index, for Ruleset::rule() too, of the exception that makes it no hit; only where such hits are asked for
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    bool operator==(const Hit&) const = default;
};

/// Room for one scan after another; one a thread. A few hundred KiB after the largest text.
struct ScanRoom {
    WordRoom words;
    std::vector<Found> found;       ///< rules and exceptions of one look
    std::vector<Found> exceptions;
    std::vector<int> regexes;
    std::string joined;             ///< what a regex rule sees of a stream
};

/// A text that comes in pieces, between two of them.
struct ScanState {
    WordContext context;
    std::uint64_t offset = 0;       ///< of the first byte that is still kept, from the beginning of the text
    std::uint64_t released = 0;     ///< what scanPiece() returned
    std::string kept;               ///< what may still become part of a hit of a word, or decide about one
    std::string window;             ///< the bytes before `kept`, for regex rules only
    std::vector<Found> exceptions;  ///< that may reach over a hit to come
    struct Told {
        std::uint32_t regex;
        std::uint64_t until;
    };
    std::vector<Told> told;         ///< where hits of a regex rule that have been told end
};

/// The rules of one revision of the word lists, compiled. Immutable, shared by all workers.
class Ruleset {
public:
    struct Options {
        FoldSteps steps = kAllFoldSteps;
        std::function<bool()> isCancelled;                ///< asked now and then
        std::function<void(std::uint32_t)> onPermille;    ///< how far it is
    };
    /// Entries that are enabled and in an enabled list. Such that cannot be used (nothing left after folding, bad regex) are refused by
    /// WordBook and left out here. Errors: cancelled.
    static Result<std::shared_ptr<const Ruleset>> compile(const WordBook& book, const Options& options);

    std::uint64_t revision() const { return m_revision; }
    FoldSteps steps() const { return m_steps; }
    bool empty() const;                                 ///< nothing to look for
    bool looksFor(WordScope direction) const;           ///< some rule counts in this direction (input or output)
    std::size_t size() const { return m_ruleCount; }    ///< rules, exceptions left out: they have the indices behind
    std::size_t bytes() const;
    const RuleInfo& rule(std::uint32_t index) const { return m_rules[index]; }

    /// Hits in a whole text, appended: by begin, at one place the strongest action first (block, mask, observe), every rule once a place. `direction` is input
    /// or output. A hit that lies whole within an exception and is shorter is none; `withSaved` tells those too.
    void scan(std::string_view text, WordScope direction, ScanRoom& room, std::vector<Hit>& hits, bool withSaved = false) const;
    /// The next piece of a text. Hits, with offsets from its beginning, are told as soon as nothing can change them; cutting the text elsewhere gives the
    /// same ones, each once, in the order in which they are decided. Returns how much of the text, from its beginning, can be in no later hit of a word; with
    /// `atEnd` all of it. Never less than before. Only what letters without meaning (zero-width characters ...) stretch over kMaxKept bytes is decided as if the text ended there.
    /// A regex rule looks back at the last 1,000 bytes. Its match is told once, when more text stands behind it or the text ends; one of a rule that blocks or masks which reaches the end of
    /// what is known is kept with its text until then. What is not a match yet is not held back.
    std::uint64_t scanPiece(ScanState& state, std::string_view piece, bool atEnd, WordScope direction, ScanRoom& room, std::vector<Hit>& hits) const;
    static constexpr std::size_t kMaxKept = 16 * 1024;
    /// Which folding steps it took to see this hit; `matched` is the piece of the text it covers. None when that is the word as listed.
    FoldSteps stepsOf(const Hit& hit, std::string_view matched) const;

    /// The compiled form in a file, for a quick start; replaced as a whole. fileWrite.
    Result<void> save(const std::filesystem::path& file) const;
    /// fileRead, or notFound when the file is of another revision, other steps, another version of the program, or damaged.
    static Result<std::shared_ptr<const Ruleset>> load(const std::filesystem::path& file, std::uint64_t revision, FoldSteps steps);

    ~Ruleset();

private:
    explicit Ruleset(FoldSteps steps);
    void addRule(const Word& word);
    void noteDirections();
    bool scansWords(WordScope direction) const { return direction == WordScope::input ? m_wordsIn : m_wordsOut; }
    std::size_t scanWords(const WordRules::Slice& text, WordScope direction, WordContext& context, ScanRoom& room) const;
    void takeExceptions(std::vector<Found>& found, std::vector<Found>& exceptions) const;
    void scanRegexes(std::string_view text, WordScope direction, ScanRoom& room) const;
    std::uint64_t scanRegexPiece(ScanState& state, std::string_view text, std::size_t cut, bool atEnd, WordScope direction, ScanRoom& room) const;
    void tell(ScanRoom& room, const std::vector<Found>& exceptions, bool withSaved, std::vector<Hit>& hits) const;
    bool isStronger(const Found& a, const Found& b) const;
    std::string packed() const;
    bool unpack(std::string_view bytes, std::uint64_t revision);

    std::uint64_t m_revision = 0;
    FoldSteps m_steps = kAllFoldSteps;
    std::uint32_t m_ruleCount = 0;
    bool m_wordsIn = false, m_wordsOut = false;  // whether words are to be scanned at all
    std::vector<RuleInfo> m_rules;               // exceptions last
    WordRules m_words;
    RegexRules m_regexes;
};

/// The switches of the configuration as steps.
FoldSteps stepsOf(const FilterConfig& config);

}  // namespace mirror::filter
