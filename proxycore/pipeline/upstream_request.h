#pragma once
#include <optional>
#include <string>

#include "exchange/exchange.h"
#include "upstream/target.h"

namespace mirror::pipeline {

/// The request line and header fields that go to an upstream, written anew from the parsed request: wire.md section 4. Nothing
/// of the client's head passes but what is named there and in http.pass_fields; credentials, cookies and forwarding fields never do.
/// `contentLength` empty: chunked. `out` is replaced; its memory is kept.
void writeUpstreamHead(std::string& out, const exchange::Exchange& exchange, const upstream::Target& target, std::optional<std::uint64_t> contentLength);

}  // namespace mirror::pipeline
