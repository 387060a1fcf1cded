#include "proxycore/api/config_fields.h"

#include "field_access.h"

/// The one table. A setting is a member in config.h, a row here, its use and its test.
namespace mirror {

namespace {

using fields::choiceOf;
using fields::field;
using fields::item;
using fields::listOf;
using fields::secretsIn;

constexpr auto kListeners = &Config::listeners;
constexpr auto kUpstreams = &Config::upstreams;
constexpr auto kAliases = &Config::aliases;
constexpr auto kAuth = &Config::auth;
constexpr auto kTimeouts = &Config::timeouts;
constexpr auto kRetry = &Config::retry;
constexpr auto kHttp = &Config::http;
constexpr auto kWorkers = &Config::workers;
constexpr auto kAdmin = &Config::admin;
constexpr auto kFilter = &Config::filter;
constexpr auto kMask = &Config::mask;
constexpr auto kJournal = &Config::journal;
constexpr auto kLog = &Config::log;

constexpr auto kLive = Reload::live;
constexpr auto kNewConnections = Reload::newConnections;
constexpr auto kRebind = Reload::rebind;
constexpr auto kRestart = Reload::restart;

constexpr double kSecond = 1'000;
constexpr double kMinute = 60 * kSecond;
constexpr double kHour = 60 * kMinute;
constexpr double kKiB = 1024;
constexpr double kMiB = 1024 * kKiB;

constexpr auto kLevels = std::to_array<std::string_view>({"trace", "debug", "info", "warn", "error"});
constexpr auto kOnFailure = std::to_array<std::string_view>({"refuse", "drop"});
constexpr auto kFormats = std::to_array<std::string_view>({"text", "json"});

constexpr auto kFields = std::to_array<FieldInfo>({
    // -- listeners ----------------------------------------------------------------------------------------------------
    item<kListeners, &ListenerConfig::name>("listeners[].name", "Name", {1, 64}, kRebind,
        "Short name of the listener in logs and metrics: letters, digits, '.', '_' and '-'. Must be unique."),
    item<kListeners, &ListenerConfig::enabled>("listeners[].enabled", "Enabled", {}, kRebind,
        "Off closes the address without losing its settings."),
    item<kListeners, &ListenerConfig::address>("listeners[].address", "Address", {2, 64}, kRebind,
        "IPv4 or IPv6 address to listen on. 127.0.0.1 is this machine only; 0.0.0.0 or :: is every network interface."),
    item<kListeners, &ListenerConfig::port>("listeners[].port", "Port", {0, 65535}, kRebind,
        "TCP port. 0 lets the system choose a free one; ports below 1024 need a capability of the program."),
    item<kListeners, &ListenerConfig::tls>("listeners[].tls", "TLS", {}, kRebind,
        "Encrypt connections (TLS 1.2 or newer). Callers on other machines should always come over TLS, their keys are in every request."),
    item<kListeners, &ListenerConfig::certificateFile>("listeners[].certificate_file", "Certificate file", {0, 4096}, kRebind,
        "PEM file with the certificate and its chain. Empty: the self-signed certificate of the profile. Read again when the file changes."),
    item<kListeners, &ListenerConfig::keyFile>("listeners[].key_file", "Private key file", {0, 4096}, kRebind,
        "PEM file with the private key of the certificate. Set both files or neither."),

    // -- upstreams ----------------------------------------------------------------------------------------------------
    item<kUpstreams, &UpstreamConfig::name>("upstreams[].name", "Name", {1, 64}, kLive,
        "Short name of the provider account in logs, metrics and the x-mirror-upstream header: letters, digits, '.', '_' and '-'. Must be unique."),
    item<kUpstreams, &UpstreamConfig::enabled>("upstreams[].enabled", "Enabled", {}, kLive,
        "Off sends no new request there; running ones finish."),
    item<kUpstreams, &UpstreamConfig::baseUrl>("upstreams[].base_url", "Base URL", {1, 2048}, kLive,
        "Where the provider's API begins, for example https://api.deepseek.com/v1. The path of the request is appended without its /v1."),
    secretsIn(item<kUpstreams, &UpstreamConfig::apiKeys>("upstreams[].api_keys", "API keys", {1, 4096}, kLive,
        "Keys of the provider account, used in turn. Write env:NAME or file:PATH rather than the key itself, so that this file holds no secret.")),
    item<kUpstreams, &UpstreamConfig::models>("upstreams[].models", "Models", {1, 256}, kLive,
        "Models served there, with * and ? as wildcards, for example qwen-*. Empty: every model."),
    item<kUpstreams, &UpstreamConfig::caFile>("upstreams[].ca_file", "CA file", {0, 4096}, kNewConnections,
        "PEM bundle of the authorities that may sign the provider's certificate, for private authorities. Empty: the system's."),
    item<kUpstreams, &UpstreamConfig::forwardClientIp>("upstreams[].forward_client_ip", "Forward client address", {}, kLive,
        "Tells the provider the caller's address in X-Real-IP. Off keeps addresses of people inside the company."),
    item<kUpstreams, &UpstreamConfig::maxIdleConnections>("upstreams[].max_idle_connections", "Idle connections", {0, 10'000}, kLive,
        "Open connections kept for reuse by each worker. More save handshakes after a burst, fewer save memory on both sides."),
    item<kUpstreams, &UpstreamConfig::idleConnection>("upstreams[].idle_connection", "Idle connection lifetime", {kSecond, kHour}, kLive,
        "A connection unused for this long is closed. Keep it below the provider's own keep-alive time, or requests meet connections that are just being closed."),

    // -- aliases ------------------------------------------------------------------------------------------------------
    item<kAliases, &AliasConfig::from>("aliases[].from", "Model asked for", {1, 256}, kLive,
        "Model name callers use, for example gpt-3.5-turbo. Exact, without wildcards."),
    item<kAliases, &AliasConfig::to>("aliases[].to", "Model used", {1, 256}, kLive,
        "Model name sent to the upstream instead, for example qwen-turbo. It may be another alias, but not in a circle."),

    // -- auth ---------------------------------------------------------------------------------------------------------
    field<kAuth, &AuthConfig::required>("auth.required", "Require a virtual key", {}, kLive,
        "Refuses callers without a valid virtual key. Off lets everyone who can reach a listener spend the providers' money."),

    // -- timeouts -----------------------------------------------------------------------------------------------------
    field<kTimeouts, &TimeoutsConfig::connect>("timeouts.connect", "Connect", {50, 5 * kMinute}, kLive,
        "Longest time to look up a provider's name, connect and finish the TLS handshake."),
    field<kTimeouts, &TimeoutsConfig::headers>("timeouts.headers", "Response head", {50, kHour}, kLive,
        "Streams: longest wait for the head of the provider's answer before the next candidate is tried."),
    field<kTimeouts, &TimeoutsConfig::firstToken>("timeouts.first_token", "First token", {50, kHour}, kLive,
        "Streams: longest wait for the first meaningful event. Keep-alive comments and empty deltas do not count."),
    field<kTimeouts, &TimeoutsConfig::idle>("timeouts.idle", "Silence in a stream", {50, kHour}, kLive,
        "Streams: longest silence between two events once the answer has begun. Then the stream counts as broken."),
    field<kTimeouts, &TimeoutsConfig::onlyCandidate>("timeouts.only_candidate", "Only one candidate", {50, kHour}, kLive,
        "Replaces the waits for head and first token when no other upstream could take the request: giving up early helps only where there is somewhere to go."),
    field<kTimeouts, &TimeoutsConfig::nonStreamFirstByte>("timeouts.non_stream_first_byte", "Whole answers", {50, kHour}, kLive,
        "Requests without streaming: longest wait for the first byte. Providers send nothing until such an answer is finished, so this is longer than for streams."),
    field<kTimeouts, &TimeoutsConfig::total>("timeouts.total", "Total", {100, 24 * kHour}, kLive,
        "Deadline of a request over all attempts, from its first byte to the last byte of the answer. No other timer can outlast it."),

    // -- retry --------------------------------------------------------------------------------------------------------
    field<kRetry, &RetryConfig::attempts>("retry.attempts", "Attempts", {1, 20}, kLive,
        "Most attempts for one request over all candidates, the first one included. Nothing is repeated once the caller has received part of an answer."),
    field<kRetry, &RetryConfig::backoffBase>("retry.backoff_base", "Backoff", {0, kMinute}, kLive,
        "Before the n-th repetition at the same upstream, a random wait of up to this time x 2^n. Protects a provider in trouble from everybody asking again at once."),
    field<kRetry, &RetryConfig::maxRetryAfter>("retry.max_retry_after", "Longest Retry-After", {0, 10 * kMinute}, kLive,
        "A provider that asks for a longer pause than this is left for the next candidate."),
    field<kRetry, &RetryConfig::budgetPercent>("retry.budget_percent", "Retry budget", {0, 100}, kLive,
        "Repetitions allowed, in percent of all requests. Stops a storm of repetitions when every request fails."),
    field<kRetry, &RetryConfig::budgetMinimum>("retry.budget_minimum", "Retry budget, minimum", {0, 10'000}, kLive,
        "Repetitions a second that are always allowed, so that a mirror with little traffic can repeat at all."),

    // -- http ---------------------------------------------------------------------------------------------------------
    field<kHttp, &HttpConfig::keepAlive>("http.keep_alive", "Keep-alive", {kSecond, kHour}, kNewConnections,
        "An idle connection of a caller is closed after this time."),
    field<kHttp, &HttpConfig::requestsPerConnection>("http.requests_per_connection", "Requests per connection", {1, 10'000'000}, kNewConnections,
        "A connection is closed after so many requests, so that load spreads over workers and machines again."),
    field<kHttp, &HttpConfig::headerDeadline>("http.header_deadline", "Head deadline", {100, 5 * kMinute}, kNewConnections,
        "The head of a request must be complete this long after its first byte. Stops callers that send a byte now and then to occupy connections."),
    field<kHttp, &HttpConfig::minBodyRate>("http.min_body_rate", "Slowest body", {0, 10 * kMiB}, kNewConnections,
        "Bytes a second, over 5 seconds, that a request body must arrive with. Stops slow bodies that occupy memory; 0 turns the check off."),
    field<kHttp, &HttpConfig::writeStall>("http.write_stall", "Slowest reader", {kSecond, kHour}, kNewConnections,
        "A caller that takes no byte of its answer for this long is closed. Stops readers that hold an upstream's stream open."),
    field<kHttp, &HttpConfig::maxBody>("http.max_body", "Largest request body", {kKiB, 1024 * kMiB}, kLive,
        "Largest request body, as sent and after inflation. Larger ones get 413; protects memory."),
    field<kHttp, &HttpConfig::maxHead>("http.max_head", "Largest request head", {kKiB, kMiB}, kNewConnections,
        "Largest head of a request: request line and all header fields. Larger ones get 431."),
    field<kHttp, &HttpConfig::maxFields>("http.max_fields", "Header fields", {8, 1'000}, kNewConnections,
        "Most header fields in a request. More get 431; stops floods of tiny fields."),
    field<kHttp, &HttpConfig::maxUri>("http.max_uri", "Longest URI", {256, 64 * kKiB}, kNewConnections,
        "Longest request target. Must fit into the largest head."),
    field<kHttp, &HttpConfig::maxJsonDepth>("http.max_json_depth", "JSON depth", {4, 1'000}, kLive,
        "Deepest nesting of objects and arrays in a request body. Deeper ones get 400; stops bodies made to exhaust parsers."),
    field<kHttp, &HttpConfig::maxInflateRatio>("http.max_inflate_ratio", "Inflation ratio", {2, 1'100}, kLive,
        "A compressed request body may grow at most so many times. Stops decompression bombs."),
    field<kHttp, &HttpConfig::maxAnswer>("http.max_answer", "Largest whole answer", {64 * kKiB, 1024 * kMiB}, kLive,
        "Largest answer without streaming that is taken from an upstream. Protects memory against a provider gone wrong."),
    field<kHttp, &HttpConfig::maxConnections>("http.max_connections", "Connections", {1, 1'000'000}, kNewConnections,
        "Most connections of callers at one time, over all listeners. Further ones are closed at once; the system's limit of open files must be higher."),
    field<kHttp, &HttpConfig::connectionsPerAddress>("http.connections_per_address", "Connections per address", {1, 1'000'000}, kNewConnections,
        "Most connections from one address. Lower it where callers come directly and not through one gateway."),
    field<kHttp, &HttpConfig::gzipAnswers>("http.gzip_answers", "Compress answers", {}, kLive,
        "Sends JSON answers compressed to callers that accept gzip. Streams are never compressed, compression would hold events back."),
    field<kHttp, &HttpConfig::gzipMinimum>("http.gzip_minimum", "Compress from", {0, 16 * kMiB}, kLive,
        "Answers smaller than this are sent as they are."),
    field<kHttp, &HttpConfig::corsOrigins>("http.cors_origins", "CORS origins", {1, 256}, kLive,
        "Web pages that may call the mirror from a browser, for example https://chat.example.com, or * for every page. Empty: none."),
    field<kHttp, &HttpConfig::trustedProxies>("http.trusted_proxies", "Trusted proxies", {2, 64}, kLive,
        "Addresses or networks (10.0.0.0/8) of load balancers whose X-Forwarded-For is believed. Everybody else could claim any address."),
    field<kHttp, &HttpConfig::passFields>("http.pass_fields", "Header fields passed on", {1, 128}, kLive,
        "Further header fields of requests that go on to upstreams, for example x-trace-id. Credentials, cookies and fields that the mirror writes itself never pass."),

    // -- workers ------------------------------------------------------------------------------------------------------
    field<kWorkers, &WorkersConfig::count>("workers.count", "Workers", {0, 256}, kRestart,
        "Threads that serve requests. 0: one for each core."),
    field<kWorkers, &WorkersConfig::heartbeatTimeout>("workers.heartbeat_timeout", "Heartbeat", {500, 5 * kMinute}, kLive,
        "A worker that gives no sign of life for this long is reported as stalled."),
    field<kWorkers, &WorkersConfig::drainTimeout>("workers.drain_timeout", "Drain time", {0, kHour}, kLive,
        "After a stop was asked for, running requests get this long to finish. Keep it below the time your service manager waits."),

    // -- admin --------------------------------------------------------------------------------------------------------
    field<kAdmin, &AdminConfig::enabled>("admin.enabled", "Enabled", {}, kRebind,
        "Serves metrics, readiness and the admin API. They always ask for the admin token of the profile."),
    field<kAdmin, &AdminConfig::address>("admin.address", "Address", {2, 64}, kRebind,
        "IPv4 or IPv6 address of the admin listener. Use TLS when it is not this machine only."),
    field<kAdmin, &AdminConfig::port>("admin.port", "Port", {0, 65535}, kRebind,
        "TCP port of the admin listener. 0 lets the system choose a free one."),
    field<kAdmin, &AdminConfig::tls>("admin.tls", "TLS", {}, kRebind,
        "Encrypt connections to the admin listener."),
    field<kAdmin, &AdminConfig::certificateFile>("admin.certificate_file", "Certificate file", {0, 4096}, kRebind,
        "PEM file with the certificate and its chain. Empty: the self-signed certificate of the profile."),
    field<kAdmin, &AdminConfig::keyFile>("admin.key_file", "Private key file", {0, 4096}, kRebind,
        "PEM file with the private key of the certificate. Set both files or neither."),

    // -- filter -------------------------------------------------------------------------------------------------------
    field<kFilter, &FilterConfig::enabled>("filter.enabled", "Enabled", {}, kLive,
        "Looks for the words of the word lists in requests and answers. Off lets everything through."),
    field<kFilter, &FilterConfig::foldWidth>("filter.fold_width", "Width and case", {}, kLive,
        "Full-width, circled and mathematical letters, compatibility ideographs and capitals count as the plain letter."),
    field<kFilter, &FilterConfig::foldIgnorable>("filter.fold_ignorable", "Invisible characters", {}, kLive,
        "Zero-width characters, combining marks and variation selectors do not hide a word."),
    field<kFilter, &FilterConfig::foldTraditional>("filter.fold_traditional", "Traditional characters", {}, kLive,
        "Traditional Chinese characters count as the simplified ones."),
    field<kFilter, &FilterConfig::foldSeparators>("filter.fold_separators", "Separators", {}, kLive,
        "Up to four spaces, stars, dashes or dots between Han characters do not hide a word. Line breaks and ends of sentences still part words."),
    field<kFilter, &FilterConfig::foldConfusables>("filter.fold_confusables", "Look-alike letters", {}, kLive,
        "Cyrillic and Greek letters that look Latin count as Latin where they are mixed with Latin letters."),
    field<kFilter, &FilterConfig::foldEntities>("filter.fold_entities", "Entities and escapes", {}, kLive,
        "HTML entities and \\uXXXX escapes that stand in a text count as the character they stand for."),

    // -- mask ---------------------------------------------------------------------------------------------------------
    field<kMask, &MaskConfig::beforeUpstream>("mask.before_upstream", "Mask before the upstream", {}, kLive,
        "Replaces personal data in requests by [PHONE], [ID] and so on before they leave for a provider."),
    field<kMask, &MaskConfig::restore>("mask.restore", "Restore in the answer", {}, kLive,
        "Where the answer repeats such a replacement, the caller who sent the original gets it back."),
    field<kMask, &MaskConfig::strict>("mask.strict", "Strict checks", {}, kLive,
        "Numbers count as personal data only when everything about them fits: region and date of an ID, issuer of a card. Off catches more and errs more often."),
    field<kMask, &MaskConfig::kinds>("mask.kinds", "Kinds", {2, 16}, kLive,
        "What counts as personal data: id, phone, card, email, passport, plate, ip."),

    // -- journal ------------------------------------------------------------------------------------------------------
    field<kJournal, &JournalConfig::enabled>("journal.enabled", "Enabled", {}, kLive,
        "Writes every dialogue, masked and sealed, to the journal folder of the profile. It needs a key: mirrordeskd journal init, or the Journal page, makes one."),
    choiceOf(kOnFailure, field<kJournal, &JournalConfig::onFailure>("journal.on_failure", "When it cannot be written", {}, kLive,
        "What happens to requests while the journal cannot be written, because the disk is full for example. refuse: they are answered with 503. drop: they are served, and counted as missing.")),
    field<kJournal, &JournalConfig::keepValues>("journal.keep_values", "Keep masked values", {}, kLive,
        "Keeps what was masked, sealed apart from the text, so that a single value can be revealed with a reason. Off: what is masked is gone for good."),
    field<kJournal, &JournalConfig::queueBytes>("journal.queue_bytes", "Waiting to be written", {kMiB, 4096 * kMiB}, kLive,
        "Most memory for dialogues that wait for the disk. When it is full, requests are refused or dialogues dropped."),
    field<kJournal, &JournalConfig::segmentBytes>("journal.segment_bytes", "Segment size", {kMiB, 4096 * kMiB}, kLive,
        "A new file is begun when the present one has reached this size, and every day. Whole files are removed or shredded."),
    field<kJournal, &JournalConfig::syncInterval>("journal.sync_interval", "Sync interval", {0, kMinute}, kLive,
        "What was written is forced onto the disk this often. A power cut takes at most what came since; the end of the program takes nothing that was written."),
    field<kJournal, &JournalConfig::keepDays>("journal.keep_days", "Days kept", {0, 36'500}, kLive,
        "Files older than this are removed, and the journal says so. 0: for ever. Rules for such services ask for at least six months."),
    field<kJournal, &JournalConfig::maxBytes>("journal.max_bytes", "Most disk space", {0, 1'000'000 * kMiB}, kLive,
        "When the journal is larger the oldest files go, whatever their age. 0: no bound."),
    field<kJournal, &JournalConfig::anchorFile>("journal.anchor_file", "Anchor file", {0, 4096}, kLive,
        "A file on another disk or share to which the newest record's hash is appended now and then. It shows when the end of the journal was cut off. Empty: none."),
    field<kJournal, &JournalConfig::anchorInterval>("journal.anchor_interval", "Anchor interval", {kSecond, 24 * kHour}, kLive,
        "How often an anchor is written while there are new records."),
    field<kJournal, &JournalConfig::lockAfter>("journal.lock_after", "Lock after", {10 * kSecond, 24 * kHour}, kLive,
        "An unlocked journal in which nobody looked at anything for this long is locked again."),

    // -- log ----------------------------------------------------------------------------------------------------------
    choiceOf(kLevels, field<kLog, &LogConfig::level>("log.level", "Level", {}, kLive,
        "How much the program says about itself. Prompts, answers and keys are never in it, on any level.")),
    choiceOf(kFormats, field<kLog, &LogConfig::format>("log.format", "Format", {}, kRestart,
        "text for people, json (one object a line) for log collectors.")),
    field<kLog, &LogConfig::file>("log.file", "File", {0, 4096}, kRestart,
        "File to append to. Empty: standard error, which a service manager collects."),
});

constexpr auto kLists = std::to_array<ListInfo>({
    listOf<kListeners>("listeners", "Listeners", "listeners[].name", "Addresses the mirror answers callers on."),
    listOf<kUpstreams>("upstreams", "Upstreams", "upstreams[].name",
        "Provider accounts behind the mirror. Their order is the order in which they are tried."),
    listOf<kAliases>("aliases", "Aliases", "aliases[].from", "Other names for models, resolved before an upstream is chosen."),
});

constexpr auto kSections = std::to_array<SectionInfo>({
    {"listeners", "Listeners", "Addresses the mirror answers callers on."},
    {"upstreams", "Upstreams", "Provider accounts behind the mirror. Their order is the order in which they are tried."},
    {"aliases", "Aliases", "Other names for models, resolved before an upstream is chosen."},
    {"auth", "Callers", "Who may use the mirror."},
    {"timeouts", "Timeouts", "How long one attempt at an upstream may take in each phase."},
    {"retry", "Repetition", "When a failed attempt is repeated or moved to the next upstream."},
    {"http", "HTTP", "What callers may send and how long they may take. Each bound stops a way of exhausting the mirror."},
    {"workers", "Workers", "Threads that serve requests."},
    {"admin", "Admin", "The operator's door: metrics, readiness and the admin API."},
    {"filter", "Word filter", "How texts are compared with the word lists. The words themselves are on the Filters page."},
    {"mask", "Personal data", "Personal data in requests, and whether providers may see it."},
    {"journal", "Journal", "The sealed log of dialogues: what is kept, where, and for how long."},
    {"log", "Diagnostic log", "What the program says about itself; not the journal of dialogues."},
});

}  // namespace

std::span<const FieldInfo> fieldTable() { return kFields; }
std::span<const ListInfo> listTable() { return kLists; }
std::span<const SectionInfo> sectionTable() { return kSections; }

}  // namespace mirror
