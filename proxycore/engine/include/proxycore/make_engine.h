#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "proxycore/api/config_io.h"
#include "proxycore/api/engine.h"
#include "proxycore/api/result.h"

/// The whole engine behind one factory. The only header of proxycore that programs include besides the api.
namespace mirror {

struct EngineOptions {
    std::filesystem::path profile;  ///< directory that holds everything of one instance; made if absent
    Environment environment;        ///< MIRROR_... overrides, OPENAI_API_KEY and OPENAI_BASE_URL for a first run
    Overrides overrides;            ///< --set path=value
    std::string version;            ///< shown in snapshots and mirror_build_info
    bool startServing = true;       ///< false: the handle comes back stopped
};

/// What a first run made; shown once.
struct FirstRun {
    bool happened = false;
    std::string virtualKey;     ///< empty unless a first key was made now
    std::string configFile;
    std::string certificateFile;
};

struct MadeEngine {
    std::unique_ptr<Engine> engine;
    FirstRun firstRun;
};

/// Opens or creates the profile, loads its configuration and makes an engine with its own control thread. An invalid
/// configuration or an unusable profile is an Error; an address in use is not (state failed, see Snapshot), so that a
/// console can show it and mend it.
Result<MadeEngine> makeEngine(EngineOptions options);

}  // namespace mirror
