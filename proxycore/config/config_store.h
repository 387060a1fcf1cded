#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "config/profile.h"
#include "proxycore/api/command.h"
#include "proxycore/api/config_io.h"

namespace mirror::config {

/// A configuration in force.
struct Revision {
    std::uint64_t number = 0;
    std::shared_ptr<const Config> config;  ///< with environment and --set laid over it
};

/// Owns the configuration of one profile: the file, the present revision, the kept ones (revisions/N.yaml with a header comment
/// carrying time, origin and note; numbers rise for ever). Control thread only. The engine is the only writer; people may edit the
/// file by hand, which reload() picks up.
class ConfigStore {
public:
    ConfigStore(ProfilePaths paths, Environment environment, Overrides overrides);
    /// First load. The error is the first problem, its cause lists all of them with lines.
    Result<Revision> open();
    const Revision& current() const { return m_current; }
    /// Looks whether the file changed (mtime, size, inode, then content). nullopt: it did not. An invalid file keeps the
    /// present revision and is reported once per change of the file.
    std::optional<Result<Revision>> reload();
    /// Compare-and-set: configConflict if baseRevision is not the present one. ConfigRejected when invalid. Writes the file
    /// atomically, keeping nothing of hand-made comments (the previous text is kept as a revision), then swaps.
    std::variant<Error, ConfigRejected, Applied> apply(std::uint64_t baseRevision, Config edited, const std::string& note, const std::string& origin);
    std::vector<RevisionInfo> revisions() const;
    Result<Config> revision(std::uint64_t number) const;

private:
    ProfilePaths m_paths;
    Environment m_environment;
    Overrides m_overrides;
    Revision m_current;
    Config m_fileConfig;  // without environment and overrides
    std::string m_fileText;
};

}  // namespace mirror::config
