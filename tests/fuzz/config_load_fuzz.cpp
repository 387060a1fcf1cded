#include "fuzz/claim.h"
#include "proxycore/api/config_io.h"

using namespace mirror;

/// Whatever a file holds, it is either refused with problems that name a line, or a configuration that is sound and comes
/// back from its own file as it was.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const LoadedConfig loaded = loadConfig(text);
    for (const ConfigProblem& problem : loaded.problems) {
        MIRROR_CLAIM(problem.line >= 0 && problem.column >= 0);
        MIRROR_CLAIM(!describeProblem(problem, "file").empty());
    }
    static_cast<void>(printConfig(loaded));
    if (!loaded.problems.empty()) return 0;
    MIRROR_CLAIM(validateConfig(loaded.config).empty());
    for (const bool comments : {false, true}) {
        const LoadedConfig again = loadConfig(saveConfig(loaded.config, comments));
        MIRROR_CLAIM(again.problems.empty());
        MIRROR_CLAIM(again.config == loaded.config);
    }
    Config masked = loadConfig(saveConfig(loaded.config, false, Secrets::mask)).config;
    restoreMaskedSecrets(masked, loaded.config);
    MIRROR_CLAIM(masked == loaded.config);
    return 0;
}
