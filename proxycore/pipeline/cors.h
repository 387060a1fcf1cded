#pragma once
#include <string>

#include "exchange/exchange.h"

namespace mirror::pipeline {

/// Header lines that let the request's origin read the answer (Fetch standard, CORS protocol); empty without an Origin that
/// http.cors_origins names.
std::string corsFields(const http::RequestHead& head, const HttpConfig& config);
/// 204 to OPTIONS: the methods of the endpoint and, with `cors` (from corsFields) not empty, what a preflight asks for. Browsers send neither
/// key nor cookie with a preflight, so none is asked for.
void replyOptions(exchange::Exchange& exchange, std::string_view cors);

}  // namespace mirror::pipeline
