#include "simulator/simulator_options.h"

#include <array>
#include <utility>

namespace mirror::simulator {
namespace {

constexpr std::array<std::pair<Fault, std::string_view>, 20> kNames{{
    {Fault::none, "none"},
    {Fault::rateLimited, "429"},
    {Fault::rateLimitedNoHeader, "429-no-retry-after"},
    {Fault::serverError, "500"},
    {Fault::badGateway, "502"},
    {Fault::unavailable, "503"},
    {Fault::gatewayTimeout, "504"},
    {Fault::unauthorised, "401"},
    {Fault::badRequest, "400"},
    {Fault::reset, "reset"},
    {Fault::silence, "silence"},
    {Fault::slowFirstToken, "slow-first-token"},
    {Fault::cut, "cut"},
    {Fault::stall, "stall"},
    {Fault::malformedEvent, "malformed"},
    {Fault::manyMalformed, "malformed-many"},
    {Fault::missingDone, "no-done"},
    {Fault::errorEvent, "error-event"},
    {Fault::html, "html"},
    {Fault::flaky, "flaky"},
}};

std::string allNames() {
    std::string list;
    for (const auto& [fault, name] : kNames) {
        if (!list.empty()) list += ", ";
        list += name;
    }
    return list;
}

}  // namespace

Result<Fault> parseFault(std::string_view name) {
    for (const auto& [fault, known] : kNames) {
        if (known == name) return fault;
    }
    return fail(ErrorCode::configValue, {"fault", std::string(name)}, "one of " + allNames());
}

std::string_view faultName(Fault fault) {
    for (const auto& [known, name] : kNames) {
        if (known == fault) return name;
    }
    return "none";
}

std::vector<std::string_view> faultNames() {
    std::vector<std::string_view> names;
    for (const auto& [fault, name] : kNames) names.push_back(name);
    return names;
}

Fault faultForModel(std::string_view model, Fault byDefault) {
    std::string_view name;
    if (model.starts_with(kFaultModelPrefix)) name = model.substr(kFaultModelPrefix.size());
    if (const std::size_t plus = model.rfind('+'); plus != std::string_view::npos) name = model.substr(plus + 1);
    if (name.empty()) return byDefault;
    return parseFault(name).value_or(byDefault);
}

}  // namespace mirror::simulator
