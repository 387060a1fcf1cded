#include "filter/text_files.h"

#include <algorithm>

#include "base/file.h"
#include "filter/text_decoder.h"

namespace mirror::filter {

namespace {

namespace fs = std::filesystem;

void note(const fs::directory_entry& entry, const fs::path& folder, TextFolderContent& content) {
    std::error_code error;
    if (entry.symlink_status(error).type() != fs::file_type::regular || error) return;
    const std::uint64_t bytes = entry.file_size(error);
    if (error || bytes > kMaxTextFileBytes || content.bytes + bytes > kMaxTextFolderBytes || content.files.size() >= kMaxTextFiles) {
        ++content.leftOut;
        return;
    }
    content.bytes += bytes;
    content.files.push_back({entry.path(), entry.path().lexically_relative(folder).string(), bytes});
}

}  // namespace

Result<TextFolderContent> textFilesUnder(const fs::path& folder) {
    TextFolderContent content;
    std::error_code error;
    fs::directory_iterator readable(folder, error);  // the recursive one passes over a folder it may not read, this one tells
    if (error) return fail(ErrorCode::fileRead, {folder.string()}, error.message());
    fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, error);
    for (const fs::recursive_directory_iterator end; !error && entry != end; entry.increment(error)) note(*entry, folder, content);
    if (error) return fail(ErrorCode::fileRead, {folder.string()}, error.message());
    std::sort(content.files.begin(), content.files.end(), [](const TextFile& a, const TextFile& b) { return a.name < b.name; });
    return content;
}

std::optional<std::string> readTextFile(const TextFile& file) {
    Result<std::string> content = base::readFile(file.path, kMaxTextFileBytes);
    if (!content || isBinary(*content)) return std::nullopt;
    Result<DecodedText> decoded = decodeText(*content);
    if (!decoded || decoded->badLines.size() * 10 > decoded->lines) return std::nullopt;
    if (decoded->made.empty()) return std::string(decoded->text());
    return std::move(decoded->made);
}

}  // namespace mirror::filter
