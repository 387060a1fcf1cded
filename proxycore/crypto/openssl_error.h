#pragma once
#include <string>

namespace mirror::crypto {
/// The newest reason in OpenSSL's error queue as text, and clears the queue; "unknown" if it is empty.
std::string lastOpensslError();
}  // namespace mirror::crypto
