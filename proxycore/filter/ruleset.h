#pragma once
#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "filter/text_folder.h"
#include "filter/word_book.h"
#include "proxycore/api/config.h"
#include "proxycore/api/result.h"

namespace mirror::filter {

/// What is known of a rule when it is found.
struct RuleInfo {
    std::uint32_t id = 0;  ///< Word::id
    WordKind kind = WordKind::word;
    WordAction action = WordAction::block;
    WordScope scope = WordScope::both;
    std::string category;
};

/// A rule found: bytes [begin, end) of the text.
struct Hit {
    std::uint32_t rule = 0;     ///< index for Ruleset::rule()
    std::uint32_t savedBy = 0;  ///< 1 + index of the exception that makes it no hit; only where such hits are asked for
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

/// Room for one scan after another; one a thread.
struct ScanRoom {
    FoldedText folded;
    std::vector<struct Match> matches;
    std::vector<struct Match> exceptions;
};

/// A text that comes in pieces, between two of them.
struct ScanState {
    FoldContext context;
    FoldContext exactContext;
    std::uint64_t offset = 0;      ///< of the first byte that is still kept, from the beginning of the text
    std::uint64_t savedUntil = 0;  ///< end of an exception that began before it
    std::string kept;              ///< what may still become part of a hit, or decide about one
    std::string window;            ///< the last bytes before, for regex rules only
    std::uint64_t regexUntil = 0;  ///< hits of regex rules up to here have been told
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
    std::size_t size() const { return m_rules.size(); } ///< rules, exceptions left out
    std::size_t bytes() const;
    const RuleInfo& rule(std::uint32_t index) const { return m_rules[index]; }

    /// Hits in a whole text, by begin, appended; `direction` is input or output. `withSaved`: those an exception saved too.
    void scan(std::string_view text, WordScope direction, ScanRoom& room, std::vector<Hit>& hits, bool withSaved = false) const;
    /// The next piece of a text. Hits, with offsets from its beginning, are told as soon as nothing can change them; cutting the text elsewhere gives the
    /// same ones. Returns how much of the text, from its beginning, can be in no later hit of a word; with `atEnd` all of it. A regex
    /// rule is told when its match is complete and within the last 1,000 bytes; what it needs is not held back.
    std::uint64_t scanPiece(ScanState& state, std::string_view piece, bool atEnd, WordScope direction, ScanRoom& room, std::vector<Hit>& hits) const;
    /// Which folding steps it took to see this hit; `matched` is the piece of the text it covers.
    FoldSteps stepsOf(const Hit& hit, std::string_view matched) const;

    /// The compiled form in a file, for a quick start; replaced as a whole. fileWrite.
    Result<void> save(const std::filesystem::path& file) const;
    /// fileRead, or notFound when the file is of another revision, other steps, another version of the program, or damaged.
    static Result<std::shared_ptr<const Ruleset>> load(const std::filesystem::path& file, std::uint64_t revision, FoldSteps steps);

    ~Ruleset();

private:
    Ruleset();
    struct Parts;
    std::uint64_t m_revision = 0;
    FoldSteps m_steps = kAllFoldSteps;
    std::vector<RuleInfo> m_rules;
    std::unique_ptr<Parts> m_parts;
};

/// The switches of the configuration as steps.
FoldSteps stepsOf(const FilterConfig& config);

}  // namespace mirror::filter
