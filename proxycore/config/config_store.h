#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "config/overlay.h"
#include "config/profile.h"
#include "config/revision_files.h"
#include "proxycore/api/command.h"
#include "proxycore/api/config_io.h"

namespace mirror::config {

/// A configuration in force.
struct Revision {
    std::uint64_t number = 0;
    std::shared_ptr<const Config> config;  ///< with environment and --set laid over it
};

/// Owns the configuration of one profile: the file, the present revision, the kept ones (RevisionFiles; numbers rise for
/// ever). Control thread only. The engine is the only writer; people may edit the file by hand, which reload() picks up.
class ConfigStore {
public:
    ConfigStore(ProfilePaths paths, Environment environment, Overrides overrides);
    /// First load. The error is the first problem, its cause lists all of them with lines. A file that holds an API key itself
    /// and can be read by others is filePermission.
    Result<Revision> open();
    const Revision& current() const { return m_current; }
    /// Paths of the fields of current() whose value comes from the environment or --set.
    std::vector<std::string> overlaid() const { return overlaidPaths(m_loaded); }
    /// Looks whether the file changed (mtime, size, inode, then content). nullopt: it did not. An invalid file keeps the
    /// present revision and is reported once per change of the file; when it is put back to the present text, the present
    /// revision is returned once, so that the complaint can be taken back.
    std::optional<Result<Revision>> reload();
    /// Compare-and-set: configConflict if baseRevision is not the present one, or the file has a valid hand-made change that
    /// reload() has not seen yet. ConfigRejected when invalid. Writes the file atomically, keeping nothing of hand-made
    /// comments (the previous text is kept as a revision; an invalid hand-made text as mirrordesk.yaml.rejected), then swaps.
    /// An edit that changes nothing makes no revision.
    std::variant<Error, ConfigRejected, Applied> apply(std::uint64_t baseRevision, Config edited, const std::string& note, const std::string& origin);
    std::vector<RevisionInfo> revisions() const { return m_revisions.list(); }
    Result<Config> revision(std::uint64_t number) const;

private:
    /// Tells one state of the file from another without reading it.
    struct Stamp {
        std::int64_t seconds = 0;
        std::int64_t nanoseconds = 0;
        std::int64_t size = -1;  // -1: absent
        std::uint64_t inode = 0;
        bool operator==(const Stamp&) const = default;
    };
    Stamp stampOfFile() const;
    Result<LoadedConfig> load(const std::string& text) const;
    void take(std::uint64_t number, LoadedConfig loaded, std::string text);
    /// Deals with a hand-made change that is still unseen: the error that stops an apply, or nothing.
    std::optional<Error> yieldToHandEdit() const;

    ProfilePaths m_paths;
    Environment m_environment;
    Overrides m_overrides;
    RevisionFiles m_revisions;
    Revision m_current;
    LoadedConfig m_loaded;  // the present one with its sources
    Config m_fileConfig;    // without environment and overrides
    std::string m_fileText;
    Stamp m_stamp;
    bool m_isRejected = false;  // the file as it is now was refused
};

}  // namespace mirror::config
