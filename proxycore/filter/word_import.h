#pragma once
#include <functional>

#include "filter/word_book.h"
#include "proxycore/api/command.h"
#include "proxycore/api/result.h"

namespace mirror::filter {

/// Somebody who waits: asked now and then whether to stop, told how far it is.
struct Progress {
    std::function<bool()> isCancelled;
    std::function<void(std::uint32_t permille)> onPermille;
    bool stop() const { return isCancelled && isCancelled(); }
    void tell(std::uint64_t done, std::uint64_t all) const {
        if (onPermille) onPermille(all == 0 ? 1000 : static_cast<std::uint32_t>(done * 1000 / all));
    }
};

/// Reads a file of words (ImportWords says what) and, with command.commit, adds what is new to `book` with ids from book.nextWordId. A list command.defaults.list that is not there is
/// configValue. bodyTooLarge above kMaxImportBytes; configValue ("file", reason) for what is no list of words; cancelled.
Result<WordImport> importWords(WordBook& book, const ImportWords& command, const TextFolder& folder, const Progress& progress);

/// The entries as a file that importWords() reads back: csv with byte order mark and CRLF, json an array of objects, txt the texts alone. `ids` empty: all.
ExportedWords exportWords(const WordBook& book, const std::vector<std::uint32_t>& ids, WordFileFormat format);

}  // namespace mirror::filter
