#pragma once
#include <QString>
#include <string>

namespace mirror::ui {

/// Why a value of the configuration was refused, in the language of the window. `reason` is what the rules of proxycore/api
/// write as the second argument of ErrorCode::configValue. Empty for a reason that is made from a field's bounds or type: the
/// field says that better (refusalText in ui/forms/field_text.h).
QString knownReasonText(const std::string& reason);
/// The same, and a reason that is not known as it came.
QString reasonText(const std::string& reason);

}  // namespace mirror::ui
