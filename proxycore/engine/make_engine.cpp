#include "proxycore/make_engine.h"

#include "auth/key_file.h"
#include "engine/engine_impl.h"
#include "engine/process_tuning.h"

namespace mirror {

namespace {

/// The first virtual key of a new profile; the only time it exists in the clear.
Result<std::string> makeFirstKey(const config::OpenedProfile& profile) {
    if (std::filesystem::exists(profile.paths.keysFile())) return std::string();
    return auth::addKey(profile.paths.keysFile(), profile.installSecret, "first");
}

}  // namespace

Result<MadeEngine> makeEngine(EngineOptions options) {
    engine::tuneProcess();
    auto profile = config::openProfile(options.profile, options.environment);
    if (!profile) return fail(profile.error());
    auto store = std::make_unique<config::ConfigStore>(profile->paths, options.environment, options.overrides);
    const auto opened = store->open();
    if (!opened) return fail(opened.error());
    auto log = log::DiagnosticLog::open(opened->config->log);
    if (!log) return fail(log.error());
    auto reactor = net::Reactor::make();
    if (!reactor) return fail(reactor.error());

    MadeEngine made;
    auto key = makeFirstKey(*profile);
    if (!key) return fail(key.error());
    made.firstRun.happened = profile->isNew;
    made.firstRun.virtualKey = std::move(*key);
    made.firstRun.configFile = profile->paths.configFile().string();
    made.firstRun.certificateFile = profile->paths.certificateFile().string();

    engine::Supervisor::Parts parts;
    parts.profile = std::move(*profile);
    parts.store = std::move(store);
    parts.log = std::move(*log);
    parts.events = std::make_shared<engine::EventBus>();
    parts.environment = std::move(options.environment);
    parts.version = std::move(options.version);
    auto engine = engine::EngineImpl::make(std::move(parts), std::move(*reactor), options.startServing);
    if (!engine) return fail(engine.error());
    made.engine = std::move(*engine);
    return made;
}

}  // namespace mirror
