#include "simulator/stream_plan.h"

#include <algorithm>
#include <limits>

namespace mirror::simulator {
namespace {

constexpr std::size_t kComments = 16;        // keep-alives before a slow first token
constexpr std::size_t kManyMalformed = 5;    // more than the three a mirror may tolerate
constexpr std::size_t kNever = std::numeric_limits<std::size_t>::max();

std::string framed(std::string_view json) { return "data: " + std::string(json) + "\n\n"; }

bool strikesInMidStream(Fault fault) {
    return fault == Fault::cut || fault == Fault::stall || fault == Fault::malformedEvent || fault == Fault::manyMalformed ||
           fault == Fault::errorEvent;
}

std::size_t eventsOf(Fault fault) {
    if (fault == Fault::manyMalformed) return kManyMalformed;
    return strikesInMidStream(fault) ? 1 : 0;
}

bool endsTheStream(Fault fault) { return fault == Fault::cut || fault == Fault::stall || fault == Fault::errorEvent; }

std::size_t longestOf(const std::vector<Answer>& answers) {
    std::size_t most = 0;
    for (const Answer& answer : answers) most = std::max(most, answer.tokens.size());
    return most;
}

}  // namespace

Microseconds Pace::at(std::size_t token) const {
    if (tokensPerSecond <= 0) return firstToken;
    return firstToken + Microseconds(static_cast<std::int64_t>(static_cast<double>(token) * 1e6 / tokensPerSecond));
}

StreamPlan::StreamPlan(Source source, Pace pace, Fault fault)
    : m_source(std::move(source)),
      m_json(m_source.head, m_source.includeUsage),
      m_pace(pace),
      m_fault(fault),
      m_faultAt(strikesInMidStream(fault) ? std::max<std::size_t>(longestOf(m_source.answers) / 2, 1) : kNever),
      m_faultsLeft(eventsOf(fault)) {}

BodyEnd StreamPlan::end() const {
    if (m_fault == Fault::cut) return BodyEnd::abort;
    return m_fault == Fault::stall ? BodyEnd::hang : BodyEnd::finish;
}

std::optional<StreamPlan::Step> StreamPlan::next() {
    switch (m_part) {
        case Part::comments: return comment();
        case Part::roles: return role();
        case Part::tokens: return token();
        case Part::fault: return faultStep();
        case Part::finishes: return finish();
        case Part::usage: return usage();
        case Part::done: return done();
        case Part::over: break;
    }
    return std::nullopt;
}

std::optional<StreamPlan::Step> StreamPlan::enter(Part part) {
    m_part = part;
    m_item = 0;
    return next();
}

std::optional<StreamPlan::Step> StreamPlan::comment() {
    if (m_fault != Fault::slowFirstToken || m_item == kComments) return enter(Part::roles);
    const auto index = static_cast<std::int64_t>(m_item++);
    return Step{m_pace.firstToken * index / static_cast<std::int64_t>(kComments), ": keep-alive\n\n"};
}

std::optional<StreamPlan::Step> StreamPlan::role() {
    if (!m_source.head.chat || m_item == m_source.answers.size()) return enter(Part::tokens);
    return Step{m_pace.at(0), framed(m_json.role(m_item++))};
}

std::optional<StreamPlan::Step> StreamPlan::token() {
    while (m_token < longestOf(m_source.answers)) {
        if (m_token == m_faultAt && m_faultsLeft > 0) return enter(Part::fault);
        const std::size_t position = m_token;
        const std::size_t choice = m_choice;
        if (++m_choice == m_source.answers.size()) {
            m_choice = 0;
            ++m_token;
        }
        const std::vector<std::string>& tokens = m_source.answers[choice].tokens;
        if (position < tokens.size()) return Step{m_pace.at(position), framed(m_json.text(choice, tokens[position]))};
    }
    if (m_faultsLeft > 0) return enter(Part::fault);  // an answer too short to break in the middle breaks at its end
    return enter(Part::finishes);
}

std::optional<StreamPlan::Step> StreamPlan::faultStep() {
    if (m_faultsLeft == 0) {
        m_part = endsTheStream(m_fault) ? Part::over : Part::tokens;
        return next();
    }
    --m_faultsLeft;
    return Step{m_pace.at(m_token), brokenPiece()};
}

/// What a fault sends instead of the next event.
std::string StreamPlan::brokenPiece() const {
    const std::string event = framed(m_json.text(0, "…"));
    if (m_fault == Fault::errorEvent)
        return framed(errorJson("The server had an error while processing your request", "server_error", "internal_error"));
    if (m_fault == Fault::malformedEvent || m_fault == Fault::manyMalformed) return event.substr(0, event.size() / 2) + "\n\n";
    return event.substr(0, event.size() / 2);
}

std::optional<StreamPlan::Step> StreamPlan::finish() {
    if (m_item == m_source.answers.size()) return enter(Part::usage);
    const std::size_t choice = m_item++;
    return Step{m_pace.at(longestOf(m_source.answers)), framed(m_json.finish(choice, m_source.answers[choice].complete))};
}

std::optional<StreamPlan::Step> StreamPlan::usage() {
    m_part = Part::done;
    if (!m_source.includeUsage) return next();
    std::size_t completion = 0;
    for (const Answer& answer : m_source.answers) completion += answer.tokens.size();
    return Step{m_pace.at(longestOf(m_source.answers)), framed(m_json.usage(m_source.promptTokens, completion))};
}

std::optional<StreamPlan::Step> StreamPlan::done() {
    m_part = Part::over;
    if (m_fault == Fault::missingDone) return std::nullopt;
    return Step{m_pace.at(longestOf(m_source.answers)), "data: [DONE]\n\n"};
}

}  // namespace mirror::simulator
