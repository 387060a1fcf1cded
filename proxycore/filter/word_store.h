#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "filter/word_book.h"
#include "proxycore/api/result.h"

namespace mirror::filter {

/// The revisions of the word lists on disk: NNNNNN.jsonl.gz in one folder, first line about the revision, then a line a list and a word. Files
/// are never changed once written. Several programs may use a folder at once: a revision is made under a lock, with the next free number.
class WordStore {
public:
    /// `folder` is made when something is written. Revisions above `keep` are deleted, oldest first.
    explicit WordStore(std::filesystem::path folder, std::size_t keep = 50);

    /// The newest number; 0 when there is none. Cheap: looks at names only.
    std::uint64_t newest() const;
    /// fileRead (damaged: the cause says where), revisionUnknown.
    Result<WordBook> load(std::uint64_t revision) const;
    /// Writes `book` as the revision after `base` and returns its number; `info` gives time, note, origin and what changed. On the disk when it returns: a crash leaves
    /// the revision whole or not there. Waits while another program or thread writes. configConflict (args: the newest) when `base` is not the newest; fileWrite.
    Result<std::uint64_t> append(const WordBook& book, std::uint64_t base, const WordRevisionInfo& info);
    /// Newest first; a file whose first line cannot be read is listed with its number alone.
    std::vector<WordRevisionInfo> list() const;
    /// Where the compiled form of the newest is kept.
    std::filesystem::path compiledFile() const { return m_folder / "compiled.bin"; }
    /// Where a revision is, if there is one of this number.
    std::filesystem::path file(std::uint64_t revision) const;

private:
    void prune() const;
    std::filesystem::path m_folder;
    std::size_t m_keep;
};

/// The lists a new profile begins with: the shipped default list. Its words have ids from 1.
WordBook defaultBook();

}  // namespace mirror::filter
