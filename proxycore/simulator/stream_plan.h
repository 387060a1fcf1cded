#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "proxycore/api/units.h"
#include "simulator/answer_json.h"
#include "simulator/simulator_options.h"

namespace mirror::simulator {

/// When tokens come, counted from the request. Absolute, so that late sends do not add up.
struct Pace {
    Microseconds firstToken{0};
    double tokensPerSecond = 0;  ///< 0 or less: all at once
    Microseconds at(std::size_t token) const;
};

/// How an answer's body ends.
enum class BodyEnd : std::uint8_t {
    finish,  ///< as HTTP wants it
    abort,   ///< the connection ends
    hang,    ///< nothing more, the connection stays open
};

/// The bytes of one SSE answer with their times, one step after the other; a Fault bends it. No I/O, no clock.
class StreamPlan {
public:
    struct Source {
        AnswerHead head;
        std::vector<Answer> answers;  ///< one a choice
        std::size_t promptTokens = 0;
        bool includeUsage = false;
    };
    struct Step {
        Microseconds at{0};
        std::string bytes;
    };
    /// With Fault::slowFirstToken keep-alive comments come from 0 on until pace.firstToken.
    StreamPlan(Source source, Pace pace, Fault fault);
    /// Nothing once the body has ended as end() says.
    std::optional<Step> next();
    BodyEnd end() const;

private:
    enum class Part : std::uint8_t { comments, roles, tokens, fault, finishes, usage, done, over };
    std::optional<Step> comment();
    std::optional<Step> role();
    std::optional<Step> token();
    std::optional<Step> faultStep();
    std::optional<Step> finish();
    std::optional<Step> usage();
    std::optional<Step> done();
    /// Takes `part` up with its first item and goes on there.
    std::optional<Step> enter(Part part);
    std::string brokenPiece() const;

    Source m_source;
    ChunkJson m_json;
    Pace m_pace;
    Fault m_fault;
    Part m_part = Part::comments;
    std::size_t m_item = 0;       // within the part
    std::size_t m_token = 0;      // position in the answers
    std::size_t m_choice = 0;     // whose token comes next
    std::size_t m_faultAt;        // token before which the fault happens
    std::size_t m_faultsLeft;     // events the fault still has to send
};

}  // namespace mirror::simulator
