#include "support/run_test.h"  // first: moc 6.4 does not parse <concepts> when it comes upon it before Qt

#include <nlohmann/json.hpp>
#include <set>

#include "admin/admin_api.h"
#include "fake_engine.h"
#include "proxycore/api/wire.h"

using namespace mirror;
using namespace mirror::admin;
using nlohmann::json;

namespace {

constexpr const char* kToken = "admin-token-0123456789";

struct Door {
    FakeEngine engine;
    AdminApi api{crypto::Secret(kToken), engine, [] { return std::string("# HELP x x\n"); }};
    int answers = 0;

    AdminResponse ask(AdminRequest request) {
        AdminResponse out;
        out.status = 0;
        api.handle(std::move(request), [&](AdminResponse response) {
            ++answers;
            out = std::move(response);
        });
        return out;
    }
    static AdminRequest request(const char* method, const char* path, std::string body = {}) {
        return {.method = method, .path = path, .authorization = std::string("Bearer ") + kToken, .body = std::move(body)};
    }
    AdminResponse get(const char* path, const char* query = "") {
        AdminRequest r = request("GET", path);
        r.query = query;
        return ask(std::move(r));
    }
    AdminResponse put(std::string body, const char* ifMatch, const char* type = "application/yaml") {
        AdminRequest r = request("PUT", "/admin/v1/config", std::move(body));
        r.ifMatch = ifMatch;
        r.contentType = type;
        return ask(std::move(r));
    }
};

json parsed(const AdminResponse& response) {
    json document = json::parse(response.body, nullptr, false);
    if (document.is_discarded()) qFatal("not JSON: %s", response.body.c_str());
    return document;
}

/// Every error: OpenAI's shape, and the wire form in both members.
void checkError(const AdminResponse& response, int status, const char* code) {
    QCOMPARE(response.status, status);
    QCOMPARE(response.contentType, std::string("application/json"));
    const json document = parsed(response);
    const json& error = document.at("error");
    QVERIFY(error.at("message").is_string() && error.at("type").is_string() && error.contains("param"));
    QCOMPARE(error.at("code").get<std::string>(), std::string(code));
    const auto fromError = wire::decodeError(error.dump());
    const auto fromDetail = wire::decodeError(document.at("detail").dump());
    QVERIFY(fromError && fromDetail);
    QCOMPARE(*fromError, *fromDetail);
    QCOMPARE(std::string(errorName(fromDetail->code)), std::string(code));
}

ListenerStatus listener(const char* name, std::optional<Error> error = {}) {
    ListenerStatus status;
    status.name = name;
    status.error = std::move(error);
    return status;
}

std::string smallYaml() { return saveConfig(defaultConfig(), false); }

}  // namespace

class TstAdminApi : public QObject {
    Q_OBJECT
private slots:
    void asksForTheTokenEverywhereButAtReady() {
        for (const char* path : {"/metrics", "/admin/v1/snapshot", "/admin/v1/config", "/admin/v1/revisions", "/admin/v1/commands", "/admin/v1/events", "/nothing"}) {
            for (const char* authorization :
                 {"", "Bearer", "Bearer ", "Bearer wrong", "Basic admin-token-0123456789", "admin-token-0123456789", "Bearer admin-token-012345678", "Bearer admin-token-01234567899"}) {
                Door door;
                AdminRequest request = Door::request("GET", path);
                request.authorization = authorization;
                const AdminResponse response = door.ask(request);
                checkError(response, 401, "unauthorised");
                QVERIFY(response.fields.find("WWW-Authenticate: Bearer") != std::string::npos);
                QVERIFY(door.engine.asked.empty());
                QVERIFY(response.body.find(kToken) == std::string::npos);
            }
        }
        Door door;
        AdminRequest request = Door::request("GET", "/metrics");
        request.authorization = "bearer   admin-token-0123456789 ";
        QCOMPARE(door.ask(request).status, 200);
    }
    void letsNobodyInWithoutAToken() {
        FakeEngine engine;
        AdminApi api(crypto::Secret(), engine, [] { return std::string(); });
        for (const char* authorization : {"", "Bearer", "Bearer "}) {
            int status = 0;
            api.handle({.method = "GET", .path = "/metrics", .authorization = authorization}, [&](AdminResponse r) { status = r.status; });
            QCOMPARE(status, 401);
        }
    }
    void isReadyWhileRunningWithAnOpenListener() {
        Door door;
        AdminRequest open{.method = "GET", .path = "/ready"};
        door.engine.state.state = EngineState::running;
        QCOMPARE(door.ask(open).status, 503);
        door.engine.state.listeners = {listener("tls", makeError(ErrorCode::addressInUse, {"10.1.2.3:8443"})), listener("plain")};
        const AdminResponse ready = door.ask(open);
        QCOMPARE(ready.status, 200);
        QCOMPARE(ready.body, std::string(R"({"status":"ready"})"));
        door.engine.state.listeners.pop_back();
        const AdminResponse shut = door.ask(open);
        QCOMPARE(shut.status, 503);
        QCOMPARE(parsed(shut).at("reasons"), (json{"listener tls: address_in_use"}));
        QVERIFY(shut.body.find("10.1.2.3") == std::string::npos);
    }
    void isNotReadyInAnyOtherState() {
        for (const EngineState state : {EngineState::stopped, EngineState::starting, EngineState::draining, EngineState::failed}) {
            Door door;
            door.engine.state.state = state;
            door.engine.state.listeners = {listener("plain")};
            const AdminResponse response = door.ask({.method = "GET", .path = "/ready"});
            QCOMPARE(response.status, 503);
            QCOMPARE(parsed(response).at("reasons").at(0).get<std::string>(), "engine " + std::string(engineStateName(state)));
        }
    }
    void servesMetricsAsPrometheusText() {
        Door door;
        const AdminResponse response = door.get("/metrics");
        QCOMPARE(response.status, 200);
        QCOMPARE(response.contentType, std::string("text/plain; version=0.0.4; charset=utf-8"));
        QCOMPARE(response.body, std::string("# HELP x x\n"));
    }
    void servesTheSnapshotInItsWireForm() {
        Door door;
        door.engine.state.sequence = 42;
        door.engine.state.version = "0.1.0";
        const AdminResponse response = door.get("/admin/v1/snapshot");
        QCOMPARE(response.status, 200);
        QCOMPARE(wire::decodeSnapshot(response.body).value(), door.engine.state);
    }
    void servesTheConfigurationWithItsSecretsMasked() {
        Door door;
        ConfigDocument document{7, defaultConfig()};
        UpstreamConfig upstream;
        upstream.name = "dashscope";
        upstream.baseUrl = "https://dashscope.aliyuncs.com/compatible-mode/v1";
        upstream.apiKeys = {"sk-literal-secret"};
        document.config.upstreams.push_back(upstream);
        door.engine.answer = Receipt(document);
        const AdminResponse response = door.get("/admin/v1/config");
        QCOMPARE(response.status, 200);
        QVERIFY(response.fields.find("ETag: \"7\"\r\n") != std::string::npos);
        QVERIFY(response.body.find("sk-literal-secret") == std::string::npos);
        const json body = parsed(response);
        QCOMPARE(body.at("revision").get<int>(), 7);
        QCOMPARE(loadConfig(body.at("yaml").get<std::string>()).config.upstreams.at(0).apiKeys, (std::vector<std::string>{"***"}));
        QCOMPARE(door.engine.lastAs<GetConfig>()->revision, 0u);
    }
    void takesBackWhatItShowedWithTheSecretsStillMasked() {
        Door door;
        ConfigDocument document{7, defaultConfig()};
        document.config.upstreams = {{.name = "a", .baseUrl = "https://a.example/v1", .apiKeys = {"sk-one", "env:A_KEY", "sk-two"}}};
        door.engine.answer = Receipt(document);
        const std::string yaml = parsed(door.get("/admin/v1/config")).at("yaml").get<std::string>();
        door.engine.answer = Receipt(Applied{8, {}, false});
        QCOMPARE(door.put(yaml, "\"7\"").status, 200);
        QCOMPARE(door.engine.lastAs<ApplyConfig>()->config.upstreams.at(0).apiKeys, (std::vector<std::string>{"***", "env:A_KEY", "***"}));
        door.engine.asked.clear();
        const std::string broken = yaml + "no_such_section: 1\n";
        const AdminResponse response = door.put(broken, "\"7\"");
        checkError(response, 422, "config_unknown_field");
        QCOMPARE(parsed(response).at("problems").size(), 1u);  // the masks are not among them
        QVERIFY(door.engine.asked.empty());
    }
    void servesAnOlderRevisionByNumber() {
        Door door;
        door.engine.answer = Receipt(ConfigDocument{3, defaultConfig()});
        QCOMPARE(door.get("/admin/v1/config", "revision=3").status, 200);
        QCOMPARE(door.engine.lastAs<GetConfig>()->revision, 3u);
        door.engine.answer = fail(ErrorCode::revisionUnknown, {"99"});
        checkError(door.get("/admin/v1/config", "revision=99"), 404, "revision_unknown");
        door.engine.asked.clear();
        for (const char* query : {"revision=", "revision=x", "revision=-1", "revision=1&revision=2", "revision=%", "revision=99999999999999999999"})
            checkError(door.get("/admin/v1/config", query), 400, "config_value");
        QVERIFY(door.engine.asked.empty());
    }
    void appliesAConfigurationFromTheRevisionItBeganFrom() {
        Door door;
        door.engine.answer = Receipt(Applied{8, {{"http.max_fields", "100", "50"}}, false});
        Config edited = defaultConfig();
        edited.http.maxFields = 50;
        const std::string yaml = saveConfig(edited, true);
        const AdminResponse asYaml = door.put(yaml, "\"7\"");
        QCOMPARE(asYaml.status, 200);
        QVERIFY(asYaml.fields.find("ETag: \"8\"") != std::string::npos);
        const auto receipt = wire::decodeReceipt(asYaml.body);
        QVERIFY(receipt);
        QCOMPARE(std::get<Applied>(*receipt).revision, 8u);
        QCOMPARE(door.engine.lastAs<ApplyConfig>()->baseRevision, 7u);
        QCOMPARE(door.engine.lastAs<ApplyConfig>()->config, edited);
        const json body{{"yaml", yaml}, {"revision", 9}, {"note", "smaller heads"}};
        QCOMPARE(door.put(body.dump(), "", "application/json; charset=utf-8").status, 200);
        QCOMPARE(door.engine.lastAs<ApplyConfig>()->baseRevision, 9u);
        QCOMPARE(door.engine.lastAs<ApplyConfig>()->note, std::string("smaller heads"));
        QCOMPARE(door.engine.lastAs<ApplyConfig>()->config, edited);
    }
    void refusesAnEditWithoutARevision() {
        Door door;
        checkError(door.put(smallYaml(), ""), 428, "config_value");
        checkError(door.put(json{{"yaml", smallYaml()}}.dump(), "", "application/json"), 428, "config_value");
        QVERIFY(door.engine.asked.empty());
    }
    void tellsWhenSomeoneElseWasFaster() {
        Door door;
        door.engine.answer = fail(ErrorCode::configConflict, {"12"});
        checkError(door.put(smallYaml(), "\"7\""), 412, "config_conflict");
    }
    void namesEveryProblemWithItsLine() {
        Door door;
        const AdminResponse response = door.put("http:\n  max_fields: many\n  no_such_setting: 1\n", "\"7\"");
        QCOMPARE(response.status, 422);
        QVERIFY(door.engine.asked.empty());
        const json problems = parsed(response).at("problems");
        std::set<int> lines;
        for (const json& problem : problems) {
            lines.insert(problem.at("line").get<int>());
            QVERIFY(!problem.at("message").get<std::string>().empty());
            QVERIFY(wire::decodeError(problem.at("error").dump()));
        }
        QVERIFY2(lines.contains(2) && lines.contains(3), problems.dump().c_str());
    }
    void namesProblemsTheEngineFound() {
        Door door;
        door.engine.answer = Receipt(ConfigRejected{{{"listeners[0].port", 0, 0, makeError(ErrorCode::configValue, {"listeners[0].port", "taken twice"})}}});
        const AdminResponse response = door.put(smallYaml(), "\"7\"");
        checkError(response, 422, "config_value");
        QCOMPARE(parsed(response).at("problems").at(0).at("path").get<std::string>(), std::string("listeners[0].port"));
    }
    void refusesBodiesItCannotRead() {
        Door door;
        checkError(door.put("{", "\"7\"", "application/json"), 400, "bad_json");
        checkError(door.put("[1]", "\"7\"", ""), 400, "bad_json");
        checkError(door.put(R"({"yaml":1})", "\"7\"", "application/json"), 400, "config_value");
        checkError(door.put(smallYaml(), "\"7\"", "text/html"), 415, "unsupported_encoding");
        checkError(door.put(smallYaml(), "7"), 400, "config_value");
        checkError(door.put(R"({"yaml":"","revision":8})", "\"7\"", "application/json"), 400, "config_value");
        QVERIFY(door.engine.asked.empty());
    }
    void listsRevisions() {
        Door door;
        door.engine.answer = Receipt(RevisionList{{{5, SystemTime(std::chrono::seconds(9)), "note", "console"}}});
        const AdminResponse response = door.get("/admin/v1/revisions");
        QCOMPARE(response.status, 200);
        QCOMPARE(std::get<RevisionList>(wire::decodeReceipt(response.body).value()).revisions.at(0).revision, 5u);
        QVERIFY(door.engine.lastAs<ListRevisions>() != nullptr);
    }
    void takesEveryCommandInItsWireForm() {
        Door door;
        door.engine.answer = Receipt(CreatedKey{"team-a", "sk-mirror-x"});
        const AdminResponse response = door.ask(Door::request("POST", "/admin/v1/commands", wire::encode(Command(CreateKey{"team-a"}))));
        QCOMPARE(response.status, 200);
        QCOMPARE(door.engine.lastAs<CreateKey>()->name, std::string("team-a"));
        QCOMPARE(std::get<CreatedKey>(wire::decodeReceipt(response.body).value()).key, std::string("sk-mirror-x"));
        door.engine.answer = fail(ErrorCode::notRunning);
        checkError(door.ask(Door::request("POST", "/admin/v1/commands", wire::encode(Command(DrainEngine{})))), 409, "not_running");
        door.engine.asked.clear();
        for (const char* body : {"", "{", "[]", R"({"command":"no_such"})"})
            QCOMPARE(door.ask(Door::request("POST", "/admin/v1/commands", body)).status, 400);
        QVERIFY(door.engine.asked.empty());
    }
    /// A file of words may be long, but only from somebody who has the token.
    void onlyCommandsOfWhoHasTheTokenMayBeLong() {
        Door door;
        const auto limitOf = [&](const char* method, const char* path, const char* token) {
            AdminRequest head = Door::request(method, path);
            head.authorization = token;
            return door.api.bodyLimit(head);
        };
        const std::string bearer = std::string("Bearer ") + kToken;
        QCOMPARE(limitOf("POST", "/admin/v1/commands", bearer.c_str()), AdminApi::kMaxCommandBytes);
        QVERIFY(AdminApi::kMaxCommandBytes > 2 * static_cast<std::uint64_t>(kMaxImportBytes));
        for (const char* other : {"", "Bearer wrong", "Bearer ", kToken}) QCOMPARE(limitOf("POST", "/admin/v1/commands", other), 0u);
        QCOMPARE(limitOf("PUT", "/admin/v1/config", bearer.c_str()), 0u);
        QCOMPARE(limitOf("GET", "/admin/v1/commands", bearer.c_str()), 0u);
    }
    void pagesThroughEvents() {
        Door door;
        EventPage page;
        page.events.resize(1);
        page.events[0].id = 31;
        door.engine.answer = Receipt(page);
        const AdminResponse response = door.get("/admin/v1/events", "after=30&limit=5");
        QCOMPARE(response.status, 200);
        QCOMPARE(std::get<EventPage>(wire::decodeReceipt(response.body).value()).events.at(0).id, 31u);
        QCOMPARE(door.engine.lastAs<QueryEvents>()->afterId, 30u);
        QCOMPARE(door.engine.lastAs<QueryEvents>()->limit, 5u);
        QCOMPARE(door.get("/admin/v1/events", "limit=18446744073709551615").status, 200);
        QCOMPARE(door.engine.lastAs<QueryEvents>()->afterId, 0u);
        QCOMPARE(door.engine.lastAs<QueryEvents>()->limit, 1000u);
        checkError(door.get("/admin/v1/events", "after=1x"), 400, "config_value");
    }
    void refusesUnknownPathsAndWrongMethods() {
        Door door;
        for (const char* path : {"/", "", "/admin/v1", "/admin/v1/config/", "/metrics/x", "/ready/", "/v1/models"})
            checkError(door.get(path), 404, "unknown_url");
        struct Case {
            const char *method, *path, *allow;
        };
        for (const Case& c : {Case{"POST", "/metrics", "GET"}, Case{"DELETE", "/admin/v1/config", "GET, PUT"}, Case{"GET", "/admin/v1/commands", "POST"},
                              Case{"PUT", "/admin/v1/events", "GET"}, Case{"POST", "/ready", "GET"}, Case{"get", "/metrics", "GET"}}) {
            const AdminResponse response = door.ask(Door::request(c.method, c.path));
            checkError(response, 405, "method_not_allowed");
            QVERIFY(response.fields.find(std::string("Allow: ") + c.allow + "\r\n") != std::string::npos);
        }
        QVERIFY(door.engine.asked.empty());
    }
    void isNeverCached() {
        Door door;
        for (const char* path : {"/ready", "/metrics", "/admin/v1/snapshot", "/nothing"})
            QVERIFY(door.get(path).fields.find("Cache-Control: no-store\r\n") != std::string::npos);
    }
    void answersOnceWhenTheEngineTakesItsTime() {
        Door door;
        door.engine.isSlow = true;
        door.engine.answer = Receipt(RevisionList{});
        int answers = 0;
        {
            AdminApi shortLived(crypto::Secret(kToken), door.engine, [] { return std::string(); });
            shortLived.handle(Door::request("GET", "/admin/v1/revisions"), [&](AdminResponse response) {
                ++answers;
                QCOMPARE(response.status, 200);
            });
        }
        QCOMPARE(answers, 0);
        door.engine.answerNow();  // the AdminApi is gone by now
        QCOMPARE(answers, 1);
    }
    void answersExactlyOnceToEverything() {
        Door door;
        int asked = 0;
        for (const char* method : {"GET", "PUT", "POST", "DELETE"})
            for (const char* path : {"/ready", "/metrics", "/admin/v1/snapshot", "/admin/v1/config", "/admin/v1/revisions", "/admin/v1/commands", "/admin/v1/events", "/x"}) {
                door.ask(Door::request(method, path));
                QCOMPARE(door.answers, ++asked);
            }
    }
    void keepsErrorsReadableWhenAnArgumentIsNotUtf8() {
        Door door;
        door.engine.answer = fail(ErrorCode::fileWrite, {"/tmp/\xFF"}, "No space left on device");
        const AdminResponse response = door.get("/admin/v1/revisions");
        QCOMPARE(response.status, 500);
        QVERIFY(parsed(response).at("error").at("message").is_string());
    }
};

MIRROR_TEST(TstAdminApi, tst_admin_api)
#include "tst_admin_api.moc"
