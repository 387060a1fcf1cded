#pragma once
#include "proxycore/api/config.h"
#include "wire_io.h"

namespace mirror::wire {

/// Config as the same groups, lists and names the file has; quantities are numbers in their base unit (ms, octets), so the
/// file's loader reads this form too.
Json configToJson(const Config& config);
/// Members that are absent keep the default of a new element or section; lists that are absent are empty.
std::string configFromJson(const Json& json, Config& config);

template <>
struct Codec<Config> {
    static Json toJson(const Config& config) { return configToJson(config); }
};
template <>
struct Decoder<Config> {
    static std::string read(const Json& json, Config& config) { return configFromJson(json, config); }
};

}  // namespace mirror::wire
