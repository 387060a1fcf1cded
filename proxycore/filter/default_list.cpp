#include "filter/bundled_texts.h"
#include "filter/word_import.h"
#include "filter/word_store.h"

namespace mirror::filter {

WordBook defaultBook() {
    WordBook book;
    book.lists.push_back({1, true, "default", {}});
    book.nextListId = 2;
    ImportWords command{.fileName = "default.csv", .content = std::string(bundledDefaultList()), .format = WordFileFormat::csv, .commit = true};
    command.defaults.list = 1;
    // Its content is fixed when the program is built, and a test holds that every line of it is taken.
    static_cast<void>(importWords(book, command, TextFolder(kAllFoldSteps), {}));
    return book;
}

}  // namespace mirror::filter
