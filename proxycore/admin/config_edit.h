#pragma once
#include <optional>
#include <string>

#include "admin/admin_api.h"
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

}  // namespace mirror::admin
