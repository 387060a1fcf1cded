#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "proxycore/api/config.h"
#include "proxycore/api/config_fields.h"
#include "proxycore/api/config_io.h"
#include "proxycore/api/event.h"
#include "proxycore/api/journal.h"
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
/// What the draft would do to innocent texts, beside what the list in force does. Receipt: DryRunReport. Errors: fileRead, cancelled,
/// journalLocked.
struct DryRunWords {
    std::uint64_t draft = 0;
    bool bundled = true;   ///< the texts that come with the program
    std::string folder;    ///< all texts under a folder of the engine's machine, UTF-8 or GB18030; empty: none
    WordScope direction = WordScope::both;
    std::string session;            ///< of the journal, unlocked
    std::uint32_t journalDays = 0;  ///< the dialogues of so many last days, masked as they were written; 0: none
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

// -- journal -----------------------------------------------------------------------------------------------------------
// Reading needs a session, which a passphrase opens; a session that asks for nothing for journal.lock_after is closed, and its commands are answered
// journalLocked. Work that takes long goes on in small turns on a thread of its own: other commands are answered meanwhile.

/// Makes the key the journal is sealed to. Errors: journalExists, configValue for a passphrase that is too short. Receipt: JournalKeys.
struct InitJournal {
    std::string passphrase;
    std::string origin = "console";  ///< as ApplyConfig::origin
};
/// Errors: journalPassphrase, journalDamaged, journalNoKey. Receipt: JournalSession.
struct UnlockJournal {
    std::string passphrase;
    std::string origin = "console";  ///< as ApplyConfig::origin
};
/// Forgets the keys and views of a session. Never waits. Receipt: Done.
struct LockJournal {
    std::string session;  ///< empty: all sessions
};
struct ListJournalKeys {};      ///< Receipt: JournalKeys.
struct ListJournalSegments {};  ///< Receipt: JournalSegments.
/// Begins a view: the dialogues of a time range, newest first; with `text` those that contain it. Its rows come while it is worked on: ask with
/// QueryJournal. Receipt: JournalView. A session has at most eight views, the one used last longest goes.
struct OpenJournalView {
    std::string session;
    SystemTime from{};
    SystemTime to{};          ///< epoch: open end, new dialogues appear (follow)
    std::string text;         ///< looked for in all texts, without regard to case; empty: no search
    std::string requestId;    ///< only this dialogue
    std::string keyName;      ///< only of this virtual key
    std::string model;        ///< asked or answered, glob
    std::vector<Outcome> outcomes;  ///< empty: all
    std::uint32_t limit = 0;  ///< rows at most; 0: 10,000,000, of a search 10,000
};
/// Rows with position >= first, at most `count` (capped at 1,000). Receipt: JournalPage.
struct QueryJournal {
    std::string session;
    std::uint64_t view = 0;
    std::int64_t first = 0;
    std::uint32_t count = 200;
};
/// Ends the work on a view, its rows stay; 0: ends the verification or export that runs for the session, which answers with what it has, or `cancelled`. Receipt: Done.
struct StopJournalView {
    std::string session;
    std::uint64_t view = 0;
};
struct CloseJournalView {
    std::string session;
    std::uint64_t view = 0;
};
/// Receipt: Dialogue. Errors: journalDamaged, notFound.
struct ReadDialogue {
    std::string session;
    JournalPlace request;
    JournalPlace answer;
};
/// The value behind a mask. Written to the audit trail before it is given. Receipt: RevealedValue. Errors: configValue without a reason.
struct RevealValue {
    std::string session;
    JournalPlace place;
    std::string name;
    std::string reason;
    std::string origin = "console";
};
/// Checks all records of segments that were begun in a time range; JournalStatus tells how far it is. Receipt: JournalReport.
struct VerifyJournal {
    std::string session;
    SystemTime from{};
    SystemTime to{};  ///< epoch: no end
    std::string origin = "console";
};
/// The dialogues at positions of a view as text, masked. At most 64 MiB. Receipt: JournalExport. Errors: bodyTooLarge, cancelled.
struct ExportJournal {
    std::string session;
    std::uint64_t view = 0;
    std::vector<std::int64_t> positions;  ///< empty: all
    JournalExportFormat format = JournalExportFormat::jsonLines;
    std::string origin = "console";
};
/// Receipt: Done. Errors: journalPassphrase, configValue.
struct ChangeJournalPassphrase {
    std::string passphrase;
    std::string newPassphrase;
    std::string origin = "console";
};
/// A new key from the next segment on; old segments stay readable. Receipt: JournalKeys.
struct RotateJournalKey {
    std::string passphrase;
    std::string origin = "console";
};
/// Makes a closed segment unreadable for ever. Receipt: Done.
struct ShredJournalSegment {
    std::string session;
    std::uint32_t segment = 0;
    std::string reason;
    std::string origin = "console";
};
/// Receipt: JournalSegmentKey.
struct ExportSegmentKey {
    std::string session;
    std::uint32_t segment = 0;
    std::string reason;
    std::string origin = "console";
};
/// Entries with id > afterId, oldest first. Receipt: AuditPage.
struct QueryAudit {
    std::uint64_t afterId = 0;
    std::uint32_t limit = 1000;
};

using Command = std::variant<StartEngine, StopEngine, DrainEngine, RestartEngine, ReloadNow, GetConfig, ApplyConfig,
                             ListRevisions, QueryTraffic, QueryTimeline, QueryEvents, CreateKey, OpenWords, CloseWords, QueryWords, EditWords, ImportWords,
                             ExportWords, TryWords, TryMask, DryRunWords, DiffWords, ApplyWords, RestoreWords, ListWordRevisions, QueryWordHits, CancelWords,
                             InitJournal, UnlockJournal, LockJournal, ListJournalKeys, ListJournalSegments, OpenJournalView, QueryJournal, StopJournalView,
                             CloseJournalView, ReadDialogue, RevealValue, VerifyJournal, ExportJournal, ChangeJournalPassphrase, RotateJournalKey,
                             ShredJournalSegment, ExportSegmentKey, QueryAudit>;

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

struct JournalKeys {
    std::vector<JournalKeyInfo> keys;  ///< newest first
};
struct JournalSession {
    std::string session;  ///< worth as much as the passphrase until it is locked
    Milliseconds lockAfter{0};  ///< without a command
};
struct JournalSegments {
    std::vector<JournalSegmentInfo> segments;  ///< newest first
};
struct JournalView {
    std::uint64_t view = 0;
};
struct JournalPage {
    std::vector<JournalEntryRow> rows;  ///< by position
    std::int64_t first = 0;       ///< position of the newest row there is: 0, or less when dialogues were written since
    std::int64_t end = 0;         ///< behind the last position known
    bool isComplete = false;      ///< nothing is worked on any more
    bool isStopped = false;       ///< by StopJournalView or a bound: there may be more
    std::uint64_t looked = 0;     ///< dialogues looked at so far
    std::uint64_t expected = 0;   ///< ... of about so many
    std::vector<JournalProblem> problems;  ///< of what could not be read; at most 100
};
struct RevealedValue {
    std::string value;
};
struct JournalReport {
    std::uint64_t segments = 0, records = 0;
    std::vector<JournalProblem> problems;  ///< the first 1,000
    std::uint64_t problemCount = 0;
    std::uint64_t removed = 0;    ///< segments that are gone, with a record that says so
    std::uint64_t anchors = 0;    ///< that were compared
    JournalPlace lastAnchor;      ///< what is behind it could have been cut off unseen
    bool isComplete = false;      ///< false: stopped before the end
    Milliseconds took{0};
};
struct JournalExport {
    std::string content;
    std::uint64_t dialogues = 0;
};
struct JournalSegmentKey {
    std::string key;  ///< as Fernet libraries take it
};
struct AuditPage {
    std::vector<AuditEntry> entries;
    bool more = false;
    std::uint64_t brokenAt = 0;  ///< first entry whose chain is wrong; 0: none
};

using Receipt = std::variant<Done, ConfigDocument, Applied, ConfigRejected, RevisionList, TrafficPage, Timeline, EventPage, CreatedKey, WordDraft, WordPage,
                             WordsEdited, WordImport, ExportedWords, WordTrial, PiiTrial, DryRunReport, WordDiff, WordsApplied, WordRevisionList, WordHits, JournalKeys,
                             JournalSession, JournalSegments, JournalView, JournalPage, Dialogue, RevealedValue, JournalReport, JournalExport, JournalSegmentKey, AuditPage>;

}  // namespace mirror
