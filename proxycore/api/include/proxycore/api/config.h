#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "proxycore/api/units.h"

/// The proxy's whole configuration as plain structs; the defaults here are the defaults of the product.
/// Every field has a row in the table of config_fields.h, from which YAML, environment, forms, schema and reference are
/// made. A Config is a value: a change is a new one with a new revision, swapped in while old streams finish on theirs.
namespace mirror {

/// One address the mirror answers on.
struct ListenerConfig {
    std::string name = "plain";
    bool enabled = true;
    std::string address = "127.0.0.1";  ///< IPv4 or IPv6 literal; "0.0.0.0" and "::" mean every interface
    std::uint16_t port = 8080;          ///< 0 lets the system choose (tests)
    bool tls = false;
    std::string certificateFile;  ///< PEM chain; empty: the profile's own certificate, self-signed on first run
    std::string keyFile;          ///< PEM private key; empty as above
    bool operator==(const ListenerConfig&) const = default;
};

/// The operator's door: metrics, readiness, admin API. Always asks for the admin credential of the profile.
struct AdminConfig {
    bool enabled = true;
    std::string address = "127.0.0.1";
    std::uint16_t port = 8081;
    bool tls = false;  ///< uses the certificate below, or the profile's own
    std::string certificateFile;
    std::string keyFile;
    bool operator==(const AdminConfig&) const = default;
};

/// What a client may send and how long it may take; each bound names the attack it stops in config_fields.
struct HttpConfig {
    Milliseconds keepAlive{75'000};
    std::int64_t requestsPerConnection = 1000;
    Milliseconds headerDeadline{15'000};  ///< absolute, from the first byte of a request
    Bytes minBodyRate{240};               ///< per second, measured over 5 s
    Milliseconds writeStall{30'000};      ///< a client that takes no byte for this long is closed
    Bytes maxBody = 8_MiB;                ///< on the wire and after inflation
    Bytes maxHead = 32_KiB;
    std::int64_t maxFields = 100;
    Bytes maxUri = 8_KiB;
    std::int64_t maxJsonDepth = 64;
    std::int64_t maxInflateRatio = 100;
    Bytes maxAnswer = 64_MiB;  ///< non-streaming upstream answer held before it is passed on
    std::int64_t maxConnections = 20'000;
    std::int64_t connectionsPerAddress = 10'000;
    bool gzipAnswers = true;
    Bytes gzipMinimum{1024};
    std::vector<std::string> corsOrigins;     ///< "*" or exact origins; empty: no CORS headers
    std::vector<std::string> trustedProxies;  ///< addresses or CIDR whose X-Forwarded-For is believed
    std::vector<std::string> passFields;      ///< names of further header fields a client may send through to upstreams
    bool operator==(const HttpConfig&) const = default;
};

struct AuthConfig {
    bool required = true;  ///< false lets anyone who reaches the listener use the upstreams
    bool operator==(const AuthConfig&) const = default;
};

struct WorkersConfig {
    std::int64_t count = 0;  ///< 0: one a core
    Milliseconds heartbeatTimeout{3'000};
    Milliseconds drainTimeout{30'000};  ///< streams get this long to end after a stop was asked for
    bool operator==(const WorkersConfig&) const = default;
};

/// Timers of one upstream attempt; wire.md section 6. Each has its own error code and metric label.
struct TimeoutsConfig {
    Milliseconds connect{5'000};
    Milliseconds headers{10'000};              ///< streams: until the response head
    Milliseconds firstToken{10'000};           ///< streams: until the first meaningful event
    Milliseconds idle{20'000};                 ///< streams: between events after that
    Milliseconds onlyCandidate{60'000};        ///< replaces headers and firstToken when there is nowhere else to go
    Milliseconds nonStreamFirstByte{120'000};  ///< non-streaming answers send nothing until they are finished
    Milliseconds total{600'000};
    bool operator==(const TimeoutsConfig&) const = default;
};

struct RetryConfig {
    std::int64_t attempts = 3;           ///< per request, over all candidates
    Milliseconds backoffBase{1'000};     ///< full jitter over base x 2^n
    Milliseconds maxRetryAfter{60'000};  ///< a longer Retry-After fails over instead
    double budgetPercent = 10;           ///< retries allowed as a share of requests
    std::int64_t budgetMinimum = 3;      ///< ... and at least so many a second
    bool operator==(const RetryConfig&) const = default;
};

/// One provider account behind the mirror. Order in the list is the order of candidates.
struct UpstreamConfig {
    std::string name;
    bool enabled = true;
    std::string baseUrl;              ///< e.g. https://api.deepseek.com/v1; the endpoint's path is appended without its /v1
    std::vector<std::string> apiKeys; ///< secret references: env:NAME, file:PATH, or the key itself
    std::vector<std::string> models;  ///< globs it serves; empty: every model
    std::string caFile;               ///< PEM bundle instead of the system's
    bool forwardClientIp = false;     ///< sends X-Real-IP
    std::int64_t maxIdleConnections = 64;  ///< per worker
    Milliseconds idleConnection{50'000};   ///< an idle pooled connection older than this is closed
    bool operator==(const UpstreamConfig&) const = default;
};

/// Another name for a model, resolved before candidates are chosen.
struct AliasConfig {
    std::string from;
    std::string to;
    bool operator==(const AliasConfig&) const = default;
};

/// Diagnostic log of the program itself; never carries prompts or keys.
struct LogConfig {
    std::string level = "info";   ///< trace, debug, info, warn, error
    std::string format = "text";  ///< text or json
    std::string file;             ///< empty: standard error
    bool operator==(const LogConfig&) const = default;
};

/// Sensitive words: what is done to texts before they are compared. The words themselves are in the lists, see words.h.
struct FilterConfig {
    bool enabled = true;  ///< false: nothing is looked for
    // folding, each step a switch; see FoldStep
    bool foldEntities = true;
    bool foldWidth = true;
    bool foldIgnorable = true;
    bool foldTraditional = true;
    bool foldSeparators = true;
    bool foldConfusables = true;
    bool operator==(const FilterConfig&) const = default;
};

/// Personal data in requests.
struct MaskConfig {
    bool beforeUpstream = false;  ///< replaced in what is sent to upstreams
    bool restore = true;          ///< ... and put back in the answer, for that caller only
    bool strict = true;           ///< numbers must satisfy every rule of their kind (region and date of an ID, issuer of a card)
    std::vector<std::string> kinds{"id", "phone", "card", "email", "passport", "plate", "ip"};
    bool operator==(const MaskConfig&) const = default;
};

/// The sealed log of dialogues.
struct JournalConfig {
    bool enabled = false;
    std::string onFailure = "refuse";  ///< what happens to a request that cannot be written: refuse (503) or drop (served and counted)
    bool keepValues = true;            ///< originals of masked values are kept, sealed apart, so that one can be revealed with a reason
    Bytes queueBytes = 64_MiB;         ///< waiting to be written
    Bytes segmentBytes = 64_MiB;
    Milliseconds syncInterval{1'000};  ///< the most a power cut can take; the end of the process takes nothing that was written
    std::int64_t keepDays = 180;
    Bytes maxBytes{0};                 ///< oldest segments go first; 0: no bound
    std::string anchorFile;            ///< on another disk: what the newest record was, now and then; empty: none
    Milliseconds anchorInterval{60'000};
    Milliseconds lockAfter{900'000};   ///< a session that asks for nothing
    bool operator==(const JournalConfig&) const = default;
};

struct Config {
    std::vector<ListenerConfig> listeners;
    AdminConfig admin;
    HttpConfig http;
    AuthConfig auth;
    WorkersConfig workers;
    TimeoutsConfig timeouts;
    RetryConfig retry;
    std::vector<UpstreamConfig> upstreams;
    std::vector<AliasConfig> aliases;
    FilterConfig filter;
    MaskConfig mask;
    JournalConfig journal;
    LogConfig log;
    bool operator==(const Config&) const = default;
};

/// The configuration a first run gets: plain HTTP on 127.0.0.1:8080, TLS on 0.0.0.0:8443, admin on 127.0.0.1:8081, no upstream.
Config defaultConfig();

}  // namespace mirror
