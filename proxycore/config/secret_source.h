#pragma once
#include <string_view>

#include "crypto/secret.h"
#include "proxycore/api/config_io.h"
#include "proxycore/api/result.h"

namespace mirror::config {

/// Turns a secret reference into the secret: "env:NAME", "file:PATH" (refused with filePermission when readable by others;
/// trailing newline removed), anything else is the secret itself. secretMissing names the reference, never the value.
Result<crypto::Secret> resolveSecret(std::string_view reference, const Environment& environment);

}  // namespace mirror::config
