#include "exchange/local_reply.h"

#include "http/serializer.h"

namespace mirror::exchange {

void replyJson(Exchange& exchange, int status, std::string_view json, std::string_view fields) {
    std::string head;
    http::HeadWriter writer(head);
    writer.field("Content-Type", "application/json");
    writer.field("x-request-id", exchange.requestId);
    head += fields;
    exchange.status = status;
    exchange.client->begin(status, head, AnswerBody::length, json.size());
    exchange.client->write(json);
    exchange.client->finish();
}

void replyError(Exchange& exchange, const Error& error, std::string_view fields) {
    const openai::ErrorBody body = openai::errorBodyFor(error);
    std::string head;
    http::HeadWriter writer(head);
    if (error.code == ErrorCode::invalidKey) writer.field("WWW-Authenticate", "Bearer");
    if (error.code == ErrorCode::methodNotAllowed) writer.field("Allow", exchange.endpoint.allow);
    // the client's library waits for as long as it is told; a minute at most, wire.md section 2
    const bool passes = error.code == ErrorCode::draining || error.code == ErrorCode::noHealthyUpstream || error.code == ErrorCode::journalUnavailable;
    if (passes && fields.find("Retry-After:") == std::string_view::npos) writer.field("Retry-After", "5");
    if (body.shouldRetryFalse) writer.field("x-should-retry", "false");
    // which rule it was, for the operator the caller may ask; never the word
    if (error.code == ErrorCode::contentNotAllowed && !error.args.empty()) writer.field("x-mirror-rule-id", error.args[0]);
    head += fields;
    if (body.close) exchange.client->closeAfter();
    exchange.error = error;
    replyJson(exchange, body.status, openai::toJson(body), head);
}

}  // namespace mirror::exchange
