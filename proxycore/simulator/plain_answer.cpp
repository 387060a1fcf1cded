#include "simulator/plain_answer.h"

#include "simulator/answer_json.h"

namespace mirror::simulator {
namespace {

constexpr std::string_view kPage =
    "<!DOCTYPE html>\n<html><head><title>Service notice</title></head>\n"
    "<body><h1>Service notice</h1><p>Please sign in to the network first.</p></body></html>\n";

PlainAnswer rateLimit() {
    return errorAnswer(429, "Rate limit reached for requests, please try again later", "requests", "rate_limit_exceeded");
}

PlainAnswer gatewayPage(int status, std::string_view title) {
    PlainAnswer answer{.status = status, .contentType = "text/html"};
    answer.body = "<html><head><title>" + std::string(title) + "</title></head><body><center><h1>" + std::string(title) +
                  "</h1></center></body></html>\n";
    return answer;
}

}  // namespace

PlainAnswer errorAnswer(int status, std::string_view message, std::string_view type, std::string_view code, std::string_view param) {
    PlainAnswer answer{.status = status};
    answer.body = errorJson(message, type, code, param);
    return answer;
}

std::optional<PlainAnswer> refusalFor(Fault fault) {
    PlainAnswer answer;
    switch (fault) {
        case Fault::rateLimited:
            answer = rateLimit();
            answer.fields = "Retry-After: 1\r\n";
            return answer;
        case Fault::rateLimitedNoHeader: return rateLimit();
        case Fault::serverError:
            return errorAnswer(500, "The server had an error while processing your request", "server_error", "internal_error");
        case Fault::badGateway: return gatewayPage(502, "502 Bad Gateway");
        case Fault::unavailable: return errorAnswer(503, "The engine is currently overloaded", "server_error", "service_unavailable");
        case Fault::gatewayTimeout: return gatewayPage(504, "504 Gateway Time-out");
        case Fault::unauthorised: return errorAnswer(401, "Incorrect API key provided", "invalid_request_error", "invalid_api_key");
        case Fault::badRequest:
            return errorAnswer(400, "Invalid value for 'temperature'", "invalid_request_error", "invalid_value", "temperature");
        case Fault::html:
            answer.contentType = "text/html; charset=utf-8";
            answer.body = kPage;
            return answer;
        default: return std::nullopt;
    }
}

PlainDelivery deliver(std::string body, Fault fault) {
    const std::uint64_t length = body.size();
    if (fault == Fault::errorEvent) {
        body = errorJson("The server had an error while processing your request", "server_error", "internal_error");
        return {.body = body, .announced = body.size()};
    }
    if (fault == Fault::malformedEvent || fault == Fault::manyMalformed) {
        body.resize(body.size() / 2);
        return {.body = body, .announced = body.size()};
    }
    if (fault == Fault::cut || fault == Fault::stall) {
        body.resize(body.size() / 2);
        return {.body = std::move(body), .announced = length, .end = fault == Fault::cut ? BodyEnd::abort : BodyEnd::hang};
    }
    return {.body = std::move(body), .announced = length};
}

}  // namespace mirror::simulator
