#pragma once
#include <string>
#include <vector>

#include "proxycore/api/config_fields.h"
#include "proxycore/api/config_io.h"

namespace mirror::config {

/// `edited` as it belongs into the file: what it has only from the environment or --set (`shown`, laid over `file`) and was not
/// changed by the edit goes back to what the file says. Without this, saving a form would freeze those values, keys among them,
/// into the file.
Config withoutOverlay(Config edited, const LoadedConfig& shown, const Config& file);

/// Paths of the fields of `shown` whose value comes from the environment or --set, sorted.
std::vector<std::string> overlaidPaths(const LoadedConfig& shown);

}  // namespace mirror::config
