#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "proxycore/api/units.h"

/// Sensitive words as operators see and edit them. Values only; how they are found is the engine's business.
namespace mirror {

/// What an entry of a list is.
enum class WordKind : std::uint8_t {
    word,       ///< a literal
    exception,  ///< a phrase inside which shorter words are no hit (大麻烦 saves 大麻); action, scope and category mean nothing
    regex,      ///< an RE2 expression over the text as it was written, without folding
};
std::string_view wordKindName(WordKind kind);

/// block: 403, or the stream ends with finish_reason "content_filter". mask: replaced by '*', one a character. observe: only counted.
enum class WordAction : std::uint8_t { block, mask, observe };
std::string_view wordActionName(WordAction action);

enum class WordScope : std::uint8_t { input, output, both };
std::string_view wordScopeName(WordScope scope);

/// Steps that make writings of the same text equal before words are looked for; each can be switched off (section `filter` of the
/// configuration). The order is that in which they are applied.
enum class FoldStep : std::uint8_t {
    entities,     ///< HTML entities and \uXXXX escapes that stand in the text
    width,        ///< NFKC and case: full-width, circled, mathematical letters, compatibility ideographs, radicals
    ignorable,    ///< zero-width characters, combining marks, variation selectors
    traditional,  ///< traditional to simplified Chinese
    separators,   ///< at most four spaces, '*', '-', '·' ... between Han characters
    confusables,  ///< letters of other scripts that look Latin, inside tokens that have Latin letters too
};
inline constexpr std::size_t kFoldSteps = 6;
std::string_view foldStepName(FoldStep step);
/// Bit 1 << step.
using FoldSteps = std::uint8_t;
constexpr FoldSteps foldBit(FoldStep step) { return static_cast<FoldSteps>(1U << static_cast<unsigned>(step)); }
inline constexpr FoldSteps kAllFoldSteps = (1U << kFoldSteps) - 1;

/// One entry. Latin words hit only between word borders (SM does not hit Smoking).
struct Word {
    std::uint32_t id = 0;     ///< given once, never used again for another; what x-mirror-rule-id and records name
    std::uint16_t list = 0;   ///< WordList::id
    WordKind kind = WordKind::word;
    WordAction action = WordAction::block;
    WordScope scope = WordScope::both;
    bool enabled = true;
    bool exact = false;  ///< found only as written, letter for letter: no folding, no word borders
    std::string text;      ///< UTF-8; at most kMaxWordLength code points, kMaxRegexLength for a regex
    std::string category;  ///< free text; empty: none
    std::string note;
    bool operator==(const Word&) const = default;
};
inline constexpr std::size_t kMaxWordLength = 64;     ///< code points, after folding too
inline constexpr std::size_t kMaxRegexLength = 1000;  ///< code points
inline constexpr std::size_t kMaxRegexRules = 200;
inline constexpr std::size_t kMaxWords = 1'000'000;
inline constexpr std::size_t kMaxWordLists = 200;
inline constexpr std::int64_t kMaxImportBytes = 64LL * 1024 * 1024;

/// A named part of the words that can be switched off as a whole.
struct WordList {
    std::uint16_t id = 0;
    bool enabled = true;
    std::string name;
    std::string note;
    bool operator==(const WordList&) const = default;
};

/// Why an entry or a line of an import cannot be used, or deserves a look.
enum class WordFlaw : std::uint8_t {
    duplicate,      ///< the same text (after folding) stands earlier; detail: its text
    emptyFolded,    ///< nothing is left after folding
    oneCharacter,   ///< taken, but a single character hits nearly everything
    tooLong,
    badEncoding,    ///< the line is no valid text in the encoding of the file
    badRegex,       ///< detail: RE2's reason
    badColumn,      ///< a csv or json value that means nothing; detail: the column
    badText,        ///< control characters
    tooMany,        ///< above kMaxWords, kMaxRegexRules or kMaxWordLists
};
inline constexpr std::size_t kWordFlaws = 9;
std::string_view wordFlawName(WordFlaw flaw);
/// Whether an entry with this flaw is left out; the others are only told.
constexpr bool isRefused(WordFlaw flaw) { return flaw != WordFlaw::oneCharacter; }

struct WordProblem {
    std::uint64_t line = 0;  ///< of the imported file, from 1; of an edit: the word's id
    WordFlaw flaw = WordFlaw::duplicate;
    std::string text;    ///< the entry, at most 80 characters
    std::string detail;
    bool operator==(const WordProblem&) const = default;
};

/// A change of some words: what is put replaces the entry of the same id or is new. Removing a list removes its words.
struct WordEdits {
    std::vector<Word> put;
    std::vector<std::uint32_t> remove;
    std::vector<WordList> putLists;
    std::vector<std::uint16_t> removeLists;
    bool empty() const { return put.empty() && remove.empty() && putLists.empty() && removeLists.empty(); }
    bool operator==(const WordEdits&) const = default;
};

enum class WordFileFormat : std::uint8_t { automatic, txt, csv, json };
std::string_view wordFileFormatName(WordFileFormat format);

struct WordRevisionInfo {
    std::uint64_t revision = 0;
    SystemTime time{};
    std::string note;
    std::string origin;  ///< "first run", "console", "command line", "admin API"
    std::uint64_t words = 0;  ///< entries of all kinds
    std::uint64_t added = 0, removed = 0, changed = 0;  ///< against the revision before
    bool operator==(const WordRevisionInfo&) const = default;
};

/// One difference; `before` has id 0 where the entry is new, `after` where it is gone.
struct WordChange {
    Word before;
    Word after;
    bool operator==(const WordChange&) const = default;
};
struct WordListChange {
    WordList before;
    WordList after;
    bool operator==(const WordListChange&) const = default;
};

/// A place where a rule was found in a text that was tried. Offsets are bytes of the UTF-8 text.
struct TrialHit {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    Word word;               ///< the rule
    FoldSteps steps = 0;     ///< what it took to see it; 0: stood there as listed
    std::uint32_t savedBy = 0;  ///< id of the exception that makes it no hit; 0: it is one
    std::string savedByText;
    bool operator==(const TrialHit&) const = default;
};

/// Personal data (section `mask` of the configuration).
enum class PiiKind : std::uint8_t { id, phone, card, email, passport, plate, ip };
inline constexpr std::size_t kPiiKinds = 7;
std::string_view piiKindName(PiiKind kind);  ///< "id", "phone", ...

struct PiiSpan {
    std::uint64_t begin = 0;  ///< bytes of the UTF-8 text
    std::uint64_t end = 0;
    PiiKind kind = PiiKind::id;
    std::string replacement;  ///< "[PHONE]", "[PHONE_2]"
    bool operator==(const PiiSpan&) const = default;
};

/// How one rule did in a dry run.
struct DryRunWord {
    Word word;
    std::uint64_t hits = 0;
    std::uint64_t texts = 0;  ///< documents it was found in
    bool isNew = false;       ///< the list in force would not have found it
    bool operator==(const DryRunWord&) const = default;
};
/// A passage the draft would block and the list in force would not.
struct DryRunSample {
    std::string document;
    std::uint64_t line = 0;   ///< from 1
    std::string before, hit, after;  ///< the hit in its surroundings, at most 40 characters a side
    std::uint32_t wordId = 0;
    bool operator==(const DryRunSample&) const = default;
};

/// Hits since midnight, local time of the engine.
struct WordHitCount {
    std::uint32_t id = 0;
    std::uint64_t count = 0;
    bool operator==(const WordHitCount&) const = default;
};
struct CategoryHits {
    std::string category;
    std::array<std::uint64_t, 3> byAction{};  ///< index: WordAction
    bool operator==(const CategoryHits&) const = default;
};

}  // namespace mirror
