#pragma once
#include <string>

#include "config/profile.h"
#include "crypto/secret.h"
#include "log/journal_keys.h"
#include "proxycore/journal_tools.h"

/// What the tools for command lines begin with.
namespace mirror::engine {

/// The passphrase, and wipes where it was.
crypto::Secret taken(std::string& passphrase);
/// notFound when there is none: only a first start and initJournal() make one.
Result<config::OpenedProfile> openExisting(const JournalProfile& profile);
/// A line of the audit trail; the actor is "command line".
Result<void> note(const config::OpenedProfile& profile, const char* action, std::string subject, std::string reason = {});

struct UnlockedJournal {
    config::OpenedProfile profile;
    log::JournalKeyFile file;
    log::JournalPrivateKeys keys;
};
/// A wrong passphrase stands in the audit trail, as it does when it is given to an engine.
Result<UnlockedJournal> unlock(const JournalProfile& profile, const crypto::Secret& passphrase);

/// The part of the configuration that is about the journal, with what is laid over it.
Result<JournalConfig> journalConfig(const JournalProfile& profile, const config::ProfilePaths& paths);

}  // namespace mirror::engine
