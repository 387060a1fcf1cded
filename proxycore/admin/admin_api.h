#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "crypto/secret.h"
#include "proxycore/api/engine.h"

/// The operator's door without its sockets: requests as values in, answers as values out.
namespace mirror::admin {

struct AdminRequest {
    std::string method;
    std::string path;
    std::string query;
    std::string authorization;  ///< value of the Authorization field
    std::string ifMatch;        ///< value of If-Match, for PUT /admin/v1/config
    std::string contentType;
    std::string body;
};
struct AdminResponse {
    int status = 200;
    std::string contentType = "application/json";
    std::string fields;  ///< further header lines, "Name: value\r\n"
    std::string body;
};

/// Routes (all but /ready want "Authorization: Bearer <admin token>", else 401 with WWW-Authenticate):
///   GET  /ready                  200 {"status":"ready"} while running and at least one listener is open, else 503 with the reasons
///   GET  /metrics                Prometheus text
///   GET  /admin/v1/snapshot      wire::encode(Snapshot)
///   GET  /admin/v1/config        {"revision":N,"yaml":"...","overlaid":["path", ...]} secrets masked; ETag "N"; ?revision=N for an older one. `overlaid`
///                                are fields shown with their value from the environment or --set; put back unchanged they keep the file's
///   PUT  /admin/v1/config        {"yaml":"..."} (or the YAML itself as application/yaml) with If-Match: "N" or "revision":N; 200 Applied,
///                                412 configConflict, 422 with problems, 428 without revision
///   GET  /admin/v1/revisions     RevisionList
///   POST /admin/v1/commands      wire Command -> wire Receipt; errors as {"error":wire Error} with a fitting status. Bodies up to kMaxCommandBytes,
///                                others as usual (8 MiB)
///   GET  /admin/v1/events        ?after=N -> EventPage
/// Anything else 404, wrong method 405 with Allow. Error bodies are OpenAI-shaped plus "detail": the wire Error.
class AdminApi {
public:
    /// `engine` outlives this. `metricsText` renders /metrics; both are called on the thread that calls handle().
    AdminApi(crypto::Secret token, Engine& engine, std::function<std::string()> metricsText);
    /// The longest body a request of this head may have, in bytes; 0: what the listener allows. A file of words in a command may be long, but only in the hands of one who has the token.
    std::uint64_t bodyLimit(const AdminRequest& head) const;
    /// 64 MiB of an imported file, each octet of which is at most two in a command.
    static constexpr std::uint64_t kMaxCommandBytes = 2 * kMaxImportBytes + 1024 * 1024;
    /// `done` runs exactly once, possibly before handle() returns, possibly later on an engine thread.
    void handle(AdminRequest request, std::function<void(AdminResponse)> done);

private:
    bool isAuthorised(std::string_view authorization) const;
    crypto::Secret m_token;
    Engine& m_engine;
    std::function<std::string()> m_metricsText;
};

}  // namespace mirror::admin
