#include "common/journal_options.h"

#include <CLI/CLI.hpp>

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
    m_exportKeyCommand->add_option("--reason", m_exportKey.reason, "Why, for the audit trail")->type_name("TEXT");
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

std::optional<JournalAction> JournalOptions::chosen(const std::filesystem::path& profile) const {
    const auto filled = [&](auto action) {
        static_cast<JournalCommon&>(action) = m_common;
        action.profile = profile;
        return JournalAction(std::move(action));
    };
    if (m_initCommand->parsed()) return filled(JournalInit{});
    if (m_keysCommand->parsed()) return filled(JournalKeyList{});
    if (m_passphraseCommand->parsed()) return filled(m_passphrase);
    if (m_rotateCommand->parsed()) return filled(JournalRotateKey{});
    if (m_exportKeyCommand->parsed()) return filled(m_exportKey);
    return std::nullopt;
}

}  // namespace mirror::app
