#pragma once
#include <optional>
#include <string>

#include "admin/admin_api.h"
#include "proxycore/api/config_io.h"
#include "proxycore/api/result.h"

namespace mirror::admin {

/// What a PUT /admin/v1/config carries.
struct ConfigEdit {
    std::optional<std::uint64_t> revision;  ///< the one the edit began from
    std::string yaml;
    std::string note;
};

/// From JSON {"yaml":"...","revision":N,"note":"..."} or from the YAML itself (application/yaml, also x-yaml and text/yaml), with
/// the revision from If-Match: "N". badJson, unsupportedEncoding (another content type), configValue (a member of a wrong type, an
/// If-Match that is not one revision, two revisions that differ).
Result<ConfigEdit> readConfigEdit(const AdminRequest& request);

/// loadConfig for an edit of what GET showed: "***" is no problem here, for the engine puts the secret back that it stands for
/// and validates again.
LoadedConfig loadEdit(const std::string& yaml);

}  // namespace mirror::admin
