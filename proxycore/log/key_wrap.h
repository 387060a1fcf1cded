#pragma once
#include <optional>
#include <vector>

#include "crypto/secret.h"
#include "log/journal_key_text.h"
#include "log/journal_keys.h"

/// Private keys under a passphrase.
namespace mirror::log {

/// A salt of scrypt.
std::string newSalt();
/// The key that a passphrase stands for in this file.
Result<crypto::Secret> wrappingKey(const JournalKeyContent& content, const crypto::Secret& passphrase);
std::string wrapPrivateKey(const crypto::Secret& wrapping, const crypto::Secret& privateKey, std::string_view id);
/// A new pair, its private key wrapped. Whole microseconds of `now` are kept, as the file does.
StoredJournalKey makeStoredKey(const crypto::Secret& wrapping, SystemTime now);
/// All private keys, in the order of the content. Errors: journalPassphrase when none opens, journalDamaged (args: `file`, what) when only some do or one does not belong to its public key.
Result<std::vector<JournalKeyPair>> unwrapAll(const JournalKeyContent& content, const crypto::Secret& wrapping, const std::string& file);

}  // namespace mirror::log
