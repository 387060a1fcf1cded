#include "integration/claims.h"

#include <algorithm>

namespace mirror::test {
namespace {

using nlohmann::json;

QString told(std::string text) { return QString::fromStdString(text); }

/// The error object has the four members, well typed, and nothing else stands beside it.
std::string shapeProblem(const json& body) {
    if (!body.is_object() || body.size() != 1 || !body.contains("error")) return "no error object: " + body.dump();
    const json& error = body["error"];
    if (!error.is_object() || error.size() != 4) return "not four members: " + body.dump();
    for (const char* name : {"message", "type", "param", "code"}) {
        if (!error.contains(name)) return std::string("without ") + name + ": " + body.dump();
    }
    if (!error["message"].is_string() || error["message"].get<std::string>().empty()) return "no message: " + body.dump();
    if (!error["type"].is_string()) return "no type: " + body.dump();
    return {};
}

std::string codeProblem(const json& error, std::string_view code) {
    const std::string got = error["code"].is_string() ? error["code"].get<std::string>() : error["code"].dump();
    return got == code ? std::string() : "code " + got + ": " + error.dump();
}

}  // namespace

QString errorProblem(const HttpAnswer& answer, int status, std::string_view type, std::string_view code) {
    if (!answer.isComplete()) return told("answer did not end well: " + answer.why + " status " + std::to_string(answer.status) + " " + answer.body);
    if (answer.status != status) return told("status " + std::to_string(answer.status) + " " + answer.body);
    if (!answer.field("content-type").starts_with("application/json")) return told("content type " + answer.field("content-type"));
    if (answer.field("x-request-id").empty()) return told("no x-request-id");
    const json body = answer.json();
    if (const std::string problem = shapeProblem(body); !problem.empty()) return told(problem);
    if (body["error"]["type"] != type) return told("type: " + answer.body);
    return told(codeProblem(body["error"], code));
}

QString inBandProblem(const HttpAnswer& answer, std::string_view code) {
    if (answer.status != 200) return told("status " + std::to_string(answer.status) + " " + answer.body);
    if (answer.end == HttpAnswer::End::complete) return told("the answer ended as if it were whole: " + answer.body);
    if (answer.end != HttpAnswer::End::cut) return told("the connection did not end: " + answer.why);
    if (answer.saysDone()) return told("says [DONE]");
    const std::vector<Piece> events = answer.events();
    if (events.empty()) return told("no event");
    const json last = json::parse(events.back().data, nullptr, false);
    if (const std::string problem = shapeProblem(last); !problem.empty()) return told(problem);
    return told(codeProblem(last["error"], code));
}

QString streamProblem(const HttpAnswer& answer, std::string_view text) {
    if (answer.status != 200) return told("status " + std::to_string(answer.status) + " " + answer.body);
    if (!answer.isComplete()) return told("the answer did not end well: " + answer.why + " " + answer.body);
    if (!answer.chunked) return told("not chunked");
    if (answer.field("content-type") != "text/event-stream; charset=utf-8") return told("content type " + answer.field("content-type"));
    if (answer.field("cache-control") != "no-cache") return told("cache-control " + answer.field("cache-control"));
    if (answer.field("x-accel-buffering") != "no") return told("x-accel-buffering " + answer.field("x-accel-buffering"));
    if (answer.has("content-encoding")) return told("has a content coding");
    const std::vector<Piece> events = answer.events();
    const auto done = std::count_if(events.begin(), events.end(), [](const Piece& event) { return event.data == "[DONE]"; });
    if (done != 1 || events.back().data != "[DONE]") return told(std::to_string(done) + " [DONE], last event " + (events.empty() ? "none" : events.back().data));
    if (answer.text() != text) return told("text " + answer.text());
    return {};
}

}  // namespace mirror::test
