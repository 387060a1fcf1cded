#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/client.h"
#include "http/message.h"
#include "openai/endpoint.h"
#include "openai/json_body.h"
#include "openai/stream_event.h"
#include "proxycore/api/config.h"
#include "proxycore/api/error.h"
#include "proxycore/api/traffic.h"

/// The record of one request that walks through the house, in path order. One writer a section: the room named beside it.
namespace mirror::net {
class Canceller;
}

namespace mirror::exchange {

/// Who is calling. Published inside an immutable key table and shared by all workers.
struct Principal {
    std::string name;
    std::string group;
    bool isEnabled = true;
};

/// What the pipeline keeps of a dialogue for the journal until it has ended.
struct DialogueNotes {
    virtual ~DialogueNotes() = default;
};

struct Exchange {
    // -- listen
    const Config* config = nullptr;  ///< the revision this request runs on; outlives the exchange
    int workerId = 0;
    std::string_view listener;
    std::string_view clientAddress;  ///< peer, or what a trusted proxy says
    SystemTime time{};
    SteadyTime begun{};              ///< first byte of the request
    net::Canceller* clientGone = nullptr;  ///< cancelled when the client leaves; every wait of the exchange listens to it
    RequestBody* requestBody = nullptr;
    ClientWriter* client = nullptr;
    std::string requestId;
    bool cutByEngine = false;    ///< clientGone was cancelled because the engine ends; the client is still there
    std::uint64_t bytesIn = 0;   ///< of head and body, framing included; known when the exchange is finished

    // -- http
    http::RequestHead head;

    // -- openai
    openai::EndpointMatch endpoint;
    std::string_view body;
    openai::RequestBody parsed;
    std::string modelAsked;

    // -- auth
    const Principal* principal = nullptr;
    std::shared_ptr<const void> principalOwner;  ///< keeps *principal alive when keys are exchanged meanwhile

    // -- filter
    std::vector<RuleHit> rules;       ///< the first kMaxRuleHits of request and answer
    std::uint64_t wordsRevision = 0;  ///< of the word lists it was checked against; 0: none

    // -- route
    std::string_view model;  ///< resolved through aliases
    std::vector<std::size_t> candidates;  ///< indexes into config->upstreams, in the order they are tried
    std::string route;

    // -- upstream / pipeline
    std::shared_ptr<const void> revision;  ///< keeps what views of the configuration point into
    std::vector<AttemptRecord> attempts;
    std::string_view upstream;
    std::string modelAnswered;
    openai::Usage usage;
    std::int64_t events = 0;
    Microseconds firstToken{-1};
    CacheResult cache = CacheResult::none;

    // -- journal
    std::unique_ptr<DialogueNotes> notes;  ///< null: not written to the journal

    // -- end
    int status = 0;
    Outcome outcome = Outcome::ok;
    std::optional<Error> error;
    std::array<StageSpan, kStages> stages{};

    /// As new, but for the memory of what every request fills.
    void reset();

    void stage(StageId id, SteadyTime from, SteadyTime to) {
        using std::chrono::duration_cast;
        stages[static_cast<std::size_t>(id)] = {duration_cast<Microseconds>(from - begun), duration_cast<Microseconds>(to - from)};
    }
};

}  // namespace mirror::exchange
