#pragma once
#include <string>

#include "exchange/exchange.h"

namespace mirror::pipeline {

/// Header lines that let the request's origin read the answer (Fetch standard, CORS protocol); empty without an Origin that
/// http.cors_origins names.
std::string corsFields(const http::RequestHead& head, const HttpConfig& config);
/// 204 to a preflight request.
void replyPreflight(exchange::Exchange& exchange, std::string_view fields);

}  // namespace mirror::pipeline
