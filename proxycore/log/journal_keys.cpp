#include "log/journal_keys.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/descriptor.h"
#include "base/file.h"
#include "base/file_lock.h"
#include "log/key_wrap.h"

namespace mirror::log {

namespace {

constexpr std::size_t kMaxFile = 1u << 20;  // some two thousand keys

Result<void> checkPassphrase(const crypto::Secret& passphrase) {
    if (passphrase.view().size() >= JournalKeyFile::kMinPassphraseBytes) return {};
    return fail(ErrorCode::configValue, {"passphrase", "it is shorter than " + std::to_string(JournalKeyFile::kMinPassphraseBytes) + " bytes"});
}

tl::unexpected<Error> writeFailure(const std::filesystem::path& path, int error) {
    return error == EEXIST ? fail(ErrorCode::journalExists) : fail(ErrorCode::fileWrite, {path.string()}, std::strerror(error));
}

bool writeAndSync(int file, std::string_view content) {
    while (!content.empty()) {
        const ssize_t written = ::write(file, content.data(), content.size());
        if (written < 0 && errno != EINTR) return false;
        if (written > 0) content.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(file) == 0;
}

void syncFolder(const std::filesystem::path& path) {
    // A system that cannot do it has no better way either.
    const base::Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.get() >= 0) ::fsync(folder.get());
}

/// Only where there is none: two that make a key at once must not both believe that theirs is in the file.
Result<void> writeNewFile(const std::filesystem::path& path, std::string_view content) {
    const base::Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (file.get() < 0) return writeFailure(path, errno);
    if (!writeAndSync(file.get(), content)) {
        const int error = errno;
        ::unlink(path.c_str());
        return writeFailure(path, error);
    }
    syncFolder(path.parent_path());
    return {};
}

Result<void> makeFolder(const std::filesystem::path& path) {
    if (::mkdir(path.c_str(), 0700) == 0 || errno == EEXIST) return {};
    return fail(ErrorCode::fileWrite, {path.string()}, std::strerror(errno));
}

}  // namespace

const JournalKeyPair* JournalPrivateKeys::find(std::string_view id) const {
    const auto at = std::find_if(m_pairs.begin(), m_pairs.end(), [id](const JournalKeyPair& pair) { return pair.id == id; });
    return at == m_pairs.end() ? nullptr : &*at;
}

Result<JournalKeyFile> JournalKeyFile::create(const std::filesystem::path& path, const crypto::Secret& passphrase, const crypto::ScryptCost& cost, SystemTime now) {
    if (const Result<void> good = checkPassphrase(passphrase); !good) return fail(good.error());
    std::error_code ignored;
    if (std::filesystem::exists(path, ignored)) return fail(ErrorCode::journalExists);  // writeNewFile() sees to it; this saves the time of scrypt
    JournalKeyContent content{.cost = cost, .salt = newSalt(), .keys = {}};
    const Result<crypto::Secret> wrapping = wrappingKey(content, passphrase);
    if (!wrapping) return fail(wrapping.error());
    content.keys.push_back(makeStoredKey(*wrapping, now));
    if (const Result<void> made = makeFolder(path.parent_path()); !made) return fail(made.error());
    if (const Result<void> written = writeNewFile(path, journalKeyText(content)); !written) return fail(written.error());
    return read(path);
}

Result<JournalKeyFile> JournalKeyFile::read(const std::filesystem::path& path) {
    std::error_code error;
    if (std::filesystem::status(path, error).type() == std::filesystem::file_type::not_found) return fail(ErrorCode::journalNoKey);
    if (const Result<void> isPrivate = base::requirePrivate(path); !isPrivate) return fail(isPrivate.error());
    const Result<std::string> text = base::readFile(path, kMaxFile);
    if (!text) return fail(text.error());
    Result<JournalKeyContent> content = readJournalKeyText(*text, path.string());
    if (!content) return fail(content.error());
    return JournalKeyFile(path, std::move(*content));
}

JournalPublicKey JournalKeyFile::current() const {
    const auto newest = std::find_if(m_content.keys.rbegin(), m_content.keys.rend(), [](const StoredJournalKey& key) { return !key.retired; });
    return {newest->id, newest->publicKey};  // the file was refused if there were none
}

std::vector<JournalKeyInfo> JournalKeyFile::infos() const {
    const std::string inUse = current().id;
    std::vector<JournalKeyInfo> infos;
    for (auto key = m_content.keys.rbegin(); key != m_content.keys.rend(); ++key) infos.push_back({.id = key->id, .created = key->created, .isCurrent = key->id == inUse});
    return infos;
}

Result<JournalPrivateKeys> JournalKeyFile::unlock(const crypto::Secret& passphrase) const {
    const Result<crypto::Secret> wrapping = wrappingKey(m_content, passphrase);
    if (!wrapping) return fail(wrapping.error());
    Result<std::vector<JournalKeyPair>> pairs = unwrapAll(m_content, *wrapping, m_path.string());
    if (!pairs) return fail(pairs.error());
    return JournalPrivateKeys(std::move(*pairs));
}

Result<void> JournalKeyFile::changePassphrase(const crypto::Secret& passphrase, const crypto::Secret& replacement) {
    if (const Result<void> good = checkPassphrase(replacement); !good) return good;
    const Result<base::FileLock> lock = base::FileLock::acquire(m_path);
    if (!lock) return fail(lock.error());
    const Result<JournalKeyFile> present = read(m_path);
    if (!present) return fail(present.error());
    const Result<JournalPrivateKeys> privateKeys = present->unlock(passphrase);
    if (!privateKeys) return fail(privateKeys.error());
    JournalKeyContent content = present->m_content;
    content.salt = newSalt();
    const Result<crypto::Secret> wrapping = wrappingKey(content, replacement);
    if (!wrapping) return fail(wrapping.error());
    for (StoredJournalKey& key : content.keys) key.wrapped = wrapPrivateKey(*wrapping, privateKeys->find(key.id)->privateKey, key.id);
    return replace(std::move(content));
}

Result<void> JournalKeyFile::rotate(const crypto::Secret& passphrase, SystemTime now) {
    const Result<base::FileLock> lock = base::FileLock::acquire(m_path);
    if (!lock) return fail(lock.error());
    const Result<JournalKeyFile> present = read(m_path);
    if (!present) return fail(present.error());
    JournalKeyContent content = present->m_content;
    const Result<crypto::Secret> wrapping = wrappingKey(content, passphrase);
    if (!wrapping) return fail(wrapping.error());
    if (const auto pairs = unwrapAll(content, *wrapping, m_path.string()); !pairs) return fail(pairs.error());
    for (StoredJournalKey& key : content.keys)
        if (!key.retired) key.retired = std::chrono::floor<std::chrono::microseconds>(now);
    content.keys.push_back(makeStoredKey(*wrapping, now));
    return replace(std::move(content));
}

Result<void> JournalKeyFile::replace(JournalKeyContent content) {
    if (const Result<void> written = base::writeFileAtomically(m_path, journalKeyText(content)); !written) return written;
    m_content = std::move(content);
    return {};
}

}  // namespace mirror::log
