#pragma once

namespace mirror::crypto {
/// Ends the process when a primitive of OpenSSL fails that cannot but for a broken installation, lack of memory or a bug of ours: nothing safe could follow.
/// `what` is for standard error: "AES-256-GCM".
void require(bool condition, const char* what);
}  // namespace mirror::crypto
