#include "filter/word_import.h"

namespace mirror::filter {

Result<WordImport> importWords(WordBook&, const ImportWords&, const TextFolder&, const Progress&) { return WordImport{}; }
ExportedWords exportWords(const WordBook&, const std::vector<std::uint32_t>&, WordFileFormat) { return {}; }

}  // namespace mirror::filter
