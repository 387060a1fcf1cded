#include "daemon/journal_commands.h"

#include <array>
#include <ctime>
#include <ostream>

#include "common/exit_codes.h"
#include "daemon/daemon_text.h"
#include "daemon/passphrase.h"
#include "proxycore/api/wire.h"
#include "proxycore/journal_tools.h"

namespace mirror::app {

namespace {

JournalProfile profileOf(const JournalCommon& options, const Environment& environment) { return {options.profile, environment}; }

int failed(const Error& error, std::ostream& err) {
    err << errorText(error);
    return kFailure;
}

std::string timeOf(SystemTime time) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M UTC", &parts);
    return text.data();
}

std::string keysText(const JournalKeys& keys) {
    std::string text = "KEY\tMADE\tSTATE\n";
    for (const JournalKeyInfo& key : keys.keys) text += key.id + '\t' + timeOf(key.created) + '\t' + (key.isCurrent ? "sealed to" : "retired, still opens") + '\n';
    return text;
}

int answered(const Receipt& receipt, const std::string& text, bool json, std::ostream& out) {
    out << (json ? wire::encode(receipt) + "\n" : text);
    return kSuccess;
}

PassphraseQuestion newPassphrase() { return {.prompt = "New passphrase of the journal: ", .again = "The same once more: "}; }

}  // namespace

int initJournalKey(const JournalInit& options, const Environment& environment, std::ostream& out, std::ostream& err) {
    Result<std::string> passphrase = readPassphrase(options.passphrase, newPassphrase());
    if (!passphrase) return failed(passphrase.error(), err);
    const Result<JournalKeys> keys = initJournal(profileOf(options, environment), *passphrase);
    if (!keys) return failed(keys.error(), err);
    return answered(*keys, keysText(*keys) + "Without the passphrase nobody can read the journal: keep it in a safe place.\n", options.json, out);
}

int listKeysOfJournal(const JournalKeyList& options, const Environment& environment, std::ostream& out, std::ostream& err) {
    const Result<JournalKeys> keys = listJournalKeys(profileOf(options, environment));
    if (!keys) return failed(keys.error(), err);
    return answered(*keys, keysText(*keys), options.json, out);
}

int changePassphrase(const JournalPassphrase& options, const Environment& environment, std::ostream& out, std::ostream& err) {
    Result<std::string> passphrase = readPassphrase(options.passphrase, {});
    if (!passphrase) return failed(passphrase.error(), err);
    Result<std::string> replacement = readPassphrase(options.replacement, newPassphrase());
    if (!replacement) return failed(replacement.error(), err);
    const Result<void> changed = changeJournalPassphrase(profileOf(options, environment), *passphrase, *replacement);
    if (!changed) return failed(changed.error(), err);
    return answered(Done{}, "The journal has the new passphrase.\n", options.json, out);
}

int rotateKey(const JournalRotateKey& options, const Environment& environment, std::ostream& out, std::ostream& err) {
    Result<std::string> passphrase = readPassphrase(options.passphrase, {});
    if (!passphrase) return failed(passphrase.error(), err);
    const Result<JournalKeys> keys = rotateJournalKey(profileOf(options, environment), *passphrase);
    if (!keys) return failed(keys.error(), err);
    return answered(*keys, keysText(*keys), options.json, out);
}

int exportKey(const JournalExportKey& options, const Environment& environment, std::ostream& out, std::ostream& err) {
    Result<std::string> passphrase = readPassphrase(options.passphrase, {});
    if (!passphrase) return failed(passphrase.error(), err);
    const Result<JournalSegmentKey> key = exportJournalKey(profileOf(options, environment), *passphrase, options.segment, options.reason);
    if (!key) return failed(key.error(), err);
    return answered(*key, key->key + "\n", options.json, out);
}

}  // namespace mirror::app
