#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proxycore/api/error.h"
#include "proxycore/api/traffic.h"
#include "proxycore/api/units.h"

/// The journal, the sealed log of dialogues, as operators see it. Values only. What stands in it was masked before it was written; how it is sealed is told
/// in proxycore/log/README.md.
namespace mirror {

/// One dialogue as a list shows it: the request, and what became of it.
struct JournalRow {
    SystemTime time{};      ///< first byte of the request
    std::string requestId;
    std::string keyName;
    std::string endpoint;   ///< path: "/v1/chat/completions"
    std::string modelAsked;
    std::string modelAnswered;
    std::string upstream;
    bool isAnswered = false;  ///< false: only the request part was written; the engine ended or was killed before the answer, or it still runs
    bool stream = false;
    int status = 0;           ///< 0 while not answered
    Outcome outcome = Outcome::ok;
    CacheResult cache = CacheResult::none;
    Microseconds total{0};
    Microseconds firstToken{-1};  ///< < 0: none
    Tokens promptTokens;
    Tokens completionTokens;
    std::uint32_t attempts = 0;
    std::uint32_t ruleHits = 0;  ///< rules that were found, those of personal data too
    std::uint32_t masked = 0;    ///< pieces of personal data replaced
    bool operator==(const JournalRow&) const = default;
};

/// Where a part of a dialogue stands.
struct JournalPlace {
    std::uint32_t segment = 0;  ///< 0: it does not
    std::uint32_t record = 0;   ///< from 1
    bool operator==(const JournalPlace&) const = default;
};

/// A row of a view. Rows of a view are numbered by position: 0 is the newest when the view was opened, 1 the one before it; what was written since has -1, -2 ...
struct JournalEntryRow {
    std::int64_t position = 0;
    JournalPlace request;
    JournalPlace answer;
    JournalRow row;
    std::string passage;  ///< of a search: what stands around the first hit, at most 200 bytes; else empty
    bool operator==(const JournalEntryRow&) const = default;
};

enum class JournalState : std::uint8_t {
    off,      ///< journal.enabled is false
    noKey,    ///< there is no key to seal to: InitJournal makes one
    writing,
    failing,  ///< the disk takes nothing; `error` says why
};
std::string_view journalStateName(JournalState state);

/// What the journal thread is busy with.
enum class JournalTask : std::uint8_t { none, open, search, verify, export_ };

struct JournalStatus {
    JournalState state = JournalState::off;
    std::optional<Error> error;
    std::string keyId;           ///< of the key written to; empty: none
    std::uint32_t segment = 0;   ///< open now
    std::uint64_t segments = 0;  ///< on disk
    Bytes bytes;                 ///< on disk, index included
    Bytes queued;                ///< waiting to be written
    SystemTime oldest{};         ///< day of the oldest segment; epoch: none
    std::uint64_t records = 0;   ///< parts written since the journal was switched on
    std::uint64_t dropped = 0;   ///< parts not written, since the engine started
    std::uint64_t refused = 0;   ///< requests refused because they could not be written
    std::uint32_t unlocked = 0;  ///< sessions that can read now
    JournalTask task = JournalTask::none;
    std::uint64_t taskView = 0;
    std::uint32_t taskPermille = 0;
    bool operator==(const JournalStatus&) const = default;
};

struct JournalKeyInfo {
    std::string id;
    SystemTime created{};
    bool isCurrent = false;
    bool operator==(const JournalKeyInfo&) const = default;
};

struct JournalSegmentInfo {
    std::uint32_t segment = 0;
    SystemTime created{};
    Bytes bytes;
    std::string keyId;
    bool isOpen = false;
    bool isShredded = false;
    bool operator==(const JournalSegmentInfo&) const = default;
};

/// A value that was masked, and can be revealed to who says why.
struct MaskedValue {
    std::string name;  ///< as it stands in the texts: "[PHONE_1]"
    std::string kind;  ///< "phone"
    bool operator==(const MaskedValue&) const = default;
};

/// One text of a dialogue, in the order it was said.
struct DialogueTurn {
    std::string role;     ///< "system", "user", "assistant", "tool"; "request", "answer" where a body has no roles
    std::string kind;     ///< "text", "reasoning", "tool_call", "tool_result", "refusal", "other"
    std::string text;
    std::int32_t choice = -1;  ///< of an answer with several; -1: part of the request
    bool isAnswer = false;
    bool operator==(const DialogueTurn&) const = default;
};

struct Dialogue {
    JournalEntryRow row;
    std::vector<DialogueTurn> turns;
    std::vector<AttemptRecord> tries;
    std::vector<RuleHit> rules;
    std::vector<MaskedValue> values;
    std::string request;  ///< the record's content as JSON; empty: the part is missing
    std::string answer;
    bool operator==(const Dialogue&) const = default;
};

enum class JournalFlaw : std::uint8_t {
    unreadable,   ///< a line is no token, or not one of this segment's key: changed
    gap,          ///< records are missing before this one
    order,        ///< it stands in the wrong place: swapped, or there twice
    foreign,      ///< it belongs to another segment
    chain,        ///< its hash of the record before it is wrong
    header,       ///< the segment's first lines were changed or do not fit the segment before
    footer,       ///< the count at the end is wrong
    truncated,    ///< an anchor names a record that is not there any more
    missing,      ///< a segment is not there and no record says that it was removed
    noKey,        ///< sealed to a key that is not in journal.key, or shredded without a record of it
};
std::string_view journalFlawName(JournalFlaw flaw);

struct JournalProblem {
    JournalFlaw flaw = JournalFlaw::unreadable;
    std::uint32_t segment = 0;
    std::uint32_t record = 0;  ///< 0: the segment as a whole
    std::string detail;        ///< technical, English
    bool operator==(const JournalProblem&) const = default;
};

enum class JournalExportFormat : std::uint8_t { jsonLines, csv, html };
std::string_view journalExportFormatName(JournalExportFormat format);  ///< "jsonl", "csv", "html"

/// One line of the audit trail: who did what with the journal.
struct AuditEntry {
    std::uint64_t id = 0;
    SystemTime time{};
    std::string actor;   ///< "console", "admin API", "command line"
    std::string action;  ///< "unlock", "unlock_failed", "reveal", "export", "export_key", "shred", "passphrase", "rotate", "verify"
    std::string subject; ///< what it was done to: request id, segment number
    std::string reason;
    bool operator==(const AuditEntry&) const = default;
};

}  // namespace mirror
