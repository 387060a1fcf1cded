#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "proxycore/api/command.h"
#include "proxycore/api/result.h"

namespace mirror::config {

/// The kept configurations of a profile: one file N.yaml each, 0600, never changed once written. Its first line is a comment
/// with time, origin and note; the rest is the configuration file as it was.
class RevisionFiles {
public:
    explicit RevisionFiles(std::filesystem::path folder) : m_folder(std::move(folder)) {}
    Result<void> write(const RevisionInfo& info, std::string_view text) const;
    /// The text without its first line; revisionUnknown if there is no such file.
    Result<std::string> text(std::uint64_t number) const;
    /// Newest first. A file without a readable first line is listed with its number alone.
    std::vector<RevisionInfo> list() const;
    /// 0 when there is none.
    std::uint64_t newest() const;

private:
    std::filesystem::path fileOf(std::uint64_t number) const;
    std::vector<std::uint64_t> numbers() const;  // rising
    RevisionInfo infoOf(std::uint64_t number) const;
    std::filesystem::path m_folder;
};

}  // namespace mirror::config
