#pragma once
#include <string_view>

#include "exchange/exchange.h"
#include "route/route_table.h"

namespace mirror::pipeline {

/// GET /v1/models and /v1/models/{id}, answered from our routes.
void replyModels(exchange::Exchange& exchange, const route::RouteTable& routes, std::string_view fields);
void replyModel(exchange::Exchange& exchange, const route::RouteTable& routes, std::string_view fields);

}  // namespace mirror::pipeline
