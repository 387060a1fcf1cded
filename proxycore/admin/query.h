#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "proxycore/api/result.h"

namespace mirror::admin {

/// The parameters of a URL's query, percent-decoded. configValue when one stands twice or is not well-formed.
class Query {
public:
    static Result<Query> parse(std::string_view text);
    /// A plain decimal number, `absent` if the parameter is missing; configValue naming it if it is anything else.
    Result<std::uint64_t> number(const std::string& name, std::uint64_t absent) const;

private:
    std::map<std::string, std::string> m_values;
};

}  // namespace mirror::admin
