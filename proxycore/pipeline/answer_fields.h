#pragma once
#include <string>

#include "exchange/exchange.h"
#include "http/message.h"

namespace mirror::pipeline {

/// Header lines of an answer that came from an upstream: what passes of its head, and what the mirror adds; wire.md section 4.
/// Content-Type is the caller's business. `extra` is appended as it is. `out` is replaced; its memory is kept.
void writeAnswerFields(std::string& out, const exchange::Exchange& exchange, const http::ResponseHead& upstreamHead, std::string_view contentType,
                       std::string_view extra);

}  // namespace mirror::pipeline
