#include "daemon/journal_commands.h"

#include <ostream>

#include "common/exit_codes.h"
#include "daemon/daemon_text.h"
#include "daemon/journal_text.h"
#include "daemon/passphrase.h"
#include "proxycore/api/wire.h"

namespace mirror::app {

namespace {

JournalProfile profileOf(const JournalCommon& options, const Environment& environment) { return {options.profile, environment, options.overrides}; }

int failed(const Error& error, std::ostream& err) {
    err << errorText(error);
    return kFailure;
}

/// Who asked must have got it: a key that went to a full disk is a failure, though it was given.
int answered(const Receipt& receipt, const std::string& text, bool json, std::ostream& out, std::ostream& err) {
    out << (json ? wire::encode(receipt) + "\n" : text) << std::flush;
    return out.good() ? kSuccess : failed(makeError(ErrorCode::fileWrite, {"standard output"}), err);
}

/// What could not be read and whether it is all goes where it does not mix with what was found.
int ended(const Result<JournalReading>& reading, std::ostream& out, std::ostream& err) {
    if (!reading) return failed(reading.error(), err);
    err << readingText(*reading);
    if (!out.flush().good()) return kFailure;
    return reading->problems.empty() ? kSuccess : kProblemsFound;
}

PassphraseQuestion newPassphrase() { return {.prompt = "New passphrase of the journal: ", .again = "The same once more: "}; }

}  // namespace

int initJournalKey(const JournalInit& options, const Environment& environment, std::ostream& out, std::ostream& err) {
    Result<std::string> passphrase = readPassphrase(options.passphrase, newPassphrase());
    if (!passphrase) return failed(passphrase.error(), err);
    const Result<JournalKeys> keys = initJournal(profileOf(options, environment), *passphrase);
    if (!keys) return failed(keys.error(), err);
    return answered(*keys, keysText(*keys) + "Without the passphrase nobody can read the journal: keep it in a safe place.\n", options.json, out, err);
}

int listKeysOfJournal(const JournalKeyList& options, const Environment& environment, std::ostream& out, std::ostream& err) {
    const Result<JournalKeys> keys = listJournalKeys(profileOf(options, environment));
    if (!keys) return failed(keys.error(), err);
    return answered(*keys, keysText(*keys), options.json, out, err);
}

int changePassphrase(const JournalPassphrase& options, const Environment& environment, std::ostream& out, std::ostream& err) {
    Result<std::string> passphrase = readPassphrase(options.passphrase, {});
    if (!passphrase) return failed(passphrase.error(), err);
    Result<std::string> replacement = readPassphrase(options.replacement, newPassphrase());
    if (!replacement) return failed(replacement.error(), err);
    const Result<void> changed = changeJournalPassphrase(profileOf(options, environment), *passphrase, *replacement);
    if (!changed) return failed(changed.error(), err);
    return answered(Done{}, "The journal has the new passphrase.\n", options.json, out, err);
}

int rotateKey(const JournalRotateKey& options, const Environment& environment, std::ostream& out, std::ostream& err) {
    Result<std::string> passphrase = readPassphrase(options.passphrase, {});
    if (!passphrase) return failed(passphrase.error(), err);
    const Result<JournalKeys> keys = rotateJournalKey(profileOf(options, environment), *passphrase);
    if (!keys) return failed(keys.error(), err);
    return answered(*keys, keysText(*keys), options.json, out, err);
}

int exportKey(const JournalExportKey& options, const Environment& environment, std::ostream& out, std::ostream& err) {
    Result<std::string> passphrase = readPassphrase(options.passphrase, {});
    if (!passphrase) return failed(passphrase.error(), err);
    const Result<JournalSegmentKey> key = exportJournalKey(profileOf(options, environment), *passphrase, options.segment, options.reason);
    if (!key) return failed(key.error(), err);
    return answered(*key, key->key + "\n", options.json, out, err);
}

int shred(const JournalShred& options, const Environment& environment, std::ostream& out, std::ostream& err) {
    Result<std::string> passphrase = readPassphrase(options.passphrase, {});
    if (!passphrase) return failed(passphrase.error(), err);
    const Result<void> shredded = shredSegment(profileOf(options, environment), *passphrase, options.segment, options.reason);
    if (!shredded) return failed(shredded.error(), err);
    return answered(Done{}, "Segment " + std::to_string(options.segment) + " can be read by nobody from now on. Copies of its file made before still can.\n", options.json, out, err);
}

int verifyRecords(const JournalVerify& options, const Environment& environment, std::ostream& out, std::ostream& err) {
    Result<std::string> passphrase = readPassphrase(options.passphrase, {});
    if (!passphrase) return failed(passphrase.error(), err);
    const std::atomic<bool> stop = false;
    const Result<JournalReport> report = verifyJournalFiles(profileOf(options, environment), *passphrase, options.range, [](std::uint32_t) {}, stop);
    if (!report) return failed(report.error(), err);
    if (const int code = answered(*report, reportText(*report), options.json, out, err); code != kSuccess) return code;
    return report->problemCount == 0 ? kSuccess : kProblemsFound;
}

int printDialogues(const JournalCat& options, const Environment& environment, std::ostream& out, std::ostream& err) {
    Result<std::string> passphrase = readPassphrase(options.passphrase, {});
    if (!passphrase) return failed(passphrase.error(), err);
    const auto print = [&](const FoundDialogue& dialogue) { return out << (options.json ? dialogueJson(dialogue) : dialogueText(dialogue)), out.good(); };
    const Result<JournalReading> reading = readJournal(profileOf(options, environment), *passphrase, options.find, JournalOrder::oldestFirst, true, print);
    return ended(reading, out, err);
}

int searchDialogues(const JournalSearch& options, const Environment& environment, std::ostream& out, std::ostream& err) {
    Result<std::string> passphrase = readPassphrase(options.passphrase, {});
    if (!passphrase) return failed(passphrase.error(), err);
    if (!options.json) out << rowHead();
    const auto print = [&](const FoundDialogue& dialogue) { return out << (options.json ? rowJson(dialogue.row) : rowText(dialogue.row)) << std::flush, out.good(); };
    const Result<JournalReading> reading = readJournal(profileOf(options, environment), *passphrase, options.find, JournalOrder::newestFirst, false, print);
    return ended(reading, out, err);
}

}  // namespace mirror::app
