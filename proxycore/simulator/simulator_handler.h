#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "base/random.h"
#include "exchange/handler.h"
#include "simulator/model_request.h"
#include "simulator/pauses.h"
#include "simulator/plain_answer.h"
#include "simulator/simulator_options.h"
#include "simulator/stream_plan.h"

namespace mirror::simulator {

/// An OpenAI-compatible provider that invents its answers: chat and text completions (streaming and not), embeddings, models.
/// Behaves badly on request, see Fault. One a reactor; serves any number of exchanges at once; leaves as soon as the
/// client of an exchange has gone.
class SimulatorHandler final : public exchange::Handler {
public:
    /// `pauses` outlives the handler.
    SimulatorHandler(SimulatorOptions options, Pauses& pauses);
    base::Task<void> serve(exchange::Exchange& exchange) override;
    void refuse(exchange::Exchange& exchange, const Error& error) override;

private:
    base::Task<void> serveModels(exchange::Exchange& exchange, const openai::EndpointMatch& match);
    base::Task<void> serveModel(exchange::Exchange& exchange, openai::Endpoint endpoint);
    base::Task<void> answerWhole(exchange::Exchange& exchange, const ModelRequest& request, Fault fault);
    base::Task<void> answerStream(exchange::Exchange& exchange, const ModelRequest& request, Fault fault);
    base::Task<void> sendWhole(exchange::Exchange& exchange, PlainAnswer answer, Fault fault);
    base::Task<bool> sendPaced(exchange::Exchange& exchange, std::string bytes, SteadyTime when);
    base::Task<void> hang(exchange::Exchange& exchange);
    base::Task<void> endBody(exchange::Exchange& exchange, BodyEnd end);
    /// Answers, resets or hangs when `fault` needs no work to be done first; true when that was all.
    base::Task<bool> struckAtOnce(exchange::Exchange& exchange, Fault fault);

    std::optional<PlainAnswer> turnAway(const exchange::Exchange& exchange, const openai::EndpointMatch& match) const;
    /// The part of sendWhole() that needs no waiting; false when the client has gone.
    bool beginWhole(exchange::Exchange& exchange, const PlainAnswer& answer, const PlainDelivery& delivery);
    Fault chooseFault(std::string_view model);
    std::vector<Answer> invent(const ModelRequest& request) const;
    AnswerHead headFor(const exchange::Exchange& exchange, const ModelRequest& request);
    Pace paceFor(Fault fault) const;
    /// Header lines every provider sends, those that a mirror must take off included.
    std::string commonFields(const exchange::Exchange& exchange);

    SimulatorOptions m_options;
    Pauses& m_pauses;
    base::FastRandom m_random;
    std::uint64_t m_flakyCount = 0;
};

}  // namespace mirror::simulator
