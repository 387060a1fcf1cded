#pragma once
#include <tl/expected.hpp>

#include "proxycore/api/error.h"

namespace mirror {

/// A value, or the Error that came instead of it.
template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }
inline tl::unexpected<Error> fail(ErrorCode code, std::vector<std::string> args = {}, std::string cause = {}) {
    return tl::unexpected<Error>(makeError(code, std::move(args), std::move(cause)));
}

}  // namespace mirror
