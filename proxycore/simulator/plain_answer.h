#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "proxycore/api/units.h"
#include "simulator/simulator_options.h"
#include "simulator/stream_plan.h"

namespace mirror::simulator {

/// An answer with a Content-Length.
struct PlainAnswer {
    int status = 200;
    std::string fields;  ///< further header lines
    std::string contentType = "application/json";
    std::string body;
};

/// The answer that `fault` gives instead of a good one before any work is done, if it is one that has an answer.
std::optional<PlainAnswer> refusalFor(Fault fault);

/// How a good answer without streaming goes out under `fault`.
struct PlainDelivery {
    std::string body;         ///< what is sent ...
    std::uint64_t announced;  ///< ... of this Content-Length
    BodyEnd end = BodyEnd::finish;
};
PlainDelivery deliver(std::string body, Fault fault);

PlainAnswer errorAnswer(int status, std::string_view message, std::string_view type, std::string_view code, std::string_view param = {});

}  // namespace mirror::simulator
