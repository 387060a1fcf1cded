#include "pipeline/cors.h"

#include <algorithm>

#include "http/serializer.h"

namespace mirror::pipeline {

std::string corsFields(const http::RequestHead& head, const HttpConfig& config) {
    if (config.corsOrigins.empty()) return {};
    const auto origin = http::findField(head.fields, "Origin");
    if (!origin) return {};
    const bool any = std::find(config.corsOrigins.begin(), config.corsOrigins.end(), "*") != config.corsOrigins.end();
    if (!any && std::find(config.corsOrigins.begin(), config.corsOrigins.end(), *origin) == config.corsOrigins.end()) return {};
    std::string fields;
    http::HeadWriter writer(fields);
    writer.field("Access-Control-Allow-Origin", any ? std::string_view("*") : *origin);
    if (!any) writer.field("Vary", "Origin");
    writer.field("Access-Control-Expose-Headers", "x-request-id, x-mirror-upstream, x-mirror-attempts, X-Cache, Server-Timing, Retry-After");
    return fields;
}

void replyOptions(exchange::Exchange& exchange, std::string_view cors) {
    std::string head(cors);
    http::HeadWriter writer(head);
    writer.field("Allow", exchange.endpoint.allow);
    if (!cors.empty()) {
        writer.field("Access-Control-Allow-Methods", exchange.endpoint.allow);
        const auto wanted = http::findField(exchange.head.fields, "Access-Control-Request-Headers");
        writer.field("Access-Control-Allow-Headers", wanted.value_or("authorization, content-type"));
        writer.field("Access-Control-Max-Age", "600");
    }
    writer.field("x-request-id", exchange.requestId);
    exchange.status = 204;
    exchange.client->begin(204, head, exchange::AnswerBody::none);
    exchange.client->finish();
}

}  // namespace mirror::pipeline
