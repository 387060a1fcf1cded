#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "proxycore/api/config.h"
#include "proxycore/api/config_fields.h"
#include "proxycore/api/config_io.h"
#include "proxycore/api/event.h"
#include "proxycore/api/snapshot.h"
#include "proxycore/api/traffic.h"
#include "proxycore/api/words.h"

/// Everything that can be asked of an engine, and what comes back. Values only: each can be sent over a wire.
namespace mirror {

// -- life of the engine ------------------------------------------------------------------------------------------
struct StartEngine {};
/// Closes listeners and cuts what still runs. Prefer DrainEngine.
struct StopEngine {};
/// Closes listeners, lets requests finish for at most workers.drain_timeout, then stops.
struct DrainEngine {};
/// Stop and start with the present configuration; workers that no longer answer are abandoned, not waited for.
struct RestartEngine {};
/// Looks at the configuration file, certificates and keys now instead of at the next regular look (SIGHUP). Receipt: Done.
struct ReloadNow {};

// -- configuration ------------------------------------------------------------------------------------------------
/// The configuration in force. Receipt: ConfigDocument (secrets masked).
struct GetConfig {
    std::uint64_t revision = 0;  ///< 0: the present one
};
/// Replaces the configuration. `baseRevision` is the one the edit began from; if another was applied since, the answer is
/// configConflict. Secrets that still read "***" keep their value. Receipt: Applied.
struct ApplyConfig {
    std::uint64_t baseRevision = 0;
    Config config;
    std::string note;
    /// As in RevisionInfo. Not sent over a wire: the door a command came in by says so itself.
    std::string origin = "console";
};
/// Receipt: RevisionList.
struct ListRevisions {};

// -- pages of data --------------------------------------------------------------------------------------------------
/// Finished requests with id > afterId, oldest first, at most `limit` (capped at 10,000). Receipt: TrafficPage.
struct QueryTraffic {
    std::uint64_t afterId = 0;
    std::uint32_t limit = 1000;
};
/// Samples with from <= second <= to (Unix time), at most one hour back. Receipt: Timeline.
struct QueryTimeline {
    std::int64_t from = 0;
    std::int64_t to = 0;
};
/// Receipt: EventPage.
struct QueryEvents {
    std::uint64_t afterId = 0;
    std::uint32_t limit = 200;
};

// -- virtual keys -----------------------------------------------------------------------------------------------------
/// Receipt: CreatedKey, the only time the key is shown.
struct CreateKey {
    std::string name;
};

// -- sensitive words ---------------------------------------------------------------------------------------------------
// Words are edited on a draft that the engine keeps, so that a list of any size can be tried, counted and compared without
// being sent to and fro. An engine keeps the eight drafts used last; another id is answered with notFound: open a new one.
// These commands run on a thread of their own, one after the other; CancelWords overtakes them.

/// Begins a draft from a revision. Receipt: WordDraft.
struct OpenWords {
    std::uint64_t revision = 0;  ///< 0: the present one
};
/// Receipt: Done.
struct CloseWords {
    std::uint64_t draft = 0;
};
/// Entries of a draft with id > afterId, by id, at most `limit` (capped at 50,000). Receipt: WordPage.
struct QueryWords {
    std::uint64_t draft = 0;
    std::uint32_t afterId = 0;
    std::uint32_t limit = 20'000;
};
/// New entries get their ids from the sender: WordDraft::nextWordId and up, lists likewise. All is taken or, when an entry cannot be
/// used, nothing. Receipt: WordsEdited.
struct EditWords {
    std::uint64_t draft = 0;
    WordEdits edits;
};
/// Reads a file of words into a draft. With `commit` false nothing changes: a preview. Columns of csv (first line names them) and
/// members of json objects: text, category, action, scope, enabled, exact, kind, note; what is absent is as in `defaults`. txt: one a
/// line. Receipt: WordImport. Errors: bodyTooLarge, configValue (the file is no list of words; args: "file", reason), cancelled.
struct ImportWords {
    std::uint64_t draft = 0;
    std::string fileName;  ///< tells the format when `format` is automatic
    std::string content;   ///< UTF-8, UTF-16 with byte order mark, or GB18030
    WordFileFormat format = WordFileFormat::automatic;
    Word defaults;         ///< its list takes the words
    bool commit = false;
};
/// Receipt: ExportedWords.
struct ExportWords {
    std::uint64_t draft = 0;
    std::vector<std::uint32_t> ids;  ///< empty: all
    WordFileFormat format = WordFileFormat::csv;
};
/// What the draft would find. Receipt: WordTrial.
struct TryWords {
    std::uint64_t draft = 0;
    std::string text;  ///< at most 1 MiB
    WordScope direction = WordScope::both;  ///< rules of which direction count
};
/// What would be taken for personal data under `mask`. Receipt: PiiTrial.
struct TryMask {
    std::string text;  ///< at most 1 MiB
    MaskConfig mask;
};
/// What the draft would do to innocent texts, beside what the list in force does. Receipt: DryRunReport. Errors: fileRead, cancelled.
struct DryRunWords {
    std::uint64_t draft = 0;
    bool bundled = true;   ///< the texts that come with the program
    std::string folder;    ///< all texts under a folder of the engine's machine, UTF-8 or GB18030; empty: none
    WordScope direction = WordScope::both;
};
/// What applying would change, or what became of a draft since another revision. Receipt: WordDiff.
struct DiffWords {
    std::uint64_t draft = 0;
    std::uint64_t against = 0;  ///< revision; 0: the present one
    std::uint32_t limit = 1000;  ///< of the changes listed, counts are whole
};
/// Takes a draft into force. configConflict when another revision came into force since it was opened, unless `rebase`: then its
/// edits are made on the newest. The draft goes on from the new revision. Receipt: WordsApplied.
struct ApplyWords {
    std::uint64_t draft = 0;
    std::string note;
    bool rebase = false;
    std::string origin = "console";  ///< as ApplyConfig::origin
};
/// Takes the content of an old revision into force as a new one. Receipt: WordsApplied.
struct RestoreWords {
    std::uint64_t revision = 0;
    std::string note;
    std::string origin = "console";
};
/// Receipt: WordRevisionList.
struct ListWordRevisions {};
/// Hits since midnight. Receipt: WordHits.
struct QueryWordHits {};
/// Ends the import, dry run or compilation that runs for a draft; it answers `cancelled`. Receipt: Done.
struct CancelWords {
    std::uint64_t draft = 0;
};

using Command = std::variant<StartEngine, StopEngine, DrainEngine, RestartEngine, ReloadNow, GetConfig, ApplyConfig,
                             ListRevisions, QueryTraffic, QueryTimeline, QueryEvents, CreateKey, OpenWords, CloseWords, QueryWords, EditWords, ImportWords,
                             ExportWords, TryWords, TryMask, DryRunWords, DiffWords, ApplyWords, RestoreWords, ListWordRevisions, QueryWordHits, CancelWords>;

struct Done {};
struct ConfigDocument {
    std::uint64_t revision = 0;
    Config config;
    /// Paths of fields whose value comes from the environment or the command line and hides the file's; empty for an older revision. Applying
    /// them unchanged leaves the file as it is.
    std::vector<std::string> overlaid;
};
struct Applied {
    std::uint64_t revision = 0;
    std::vector<FieldChange> changes;
    bool needsRestart = false;  ///< a changed field has Reload::restart
};
/// Answer to an ApplyConfig that would not be valid.
struct ConfigRejected {
    std::vector<ConfigProblem> problems;
};
struct RevisionInfo {
    std::uint64_t revision = 0;
    SystemTime time{};
    std::string note;
    std::string origin;  ///< "first run", "file", "console", "admin API"
    bool operator==(const RevisionInfo&) const = default;
};
struct RevisionList {
    std::vector<RevisionInfo> revisions;  ///< newest first
};
struct TrafficPage {
    std::vector<TrafficRecord> records;
    std::uint64_t firstAvailableId = 0;  ///< older ones have been dropped
    bool more = false;
};
struct Timeline {
    std::vector<SecondSample> samples;
};
struct EventPage {
    std::vector<Event> events;
};
struct CreatedKey {
    std::string name;
    std::string key;
};

struct WordDraft {
    std::uint64_t draft = 0;
    std::uint64_t baseRevision = 0;
    std::vector<WordList> lists;
    std::uint64_t words = 0;  ///< entries of all kinds
    std::uint32_t nextWordId = 1;
    std::uint16_t nextListId = 1;
};
struct WordPage {
    std::vector<Word> words;
    bool more = false;
};
struct WordsEdited {
    std::vector<WordProblem> problems;  ///< `line` is the word's id. One that isRefused(): nothing was changed
    std::uint64_t words = 0;
};
struct WordImport {
    std::uint64_t lines = 0;
    std::uint64_t added = 0;       ///< or would be
    std::uint64_t duplicates = 0;  ///< of the file itself or of the draft
    std::uint64_t refused = 0;     ///< duplicates left out of this
    std::string encoding;          ///< "UTF-8", "UTF-16", "GB18030"
    WordFileFormat format = WordFileFormat::txt;
    std::vector<WordProblem> problems;  ///< by line, the first 10,000
    std::uint64_t problemCount = 0;
    std::vector<Word> sample;      ///< the first 200 that are new
    std::uint32_t firstId = 0;     ///< of what was added: ids firstId .. nextWordId-1 (commit only)
    std::uint32_t nextWordId = 1;
};
struct ExportedWords {
    std::string content;  ///< csv with byte order mark
    std::uint64_t words = 0;
};
struct WordTrial {
    std::vector<TrialHit> hits;  ///< by begin; at most 2,000
    std::uint64_t hitCount = 0;
    std::string masked;  ///< the text as `mask` rules would leave it; empty when nothing changes
    bool blocked = false;
};
struct PiiTrial {
    std::vector<PiiSpan> spans;  ///< by begin
    std::string masked;
};
struct DryRunReport {
    std::uint64_t documents = 0, bytes = 0;
    std::uint64_t passages = 0;         ///< paragraphs: what stands between line ends
    std::uint64_t blockedNow = 0;       ///< passages the list in force blocks
    std::uint64_t blockedThen = 0;      ///< passages the draft would block
    std::uint64_t newlyBlocked = 0;
    std::uint64_t unreadable = 0;       ///< files that are no text, or too large
    std::vector<DryRunWord> words;      ///< most hits first; at most 1,000
    std::vector<DryRunSample> samples;  ///< of what is newly blocked; at most 200, at most three a word
    Milliseconds took{0};
};
struct WordDiff {
    std::uint64_t added = 0, removed = 0, changed = 0;
    std::vector<WordChange> changes;  ///< by id
    std::vector<WordListChange> lists;
};
struct WordsApplied {
    std::uint64_t revision = 0;
    std::uint64_t added = 0, removed = 0, changed = 0;
};
struct WordRevisionList {
    std::vector<WordRevisionInfo> revisions;  ///< newest first
};
struct WordHits {
    std::vector<WordHitCount> words;  ///< by id
    SystemTime since{};               ///< the midnight counting began at, or the engine's start
};

using Receipt = std::variant<Done, ConfigDocument, Applied, ConfigRejected, RevisionList, TrafficPage, Timeline, EventPage, CreatedKey, WordDraft, WordPage,
                             WordsEdited, WordImport, ExportedWords, WordTrial, PiiTrial, DryRunReport, WordDiff, WordsApplied, WordRevisionList, WordHits>;

}  // namespace mirror
