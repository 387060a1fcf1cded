#include "admin/admin_api.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "admin/admin_reply.h"
#include "admin/config_edit.h"
#include "admin/query.h"
#include "base/text.h"
#include "proxycore/api/config_io.h"
#include "proxycore/api/wire.h"

namespace mirror::admin {

namespace {

using nlohmann::json;
using Done = std::function<void(AdminResponse)>;
using Receiver = std::function<AdminResponse(const Receipt&)>;

constexpr std::uint64_t kMostEvents = 1000;
constexpr const char* kOrigin = "admin API";  // of the revisions made here

/// Sends a command and answers with what `onReceipt` makes of its receipt. Holds nothing of the AdminApi, which may be gone
/// when the engine answers.
void ask(Engine& engine, Command command, Done done, Receiver onReceipt) {
    engine.submit(std::move(command), [done = std::move(done), onReceipt = std::move(onReceipt)](const Result<Receipt>& result) {
        done(result ? onReceipt(*result) : errorReply(result.error()));
    });
}

AdminResponse asReceipt(const Receipt& receipt) { return jsonReply(200, wire::encode(receipt)); }

std::string entityTag(std::uint64_t revision) { return "ETag: \"" + std::to_string(revision) + "\"\r\n"; }

std::string yamlDocument(const ConfigDocument& document) {
    const json body{{"revision", document.revision}, {"yaml", saveConfig(document.config, true, Secrets::mask)}, {"overlaid", document.overlaid}};
    return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

AdminResponse asYaml(const Receipt& receipt) {
    const auto* document = std::get_if<ConfigDocument>(&receipt);
    if (document == nullptr) return errorReply(makeError(ErrorCode::internal));
    return jsonReply(200, yamlDocument(*document), entityTag(document->revision));
}

AdminResponse asApplied(const Receipt& receipt) {
    if (const auto* rejected = std::get_if<ConfigRejected>(&receipt)) return problemsReply(rejected->problems);
    const auto* applied = std::get_if<Applied>(&receipt);
    if (applied == nullptr) return errorReply(makeError(ErrorCode::internal));
    return jsonReply(200, wire::encode(receipt), entityTag(applied->revision));
}

/// Reasons without addresses or file names: /ready is open to everybody who reaches the listener.
json reasonsAgainst(const Snapshot& snapshot) {
    json reasons = json::array();
    if (snapshot.state != EngineState::running) reasons.push_back("engine " + std::string(engineStateName(snapshot.state)));
    const auto isOpen = [](const ListenerStatus& listener) { return !listener.error; };
    if (std::any_of(snapshot.listeners.begin(), snapshot.listeners.end(), isOpen)) return reasons;
    if (snapshot.listeners.empty()) reasons.push_back("no listener");
    for (const ListenerStatus& listener : snapshot.listeners)
        reasons.push_back("listener " + listener.name + ": " + std::string(errorName(listener.error->code)));
    return reasons;
}

AdminResponse readiness(const Snapshot& snapshot) {
    const json reasons = reasonsAgainst(snapshot);
    if (reasons.empty()) return jsonReply(200, R"({"status":"ready"})");
    const json body{{"status", "not ready"}, {"reasons", reasons}};
    return jsonReply(503, body.dump(-1, ' ', false, json::error_handler_t::replace));
}

void getConfig(Engine& engine, const AdminRequest& request, Done done) {
    const auto query = Query::parse(request.query);
    const auto revision = query ? query->number("revision", 0) : fail(query.error());
    if (!revision) return done(errorReply(400, revision.error()));
    ask(engine, GetConfig{*revision}, std::move(done), asYaml);
}

void putConfig(Engine& engine, const AdminRequest& request, Done done) {
    auto edit = readConfigEdit(request);
    if (!edit) {
        const bool isValue = edit.error().code == ErrorCode::configValue;
        return done(errorReply(isValue ? 400 : statusFor(edit.error().code), edit.error()));
    }
    if (!edit->revision)
        return done(errorReply(428, makeError(ErrorCode::configValue, {"If-Match", "send the revision the edit began from"})));
    LoadedConfig loaded = loadEdit(edit->yaml);
    if (!loaded.problems.empty()) return done(problemsReply(loaded.problems));
    ask(engine, ApplyConfig{*edit->revision, std::move(loaded.config), std::move(edit->note), kOrigin}, std::move(done), asApplied);
}

void getRevisions(Engine& engine, const AdminRequest&, Done done) { ask(engine, ListRevisions{}, std::move(done), asReceipt); }

void postCommand(Engine& engine, const AdminRequest& request, Done done) {
    auto command = wire::decodeCommand(request.body);
    if (!command) return done(errorReply(400, command.error()));
    std::visit(
        [](auto& chosen) {
            if constexpr (requires { chosen.origin; }) chosen.origin = kOrigin;
        },
        *command);
    ask(engine, std::move(*command), std::move(done), asReceipt);
}

void getEvents(Engine& engine, const AdminRequest& request, Done done) {
    const auto query = Query::parse(request.query);
    const auto after = query ? query->number("after", 0) : fail(query.error());
    const auto limit = query ? query->number("limit", QueryEvents{}.limit) : fail(query.error());
    if (!after || !limit) return done(errorReply(400, after ? limit.error() : after.error()));
    ask(engine, QueryEvents{*after, static_cast<std::uint32_t>(std::min(*limit, kMostEvents))}, std::move(done), asReceipt);
}

void getSnapshot(Engine& engine, const AdminRequest&, Done done) { done(jsonReply(200, wire::encode(*engine.snapshot()))); }

struct Route {
    std::string_view method, path;
    void (*answer)(Engine& engine, const AdminRequest& request, Done done);  // null: answered by AdminApi itself
};
constexpr auto kRoutes = std::to_array<Route>({
    {"GET", "/metrics", nullptr},
    {"GET", "/admin/v1/snapshot", getSnapshot},
    {"GET", "/admin/v1/config", getConfig},
    {"PUT", "/admin/v1/config", putConfig},
    {"GET", "/admin/v1/revisions", getRevisions},
    {"POST", "/admin/v1/commands", postCommand},
    {"GET", "/admin/v1/events", getEvents},
});

std::string allowedMethods(std::string_view path) {
    std::string methods;
    for (const Route& route : kRoutes)
        if (route.path == path) methods.append(methods.empty() ? "" : ", ").append(route.method);
    return methods;
}

AdminResponse noSuchRoute(const AdminRequest& request, const std::string& allowed) {
    if (allowed.empty()) return errorReply(makeError(ErrorCode::unknownUrl, {request.path}));
    return errorReply(405, makeError(ErrorCode::methodNotAllowed, {request.method}), "Allow: " + allowed + "\r\n");
}

}  // namespace

AdminApi::AdminApi(crypto::Secret token, Engine& engine, std::function<std::string()> metricsText)
    : m_token(std::move(token)), m_engine(engine), m_metricsText(std::move(metricsText)) {}

bool AdminApi::isAuthorised(std::string_view authorization) const {
    constexpr std::string_view kScheme = "Bearer ";
    if (m_token.empty() || authorization.size() < kScheme.size()) return false;
    return base::equalsIgnoreCase(authorization.substr(0, kScheme.size()), kScheme) &&
           m_token.equals(base::trim(authorization.substr(kScheme.size())));
}

std::uint64_t AdminApi::bodyLimit(const AdminRequest& head) const {
    const bool isCommand = head.method == "POST" && head.path == "/admin/v1/commands";
    return isCommand && isAuthorised(head.authorization) ? kMaxCommandBytes : 0;
}

void AdminApi::handle(AdminRequest request, std::function<void(AdminResponse)> done) {
    if (request.path == "/ready")
        return done(request.method == "GET" ? readiness(*m_engine.snapshot()) : noSuchRoute(request, "GET"));
    if (!isAuthorised(request.authorization))
        return done(errorReply(401, makeError(ErrorCode::unauthorised), "WWW-Authenticate: Bearer realm=\"mirrordesk admin\"\r\n"));
    const auto route = std::find_if(kRoutes.begin(), kRoutes.end(),
                                    [&](const Route& r) { return r.method == request.method && r.path == request.path; });
    if (route == kRoutes.end()) return done(noSuchRoute(request, allowedMethods(request.path)));
    if (route->answer != nullptr) return route->answer(m_engine, request, std::move(done));
    done({200, "text/plain; version=0.0.4; charset=utf-8", "Cache-Control: no-store\r\n", m_metricsText()});
}

}  // namespace mirror::admin
