#include "config/revision_files.h"

#include <algorithm>
#include <fstream>

#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/text.h"

namespace mirror::config {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::string_view kHead = "# mirrordesk revision ";
constexpr std::size_t kMaxFile = 8u << 20;  // a configuration of 4 MiB and its head

std::string headOf(const RevisionInfo& info) {
    const auto time = std::chrono::floor<Milliseconds>(info.time.time_since_epoch()).count();
    const Json json{{"revision", info.revision}, {"time_ms", time}, {"origin", info.origin}, {"note", info.note}};
    return std::string(kHead) + json.dump(-1, ' ', true, Json::error_handler_t::replace) + "\n";
}

/// Fills what the head says; leaves out what it does not or says wrongly.
void readHead(std::string_view line, RevisionInfo& info) {
    if (!line.starts_with(kHead)) return;
    const Json json = Json::parse(line.substr(kHead.size()), nullptr, false);
    if (!json.is_object()) return;
    const auto text = [&](const char* name) {
        const auto member = json.find(name);
        return member != json.end() && member->is_string() ? member->get<std::string>() : std::string();
    };
    info.origin = text("origin");
    info.note = text("note");
    const auto time = json.find("time_ms");
    if (time != json.end() && time->is_number_integer()) info.time = SystemTime(Milliseconds(time->get<std::int64_t>()));
}

}  // namespace

fs::path RevisionFiles::fileOf(std::uint64_t number) const { return m_folder / (std::to_string(number) + ".yaml"); }

Result<void> RevisionFiles::write(const RevisionInfo& info, std::string_view text) const {
    return base::writeFileAtomically(fileOf(info.revision), headOf(info) + std::string(text));
}

Result<std::string> RevisionFiles::text(std::uint64_t number) const {
    std::error_code error;
    if (!fs::exists(fileOf(number), error)) return fail(ErrorCode::revisionUnknown, {std::to_string(number)});
    Result<std::string> content = base::readFile(fileOf(number), kMaxFile);
    if (content && content->starts_with(kHead)) content->erase(0, std::min(content->find('\n'), content->size() - 1) + 1);
    return content;
}

std::vector<std::uint64_t> RevisionFiles::numbers() const {
    std::vector<std::uint64_t> out;
    std::error_code error;
    for (fs::directory_iterator file(m_folder, error), end; !error && file != end; file.increment(error)) {
        if (file->path().extension() != ".yaml") continue;
        const std::string stem = file->path().stem().string();
        if (const auto number = base::parseDecimal(stem)) out.push_back(*number);
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::uint64_t RevisionFiles::newest() const {
    const std::vector<std::uint64_t> all = numbers();
    return all.empty() ? 0 : all.back();
}

RevisionInfo RevisionFiles::infoOf(std::uint64_t number) const {
    RevisionInfo info{.revision = number};
    std::ifstream file(fileOf(number));
    std::string line;
    if (std::getline(file, line)) readHead(line, info);
    return info;
}

std::vector<RevisionInfo> RevisionFiles::list() const {
    std::vector<RevisionInfo> out;
    for (const std::uint64_t number : numbers()) out.push_back(infoOf(number));
    std::reverse(out.begin(), out.end());
    return out;
}

}  // namespace mirror::config
