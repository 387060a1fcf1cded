#include <algorithm>

#include "base/text.h"
#include "filter/word_import.h"
#include "fuzz/claim.h"

using namespace mirror;
using namespace mirror::filter;

namespace {

WordBook emptyBook() {
    WordBook book;
    book.lists = {{.id = 1, .name = "one"}};
    book.nextListId = 2;
    return book;
}

Result<WordImport> read(WordBook& book, const TextFolder& folder, std::string_view content, WordFileFormat format) {
    ImportWords command{.fileName = "file", .content = std::string(content), .format = format, .commit = true};
    command.defaults.list = 1;
    return importWords(book, command, folder, {});
}

bool sameButId(Word a, const Word& b) {
    a.id = b.id;
    return a == b;
}

/// What was taken comes back from the program's own files as it was.
void claimRoundTrip(const WordBook& book, const TextFolder& folder) {
    for (const WordFileFormat format : {WordFileFormat::csv, WordFileFormat::json}) {
        WordBook again = emptyBook();
        const Result<WordImport> report = read(again, folder, exportWords(book, {}, format).content, format);
        MIRROR_CLAIM(report && again.words.size() == book.words.size());
        for (std::size_t i = 0; i < book.words.size(); ++i) MIRROR_CLAIM(sameButId(again.words[i], book.words[i]));
    }
}

}  // namespace

/// Whatever a file holds, it is refused, or its report adds up, its words are sound and it has no problem without a line.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const TextFolder folder(kAllFoldSteps);
    if (size == 0) return 0;
    const auto format = static_cast<WordFileFormat>(data[0] % 4);
    const std::string_view content(reinterpret_cast<const char*>(data) + 1, size - 1);
    WordBook book = emptyBook();
    const Result<WordImport> report = read(book, folder, content, format);
    if (!report) {
        MIRROR_CLAIM(book.words.empty() && report.error().code == ErrorCode::configValue);
        return 0;
    }
    MIRROR_CLAIM(report->added == book.words.size());
    MIRROR_CLAIM(report->problems.size() <= report->problemCount && report->duplicates + report->refused <= report->problemCount);
    for (const WordProblem& problem : report->problems) {
        MIRROR_CLAIM(problem.line >= 1 && problem.line <= report->lines);
        MIRROR_CLAIM(base::isUtf8(problem.text) && base::isUtf8(problem.detail));
    }
    for (const Word& word : book.words) {
        const std::vector<WordProblem> problems = checkWord(word, folder);
        MIRROR_CLAIM(std::none_of(problems.begin(), problems.end(), [](const WordProblem& problem) { return isRefused(problem.flaw); }));
    }
    claimRoundTrip(book, folder);
    return 0;
}
