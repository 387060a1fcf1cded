#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>

#include "proxycore/api/config_io.h"
#include "proxycore/journal_tools.h"

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
    Overrides overrides;
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
struct JournalShred : JournalCommon {
    std::uint32_t segment = 0;
    std::string reason;
};
struct JournalVerify : JournalCommon {
    JournalRange range;
};
struct JournalCat : JournalCommon {
    JournalFind find;
};
struct JournalSearch : JournalCommon {
    JournalFind find;
};
using JournalAction = std::variant<JournalInit, JournalKeyList, JournalPassphrase, JournalRotateKey, JournalExportKey, JournalShred, JournalVerify, JournalCat,
                                   JournalSearch>;

/// Adds `journal` and its subcommands to a command line and keeps what they are given. Must live as long as the command line.
class JournalOptions {
public:
    explicit JournalOptions(CLI::App& parent);
    /// The subcommand that was given, none if it is another.
    std::optional<JournalAction> chosen(const std::filesystem::path& profile, const Overrides& overrides) const;

private:
    CLI::App* add(const char* name, const char* help);
    CLI::App* addUnlocking(const char* name, const char* help);

    CLI::App* m_journal;
    CLI::App* m_initCommand;
    CLI::App* m_keysCommand;
    CLI::App* m_passphraseCommand;
    CLI::App* m_rotateCommand;
    CLI::App* m_exportKeyCommand;
    CLI::App* m_shredCommand;
    CLI::App* m_verifyCommand;
    CLI::App* m_catCommand;
    CLI::App* m_searchCommand;
    JournalCommon m_common;
    JournalPassphrase m_passphrase;
    JournalExportKey m_exportKey;
    JournalShred m_shred;
    JournalFind m_find;
};

}  // namespace mirror::app
