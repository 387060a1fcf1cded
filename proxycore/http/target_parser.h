#pragma once
#include <string_view>

#include "http/message.h"

/// Request targets (RFC 9112 3.2) and authorities. Private to this room.
namespace mirror::http {

/// Whether `text` is a host with an optional port: no user, no list, nothing that needs quoting, not empty.
bool isAuthority(std::string_view text);

/// Fills path, query and host (absolute and authority form; else empty) of `out` from its method and target. Returns
/// the rule broken, nullptr if none: a literal.
const char* splitTarget(RequestHead& out);

}  // namespace mirror::http
