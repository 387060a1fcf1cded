#include "common/journal_options.h"

#include <CLI/CLI.hpp>

#include "common/time_option.h"

namespace mirror::app {

namespace {

/// `--passphrase-file`, `--passphrase-fd`, or with another beginning.
void addSource(CLI::App& command, const std::string& beginning, const std::string& what, PassphraseSource& source) {
    CLI::Option* file = command.add_option("--" + beginning + "passphrase-file", source.file, "File whose one line is " + what + "; only its owner may be able to read it")->type_name("FILE");
    command.add_option("--" + beginning + "passphrase-fd", source.descriptor, "Descriptor to read " + what + " from, for example 0 for standard input")
        ->type_name("NUMBER")
        ->check(CLI::Range(0, 1'000'000))
        ->excludes(file);
}

void addTime(CLI::App& command, const char* name, SystemTime& time, const char* help) {
    command
        .add_option_function<std::string>(name, [&time](const std::string& text) { time = parseTime(text).value_or(SystemTime()); }, help)
        ->type_name("TIME")
        ->check([](const std::string& text) { return parseTime(text) ? std::string() : "'" + text + "' is no time; give 2026-11-23, '2026-11-23 18:00' or @1700000000"; });
}

void addRange(CLI::App& command, JournalRange& range) {
    addTime(command, "--from", range.from, "Not before this time");
    addTime(command, "--to", range.to, "Not after this time");
}

void addFind(CLI::App& command, JournalFind& find) {
    addRange(command, find.range);
    command.add_option("--id", find.requestId, "This request only");
    command.add_option("--key", find.keyName, "Of this virtual key only")->type_name("NAME");
    command.add_option("--model", find.model, "Asked for or answered by such a model only; * and ? stand for others")->type_name("GLOB");
    command.add_option("--limit", find.limit, "The newest so many at most")->type_name("COUNT")->check(CLI::Range(1, 10'000'000));
}

}  // namespace

JournalOptions::JournalOptions(CLI::App& parent) : m_journal(parent.add_subcommand("journal", "The sealed log of dialogues: its keys and what only a passphrase opens")) {
    m_journal->fallthrough();
    m_journal->require_subcommand(1);
    m_initCommand = addUnlocking("init", "Makes the key the journal is sealed to, under a passphrase that is needed to read it. Nobody can read it without: keep the passphrase");
    m_keysCommand = add("keys", "Lists the keys; needs no passphrase");
    m_passphraseCommand = addUnlocking("passphrase", "Puts the keys under another passphrase. Copies of the old key file stay under the old one");
    addSource(*m_passphraseCommand, "new-", "the new passphrase", m_passphrase.replacement);
    m_rotateCommand = addUnlocking("rotate-key", "Makes a new key, which is sealed to from the next segment on");
    m_exportKeyCommand = addUnlocking("export-key", "Prints the key of one segment's records, alone on standard output, as Fernet libraries take it; masked values stay sealed");
    m_exportKeyCommand->add_option("SEGMENT", m_exportKey.segment, "Number of the segment, as in its file's name")->required()->check(CLI::Range(1u, 4'294'967'295u));
    m_exportKeyCommand->add_option("--reason", m_exportKey.reason, "Why, for the audit trail")->type_name("TEXT")->required();
    m_shredCommand = addUnlocking("shred", "Destroys the keys of one segment, which nobody can read from then on; only while no mirror writes this journal");
    m_shredCommand->add_option("SEGMENT", m_shred.segment, "Number of the segment, as in its file's name")->required()->check(CLI::Range(1u, 4'294'967'295u));
    m_shredCommand->add_option("--reason", m_shred.reason, "Why; it stands in the journal and in the audit trail")->type_name("TEXT")->required();
    m_verifyCommand = addUnlocking("verify", "Checks that every record is as it was written and none is missing; exit code 3 when not");
    addRange(*m_verifyCommand, m_find.range);
    m_catCommand = addUnlocking("cat", "Prints dialogues, oldest first, as they stand in the records: masked; with --json one object a line");
    addFind(*m_catCommand, m_find);
    m_searchCommand = addUnlocking("search", "Lists dialogues, newest first, whose texts contain TEXT, or all");
    m_searchCommand->add_option("TEXT", m_find.text, "Looked for without regard to case");
    addFind(*m_searchCommand, m_find);
}

CLI::App* JournalOptions::add(const char* name, const char* help) {
    CLI::App* command = m_journal->add_subcommand(name, help);
    command->fallthrough();
    command->add_flag("--json", m_common.json, "Prints one JSON object instead of text");
    return command;
}

CLI::App* JournalOptions::addUnlocking(const char* name, const char* help) {
    CLI::App* command = add(name, help);
    addSource(*command, "", "the passphrase", m_common.passphrase);
    return command;
}

std::optional<JournalAction> JournalOptions::chosen(const std::filesystem::path& profile, const Overrides& overrides) const {
    const auto filled = [&](auto action) {
        static_cast<JournalCommon&>(action) = m_common;
        action.profile = profile;
        action.overrides = overrides;
        if constexpr (requires { action.range; }) action.range = m_find.range;
        if constexpr (requires { action.find; }) action.find = m_find;
        return JournalAction(std::move(action));
    };
    if (m_initCommand->parsed()) return filled(JournalInit{});
    if (m_keysCommand->parsed()) return filled(JournalKeyList{});
    if (m_passphraseCommand->parsed()) return filled(m_passphrase);
    if (m_rotateCommand->parsed()) return filled(JournalRotateKey{});
    if (m_exportKeyCommand->parsed()) return filled(m_exportKey);
    if (m_shredCommand->parsed()) return filled(m_shred);
    if (m_verifyCommand->parsed()) return filled(JournalVerify{});
    if (m_catCommand->parsed()) return filled(JournalCat{});
    if (m_searchCommand->parsed()) return filled(JournalSearch{});
    return std::nullopt;
}

}  // namespace mirror::app
