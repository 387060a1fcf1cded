#pragma once
#include <string_view>

namespace mirror::http {

/// Whether text of this Content-Type is UTF-8 as far as the value says: every charset parameter, quoted or not, is utf-8 (or its alias
/// utf8, case does not matter). True without one, as JSON has none (RFC 8259 section 11).
bool isUtf8(std::string_view contentType);

}  // namespace mirror::http
