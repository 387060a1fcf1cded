#pragma once
#include <string>
#include <string_view>

#include "proxycore/api/result.h"

/// gzip and deflate by zlib.
namespace mirror::http {

/// Inflates a whole body. `coding` is the Content-Encoding value ("gzip", "x-gzip", "deflate"; "identity" copies);
/// unsupportedEncoding for others. bodyTooLarge beyond maxBytes or maxRatio (output to input, checked above 64 KiB of output); badRequest
/// for broken data or data after the end.
Result<std::string> inflateBody(std::string_view coding, std::string_view body, std::size_t maxBytes, std::size_t maxRatio);
/// gzip at level 4 (measured best of time x size for JSON answers of a few KB).
std::string gzipBody(std::string_view body);
/// Whether an Accept-Encoding value allows gzip (q > 0 for gzip, x-gzip or *).
bool acceptsGzip(std::string_view acceptEncoding);

}  // namespace mirror::http
