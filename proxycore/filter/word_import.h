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
/// configValue. bodyTooLarge above kMaxImportBytes; configValue ("file", reason) for what is no list of words; cancelled: nothing was added. An `index` of `book` saves folding what
/// is there already.
///
/// txt: one a line, without blanks and commas behind it; a line that is `#` or begins with "# " is a remark. csv: RFC 4180; comma, semicolon or tab, whichever the first record speaks for. The first
/// record names the columns if one of its names means the text (English or Chinese, see word_columns.h); else the first column is the text and the second the category. Columns of
/// other names are passed over, empty cells leave the default. json: see json_words.h. Lines of a report are those an entry begins at. Automatic: by the ending of the file's
/// name, else by the content.
Result<WordImport> importWords(WordBook& book, const ImportWords& command, const TextFolder& folder, const Progress& progress, WordIndex* index = nullptr);

/// The entries as a file that importWords() reads back. csv with byte order mark and CRLF, its texts guarded against spreadsheets that would take them for formulas, and json, an array of
/// objects, give back all of an entry but its list. txt has the texts of words alone: what would come back as something else is left out (exceptions, regex
/// rules, a text that reads as a remark or ends with a comma). `ids` empty: all.
ExportedWords exportWords(const WordBook& book, const std::vector<std::uint32_t>& ids, WordFileFormat format);

}  // namespace mirror::filter
