#pragma once
#include <atomic>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "proxycore/api/command.h"
#include "proxycore/api/config_io.h"
#include "proxycore/api/result.h"

/// What command lines do with the journal of a profile beside, or without, a running engine, which seals to another key as soon as the key file has one. What is done stands in
/// the audit trail, with "command line" as actor. Passphrases that are given are wiped. Errors of all: notFound when the folder is no profile (but for
/// initJournal(), which makes one), journalNoKey, journalDamaged, journalPassphrase, fileRead, fileWrite, filePermission.
namespace mirror {

struct JournalProfile {
    std::filesystem::path folder;
    Environment environment;
    Overrides overrides;
};

/// The passphrase in `content`: all of it but a line break at the end. configValue when it is empty, longer than 4,096 bytes or has more lines.
Result<std::string> passphraseIn(std::string content);
/// The passphrase in a file that only its owner can read; else filePermission.
Result<std::string> readPassphraseFile(const std::filesystem::path& file);

/// Makes the key the journal is sealed to. Errors: journalExists, configValue for a passphrase that is too short.
Result<JournalKeys> initJournal(const JournalProfile& profile, std::string& passphrase);
/// Needs no passphrase.
Result<JournalKeys> listJournalKeys(const JournalProfile& profile);
/// configValue for a new passphrase that is too short.
Result<void> changeJournalPassphrase(const JournalProfile& profile, std::string& passphrase, std::string& replacement);
/// A new key from the next segment on.
Result<JournalKeys> rotateJournalKey(const JournalProfile& profile, std::string& passphrase);
/// The key of one segment's records as Fernet libraries take it: with it their masked text can be read, and nothing else. Errors: notFound; journalNoKey for a segment that was
/// shredded or is sealed to a key that is not in the file.
Result<JournalSegmentKey> exportJournalKey(const JournalProfile& profile, std::string& passphrase, std::uint32_t segment, const std::string& reason);

/// Makes a segment unreadable for ever: its keys are overwritten, and a record in the chain, in a segment of its own, says so and why. Only while no engine writes this journal: one that does
/// shreds by itself, when its console or admin API is asked. Errors: notFound; unsupported while an engine writes; configValue without a reason.
Result<void> shredSegment(const JournalProfile& profile, std::string& passphrase, std::uint32_t segment, const std::string& reason);

/// A range of time; an end of epoch is none.
struct JournalRange {
    SystemTime from{};
    SystemTime to{};
};

/// Checks all records of segments begun in a range, and the anchors when journal.anchor_file is set; `progress` is told permille. When `stop` becomes true the report is of what was
/// looked at so far. Errors also: those of a configuration that cannot be read.
Result<JournalReport> verifyJournalFiles(const JournalProfile& profile, std::string& passphrase, const JournalRange& range, const std::function<void(std::uint32_t)>& progress,
                                         const std::atomic<bool>& stop);

struct JournalFind {
    JournalRange range;
    std::string text;       ///< found in a text of either part; empty: no search
    std::string requestId;  ///< empty: any, as the next two
    std::string keyName;
    std::string model;      ///< glob, asked or answered
    std::uint32_t limit = 0;  ///< the newest so many; 0: 10,000,000, with `text` 10,000
};
/// Contents are one JSON value each as they stand in the record, masked; empty: the part is missing.
struct FoundDialogue {
    JournalEntryRow row;
    std::string request;
    std::string answer;
};
struct JournalReading {
    std::uint64_t dialogues = 0;
    bool isLimited = false;                ///< there may be more
    std::vector<JournalProblem> problems;  ///< of what could not be read; at most 100
};
enum class JournalOrder : std::uint8_t {
    newestFirst,  ///< handed over as they are found
    oldestFirst,  ///< when all are found
};
/// Hands over the dialogues that there are now; `take` returns false for no more. Contents are read only with `withContents`, which stands as an export in the audit trail.
Result<JournalReading> readJournal(const JournalProfile& profile, std::string& passphrase, const JournalFind& find, JournalOrder order, bool withContents,
                                   const std::function<bool(const FoundDialogue&)>& take);

}  // namespace mirror
