#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "proxycore/api/units.h"
#include "proxycore/api/words.h"

/// One finished request as the Traffic page shows it: metadata only, never a prompt, an answer or a key.
namespace mirror {

/// How a request ended; the series of the throughput chart and the `outcome` label of mirror_requests_total.
enum class Outcome : std::uint8_t { ok, clientError, unauthorised, upstreamError, timeout, cut, cancelled, overloaded, internal, filtered };
inline constexpr std::size_t kOutcomes = 10;
std::string_view outcomeName(Outcome outcome);  ///< snake_case: "ok", "client_error", ...

/// X-Cache of the answer; `none` where the cache does not apply.
enum class CacheResult : std::uint8_t { none, hit, miss, bypass, coalesced, stale };
std::string_view cacheResultName(CacheResult result);  ///< "HIT", ... ; "" for none

/// Stages in the order of the waterfall.
enum class StageId : std::uint8_t { receive, auth, parse, filter, cache, route, connect, upstreamHead, firstToken, transfer };
inline constexpr std::size_t kStages = 10;
std::string_view stageName(StageId stage);  ///< snake_case

/// Offset from the request's first byte, and length. duration < 0: the stage did not happen.
struct StageSpan {
    Microseconds start{0};
    Microseconds duration{-1};
    bool operator==(const StageSpan&) const = default;
};

/// One try at one upstream.
struct AttemptRecord {
    std::string upstream;
    int status = 0;         ///< 0 when there was no response head
    std::string errorCode;  ///< errorName, empty on success
    Microseconds start{0};  ///< from the request's first byte
    Microseconds duration{0};
    bool reusedConnection = false;
    bool operator==(const AttemptRecord&) const = default;
};

/// A rule of the word lists that was found, or a kind of personal data that was replaced; never what was found.
struct RuleHit {
    std::string rule;      ///< "w12", "r3" (regex), "pii-phone"
    std::string category;
    WordAction action = WordAction::block;
    bool output = false;   ///< in the answer
    std::string where;     ///< place in the body: "messages[2].content", "choices[0].tool_calls[1]"; at most 120 bytes
    FoldSteps steps = 0;   ///< what it took to see it
    std::uint32_t count = 1;
    bool operator==(const RuleHit&) const = default;
};
inline constexpr std::size_t kMaxRuleHits = 8;  ///< kept a request; all are counted

struct TrafficRecord {
    std::uint64_t id = 0;  ///< rising within one engine; assigned by the control thread
    std::string requestId;
    SystemTime time{};  ///< first byte of the request
    std::string method;
    std::string path;
    std::string clientAddress;
    std::string listener;
    std::string keyName;
    std::string userAgent;
    int status = 0;
    Outcome outcome = Outcome::ok;
    std::string errorCode;  ///< errorName, empty when ok
    std::string modelAsked;
    std::string modelAnswered;
    std::string upstream;
    std::string route;
    bool stream = false;
    CacheResult cache = CacheResult::none;
    std::vector<AttemptRecord> attempts;
    std::array<StageSpan, kStages> stages{};
    Microseconds firstToken{-1};  ///< < 0: none
    Microseconds total{0};
    Bytes bytesIn;
    Bytes bytesOut;
    Tokens promptTokens;
    Tokens completionTokens;
    std::int64_t events = 0;  ///< SSE events sent
    int workerId = 0;
    std::vector<RuleHit> rules;  ///< the first kMaxRuleHits
    std::uint64_t wordsRevision = 0;  ///< of the word lists the request was checked against; 0: none
    bool operator==(const TrafficRecord&) const = default;
};

}  // namespace mirror
