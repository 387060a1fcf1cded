#pragma once
#include <filesystem>
#include <string>

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

}  // namespace mirror
