#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "proxycore/api/config.h"
#include "proxycore/api/config_fields.h"
#include "proxycore/api/config_io.h"
#include "proxycore/api/event.h"
#include "proxycore/api/snapshot.h"
#include "proxycore/api/traffic.h"

/// Everything that can be asked of an engine, and what comes back. Values only: each can be sent over a wire.
namespace mirror {

// -- life of the engine ------------------------------------------------------------------------------------------
struct StartEngine {};
/// Closes listeners and cuts what still runs. Prefer DrainEngine.
struct StopEngine {};
/// Closes listeners, lets requests finish for at most workers.drain_timeout, then stops.
struct DrainEngine {};
/// Stop and start with the present configuration; workers that no longer answer are abandoned, not waited for.
struct RestartEngine {};
/// Looks at the configuration file, certificates and keys now instead of at the next regular look (SIGHUP). Receipt: Done.
struct ReloadNow {};

// -- configuration ------------------------------------------------------------------------------------------------
/// The configuration in force. Receipt: ConfigDocument (secrets masked).
struct GetConfig {
    std::uint64_t revision = 0;  ///< 0: the present one
};
/// Replaces the configuration. `baseRevision` is the one the edit began from; if another was applied since, the answer is
/// configConflict. Secrets that still read "***" keep their value. Receipt: Applied.
struct ApplyConfig {
    std::uint64_t baseRevision = 0;
    Config config;
    std::string note;
    /// As in RevisionInfo. Not sent over a wire: the door a command came in by says so itself.
    std::string origin = "console";
};
/// Receipt: RevisionList.
struct ListRevisions {};

// -- pages of data --------------------------------------------------------------------------------------------------
/// Finished requests with id > afterId, oldest first, at most `limit` (capped at 10,000). Receipt: TrafficPage.
struct QueryTraffic {
    std::uint64_t afterId = 0;
    std::uint32_t limit = 1000;
};
/// Samples with from <= second <= to (Unix time), at most one hour back. Receipt: Timeline.
struct QueryTimeline {
    std::int64_t from = 0;
    std::int64_t to = 0;
};
/// Receipt: EventPage.
struct QueryEvents {
    std::uint64_t afterId = 0;
    std::uint32_t limit = 200;
};

// -- virtual keys -----------------------------------------------------------------------------------------------------
/// Receipt: CreatedKey, the only time the key is shown.
struct CreateKey {
    std::string name;
};

using Command = std::variant<StartEngine, StopEngine, DrainEngine, RestartEngine, ReloadNow, GetConfig, ApplyConfig,
                             ListRevisions, QueryTraffic, QueryTimeline, QueryEvents, CreateKey>;

struct Done {};
struct ConfigDocument {
    std::uint64_t revision = 0;
    Config config;
    /// Paths of fields whose value comes from the environment or the command line and hides the file's; empty for an older revision. Applying
    /// them unchanged leaves the file as it is.
    std::vector<std::string> overlaid;
};
struct Applied {
    std::uint64_t revision = 0;
    std::vector<FieldChange> changes;
    bool needsRestart = false;  ///< a changed field has Reload::restart
};
/// Answer to an ApplyConfig that would not be valid.
struct ConfigRejected {
    std::vector<ConfigProblem> problems;
};
struct RevisionInfo {
    std::uint64_t revision = 0;
    SystemTime time{};
    std::string note;
    std::string origin;  ///< "first run", "file", "console", "admin API"
    bool operator==(const RevisionInfo&) const = default;
};
struct RevisionList {
    std::vector<RevisionInfo> revisions;  ///< newest first
};
struct TrafficPage {
    std::vector<TrafficRecord> records;
    std::uint64_t firstAvailableId = 0;  ///< older ones have been dropped
    bool more = false;
};
struct Timeline {
    std::vector<SecondSample> samples;
};
struct EventPage {
    std::vector<Event> events;
};
struct CreatedKey {
    std::string name;
    std::string key;
};

using Receipt = std::variant<Done, ConfigDocument, Applied, ConfigRejected, RevisionList, TrafficPage, Timeline, EventPage, CreatedKey>;

}  // namespace mirror
