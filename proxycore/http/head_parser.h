#pragma once
#include <string_view>

#include "http/message.h"
#include "proxycore/api/result.h"

namespace mirror::http {

/// Bounds of a head; each stops memory or CPU exhaustion by one kind of message.
struct HeadLimits {
    std::size_t maxBytes = 32 * 1024;
    std::size_t maxUri = 8 * 1024;
    std::size_t maxFields = 100;
};

/// Parses one complete request head (from HeadScanner, blank line included). `out` is reused: its vectors keep capacity.
/// Errors: badRequest with `cause` naming the rule broken, headersTooLarge. Strict as product.md says: refuses
/// Content-Length with Transfer-Encoding, repeated or list-valued Content-Length, any transfer coding but "chunked", more than one
/// Transfer-Encoding, obs-fold, white space before the colon, names outside tchar, framing look-alikes
/// (e.g. "Transfer_Encoding", "Content_Length"), values with controls or invalid UTF-8, missing or repeated Host in HTTP/1.1,
/// Transfer-Encoding in HTTP/1.0, versions other than 1.0 and 1.1, methods outside tchar, targets with fragments or controls.
Result<void> parseRequestHead(std::string_view head, const HeadLimits& limits, RequestHead& out);

/// Parses one complete response head. `requestMethod` decides whether a body follows (HEAD; 204, 304, 1xx have none).
/// Errors: upstreamBadResponse with `cause`. As strict as requests are.
Result<void> parseResponseHead(std::string_view head, const HeadLimits& limits, std::string_view requestMethod, ResponseHead& out);

}  // namespace mirror::http
