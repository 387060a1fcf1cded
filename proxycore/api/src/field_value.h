#pragma once
#include <string>
#include <string_view>

#include "proxycore/api/config_fields.h"

namespace mirror::fields {

/// What stands for a secret that is not shown.
inline constexpr std::string_view kMasked = "***";

/// The bounds or choices of a row in words ("1s to 1h", "one of text, json"); empty when anything of its type will do.
std::string allowed(const FieldInfo& field);
/// Whether a secret is only referred to ("env:NAME", "file:PATH"), which may be shown.
bool isSecretReference(std::string_view text);
/// The value with every literal secret replaced by kMasked; unchanged for rows that hold none.
FieldValue maskSecrets(const FieldInfo& field, FieldValue value);

}  // namespace mirror::fields
