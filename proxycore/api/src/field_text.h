#pragma once
#include <string>

#include "proxycore/api/config_fields.h"

/// Sentences made from a row, shared by the file's comments and the reference page.
namespace mirror::fields {

/// "with the next request", "for new connections" ...
std::string_view reloadText(Reload reload);
std::string_view typeText(FieldType type);
/// The default as people write it; "(empty)" for an empty text or list. Of a list element: that of a new element.
std::string defaultText(const FieldInfo& field);
/// Help, default, bounds and when a change takes effect if not with the next request, as one paragraph.
std::string explanation(const FieldInfo& field);

}  // namespace mirror::fields
