#include "filter/word_store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/descriptor.h"
#include "base/text.h"
#include "filter/gzip_lines.h"
#include "filter/word_lines.h"

namespace mirror::filter {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSuffix = ".jsonl.gz";
constexpr std::string_view kTemporary = ".new-";  // never the name of a revision

tl::unexpected<Error> writeFailure(const fs::path& path, int error) { return fail(ErrorCode::fileWrite, {path.string()}, std::strerror(error)); }

std::string nameOf(std::uint64_t revision) {
    std::string number = std::to_string(revision);
    number.insert(0, number.size() < 6 ? 6 - number.size() : 0, '0');
    return number.append(kSuffix);
}

/// The number of a revision's file; 0 for any other.
std::uint64_t revisionOf(const std::string& name) {
    if (!name.ends_with(kSuffix)) return 0;
    const auto number = base::parseDecimal(std::string_view(name).substr(0, name.size() - kSuffix.size()));
    return number && nameOf(*number) == name ? *number : 0;
}

/// Rising.
std::vector<std::uint64_t> revisionsIn(const fs::path& folder) {
    std::vector<std::uint64_t> out;
    std::error_code error;
    for (fs::directory_iterator file(folder, error), end; !error && file != end; file.increment(error))
        if (const std::uint64_t revision = revisionOf(file->path().filename().string())) out.push_back(revision);
    std::sort(out.begin(), out.end());
    return out;
}

/// What root makes in the folder of a service's account (`sudo mirrordeskd words import`) is given to that account, which must read it. Nothing for others, who may not.
void giveToOwnerOf(const fs::path& folder, int file) {
    struct stat owner{};
    if (::geteuid() != 0 || ::stat(folder.c_str(), &owner) != 0 || owner.st_uid == 0) return;
    if (::fchown(file, owner.st_uid, owner.st_gid) != 0) return;  // root without that right: in a container, say, that knows no other account
}

Result<void> makeFolder(const fs::path& folder) {
    std::error_code error;
    const bool isNew = fs::create_directories(folder, error);
    if (error) return writeFailure(folder, error.value());
    if (!isNew) return {};
    fs::permissions(folder, fs::perms::owner_all, error);
    if (error) return writeFailure(folder, error.value());
    const base::Descriptor made(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    giveToOwnerOf(folder.parent_path(), made.get());
    return {};
}

/// Waits until no other program and no other thread writes here. The lock goes with the descriptor.
Result<void> lock(const base::Descriptor& file, const fs::path& path) {
    if (file.get() < 0) return writeFailure(path, errno);
    while (::flock(file.get(), LOCK_EX) != 0)
        if (errno != EINTR) return writeFailure(path, errno);
    return {};
}

Result<void> writeAll(int file, std::string_view content, const fs::path& path) {
    while (!content.empty()) {
        const ssize_t count = ::write(file, content.data(), content.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return writeFailure(path, errno);
        content.remove_prefix(static_cast<std::size_t>(count));
    }
    return ::fsync(file) == 0 ? Result<void>() : writeFailure(path, errno);
}

/// The file gets its name when all of it is on the disk, and only if nobody has that name: a crash at any moment leaves the revision whole or not there.
Result<void> writeNew(const fs::path& path, std::string_view content) {
    std::string temporary = (path.parent_path() / kTemporary).string() + "XXXXXX";
    const base::Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
    if (file.get() < 0) return writeFailure(path, errno);
    giveToOwnerOf(path.parent_path(), file.get());
    Result<void> written = writeAll(file.get(), content, path);
    if (written && ::link(temporary.c_str(), path.c_str()) != 0) written = writeFailure(path, errno);
    ::unlink(temporary.c_str());
    if (!written) return written;
    const base::Descriptor folder(::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.get() < 0 || ::fsync(folder.get()) != 0) return writeFailure(path, errno);
    return {};
}

/// Under the lock every temporary file is one that a crash left.
void removeLeftovers(const fs::path& folder) {
    std::vector<fs::path> leftovers;
    std::error_code error;
    for (fs::directory_iterator file(folder, error), end; !error && file != end; file.increment(error))
        if (file->path().filename().string().starts_with(kTemporary)) leftovers.push_back(file->path());
    for (const fs::path& file : leftovers) fs::remove(file, error);
}

}  // namespace

WordStore::WordStore(fs::path folder, std::size_t keep) : m_folder(std::move(folder)), m_keep(std::max<std::size_t>(keep, 1)) {}

fs::path WordStore::file(std::uint64_t revision) const { return m_folder / nameOf(revision); }

std::uint64_t WordStore::newest() const {
    const std::vector<std::uint64_t> all = revisionsIn(m_folder);
    return all.empty() ? 0 : all.back();
}

Result<WordBook> WordStore::load(std::uint64_t revision) const {
    std::error_code error;
    if (!fs::exists(file(revision), error)) return fail(ErrorCode::revisionUnknown, {std::to_string(revision)});
    WordLineReader reader;
    const Result<void> read = eachGzipLine(file(revision), [&](std::string_view line) { return reader.take(line); });
    if (!read) return fail(read.error());
    const auto damaged = [&](std::string cause) { return fail(ErrorCode::fileRead, {file(revision).string()}, std::move(cause)); };
    if (!reader.flaw().empty()) return damaged(reader.flaw());
    if (!reader.isComplete()) return damaged("words are missing");
    if (reader.info().revision != revision) return damaged("it is revision " + std::to_string(reader.info().revision));
    return reader.takeBook();
}

Result<std::uint64_t> WordStore::append(const WordBook& book, std::uint64_t base, const WordRevisionInfo& info) {
    if (Result<void> made = makeFolder(m_folder); !made) return fail(std::move(made.error()));
    const fs::path lockFile = m_folder / ".lock";
    const base::Descriptor held(::open(lockFile.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    giveToOwnerOf(m_folder, held.get());
    if (Result<void> locked = lock(held, lockFile); !locked) return fail(std::move(locked.error()));
    if (const std::uint64_t present = newest(); present != base) return fail(ErrorCode::configConflict, {std::to_string(present)});
    WordRevisionInfo head = info;
    head.revision = base + 1;
    head.words = book.words.size();
    const Result<std::string> content = gzip(linesOf(book, head));
    if (!content) return fail(content.error());
    removeLeftovers(m_folder);
    if (Result<void> written = writeNew(file(head.revision), *content); !written) return fail(std::move(written.error()));
    prune();
    return head.revision;
}

void WordStore::prune() const {
    const std::vector<std::uint64_t> all = revisionsIn(m_folder);
    std::error_code ignored;  // an old revision too many does no harm, and the next one tries again
    for (std::size_t i = 0; i + m_keep < all.size(); ++i) fs::remove(file(all[i]), ignored);
}

std::vector<WordRevisionInfo> WordStore::list() const {
    std::vector<WordRevisionInfo> out;
    for (const std::uint64_t revision : revisionsIn(m_folder)) {
        WordLineReader reader;
        const Result<void> read = eachGzipLine(file(revision), [&](std::string_view line) {
            reader.take(line);
            return false;
        });
        const bool isReadable = read && reader.flaw().empty() && reader.info().revision == revision;
        out.push_back(isReadable ? reader.info() : WordRevisionInfo{.revision = revision});
    }
    std::reverse(out.begin(), out.end());
    return out;
}

}  // namespace mirror::filter
