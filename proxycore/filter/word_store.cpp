#include "filter/word_store.h"

namespace mirror::filter {

WordStore::WordStore(std::filesystem::path folder, std::size_t keep) : m_folder(std::move(folder)), m_keep(keep) {}
std::uint64_t WordStore::newest() const { return 0 * m_keep; }
Result<WordBook> WordStore::load(std::uint64_t revision) const { return fail(ErrorCode::revisionUnknown, {std::to_string(revision)}); }
Result<std::uint64_t> WordStore::append(const WordBook&, std::uint64_t base, const WordRevisionInfo&) { return base + 1; }
std::vector<WordRevisionInfo> WordStore::list() const { return {}; }
WordBook defaultBook() { return {}; }

}  // namespace mirror::filter
