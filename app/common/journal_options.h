#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>

namespace CLI {
class App;
}

/// The subcommands `journal ...` as values.
namespace mirror::app {

/// Where a passphrase comes from; never from an argument, which every user of the machine can read. Neither: it is asked for on the terminal.
struct PassphraseSource {
    std::string file;
    int descriptor = -1;
    bool operator==(const PassphraseSource&) const = default;
};

/// What all of them have.
struct JournalCommon {
    std::filesystem::path profile;
    PassphraseSource passphrase;
    bool json = false;
};
struct JournalInit : JournalCommon {};
struct JournalKeyList : JournalCommon {};
struct JournalPassphrase : JournalCommon {
    PassphraseSource replacement;
};
struct JournalRotateKey : JournalCommon {};
struct JournalExportKey : JournalCommon {
    std::uint32_t segment = 0;
    std::string reason;
};
using JournalAction = std::variant<JournalInit, JournalKeyList, JournalPassphrase, JournalRotateKey, JournalExportKey>;

/// Adds `journal` and its subcommands to a command line and keeps what they are given. Must live as long as the command line.
class JournalOptions {
public:
    explicit JournalOptions(CLI::App& parent);
    /// The subcommand that was given, none if it is another.
    std::optional<JournalAction> chosen(const std::filesystem::path& profile) const;

private:
    CLI::App* add(const char* name, const char* help);
    CLI::App* addUnlocking(const char* name, const char* help);

    CLI::App* m_journal;
    CLI::App* m_initCommand;
    CLI::App* m_keysCommand;
    CLI::App* m_passphraseCommand;
    CLI::App* m_rotateCommand;
    CLI::App* m_exportKeyCommand;
    JournalCommon m_common;
    JournalPassphrase m_passphrase;
    JournalExportKey m_exportKey;
};

}  // namespace mirror::app
