#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proxycore/api/error.h"
#include "proxycore/api/histogram.h"
#include "proxycore/api/journal.h"
#include "proxycore/api/traffic.h"
#include "proxycore/api/units.h"
#include "proxycore/api/words.h"

/// What the engine looks like now. Immutable once published, made on the control thread at most every 100 ms.
namespace mirror {

enum class EngineState : std::uint8_t { stopped, starting, running, draining, failed };
std::string_view engineStateName(EngineState state);

struct ListenerStatus {
    std::string name;
    std::string url;  ///< as a client on this machine would write it, with the real port
    bool tls = false;
    bool selfSigned = false;
    SystemTime certificateExpiry{};  ///< epoch when not TLS
    std::optional<Error> error;      ///< why it does not listen
    bool operator==(const ListenerStatus&) const = default;
};

enum class WorkerState : std::uint8_t { running, draining, stalled };

struct WorkerStatus {
    int id = 0;
    WorkerState state = WorkerState::running;
    std::int64_t connections = 0;
    std::int64_t activeRequests = 0;
    std::int64_t activeStreams = 0;
    std::uint64_t requests = 0;  ///< since the worker began
    double cpuPercent = 0;       ///< of one core, over the last second
    Microseconds longestTurn{0};  ///< longest event-loop turn in the last second
    Milliseconds sinceHeartbeat{0};
    bool operator==(const WorkerStatus&) const = default;
};

struct UpstreamStatus {
    std::string name;
    std::string baseUrl;
    bool enabled = true;
    std::int64_t activeAttempts = 0;
    std::int64_t idleConnections = 0;
    std::uint64_t attempts = 0;
    std::uint64_t failures = 0;
    std::string lastErrorCode;  ///< errorName, empty if none yet
    SystemTime lastErrorTime{};
    Microseconds firstTokenP50{0};  ///< over the last 5 minutes, 0 if none
    bool operator==(const UpstreamStatus&) const = default;
};

/// Everything that happened in one second of wall-clock time; merges into any longer span without loss.
/// A second in which the engine did not run has no sample: charts show a hole there.
struct SecondSample {
    std::int64_t second = 0;  ///< Unix time
    std::array<std::uint32_t, kOutcomes> outcomes{};
    Histogram::Sparse latency;     ///< of finished requests, cancelled ones left out
    Histogram::Sparse firstToken;  ///< of streams
    std::uint32_t cacheHits = 0;
    std::uint32_t cacheMisses = 0;  ///< lookups that were not hits; 0/0 means no lookup: no rate, not 0 %
    std::uint64_t promptTokens = 0;
    std::uint64_t completionTokens = 0;
    std::uint32_t events = 0;         ///< SSE events sent
    std::uint32_t activeRequests = 0;  ///< at the end of the second
    std::uint32_t activeStreams = 0;
    std::uint32_t workers = 0;
    std::uint32_t queued = 0;
    float cpuPercent = 0;  ///< of the whole process, 100 = one core
    std::array<std::uint32_t, 3> ruleHits{};  ///< by WordAction, both directions
    std::uint32_t masked = 0;                 ///< pieces of personal data replaced
    bool operator==(const SecondSample&) const = default;
};

struct Totals {
    std::array<std::uint64_t, kOutcomes> outcomes{};
    std::uint64_t cacheHits = 0;
    std::uint64_t cacheMisses = 0;
    std::uint64_t promptTokens = 0;
    std::uint64_t completionTokens = 0;
    std::uint64_t bytesIn = 0;
    std::uint64_t bytesOut = 0;
    std::uint64_t connectionsAccepted = 0;
    std::uint64_t retries = 0;
    std::uint64_t trafficDropped = 0;  ///< finished requests that did not fit the traffic list
    bool operator==(const Totals&) const = default;
};

enum class WordsState : std::uint8_t {
    active,     ///< the present revision filters
    compiling,  ///< a new one is being made ready; the one before filters
    failed,     ///< the newest could not be taken; the one before filters, or nothing is served
};
/// What the words thread is busy with.
enum class WordsTask : std::uint8_t { none, import, dryRun, compile };

struct WordsStatus {
    std::uint64_t revision = 0;  ///< in force
    WordsState state = WordsState::active;
    std::optional<Error> error;  ///< why state is failed
    std::uint64_t words = 0;     ///< entries that count: enabled, in a list that is enabled
    Bytes matcherBytes;
    Milliseconds compileTime{0};
    WordsTask task = WordsTask::none;
    std::uint64_t taskDraft = 0;
    std::uint32_t taskPermille = 0;  ///< done of it
    std::vector<CategoryHits> today;  ///< hits since midnight by category; at most 100, most first
    std::array<std::uint64_t, kPiiKinds> maskedToday{};
    bool operator==(const WordsStatus&) const = default;
};

struct Snapshot {
    std::uint64_t sequence = 0;
    SystemTime time{};
    EngineState state = EngineState::stopped;
    std::optional<Error> failure;  ///< why state is failed
    std::string version;
    std::string profile;        ///< directory
    SystemTime startedAt{};     ///< of the present run; epoch when stopped
    std::uint64_t configRevision = 0;
    std::optional<Error> configError;  ///< why the newest file was not taken; the previous revision still serves
    std::string adminUrl;
    std::vector<ListenerStatus> listeners;
    std::vector<WorkerStatus> workers;
    std::vector<UpstreamStatus> upstreams;
    Totals totals;                     ///< since the engine handle was made
    std::int64_t connections = 0;
    std::int64_t activeRequests = 0;
    std::int64_t activeStreams = 0;
    std::int64_t queued = 0;
    std::int64_t cacheEntries = -1;  ///< -1: no cache
    Bytes cacheBytes{-1};
    Bytes residentMemory;
    std::vector<SecondSample> recent;  ///< the last 15 finished seconds at most, rising
    std::uint64_t lastTrafficId = 0;
    WordsStatus words;
    JournalStatus journal;
    bool operator==(const Snapshot&) const = default;
};

}  // namespace mirror
