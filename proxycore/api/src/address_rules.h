#pragma once
#include <optional>
#include <string>
#include <string_view>

/// What an address or URL in the configuration may look like. Each returns the reason why not, empty when it is fine.
namespace mirror::fields {

bool isIpLiteral(std::string_view text);
/// "127.0.0.1" or "::1": where a listener may listen.
std::string whyNoListenAddress(std::string_view text);
/// An address or a network in CIDR form with no bits set behind the prefix.
std::string whyNoNetwork(std::string_view text);
/// http(s)://host[:port][/path]: no user info, query or fragment; the host is not link-local and no metadata service.
std::string whyNoBaseUrl(std::string_view text);
/// "*" or scheme://host[:port], as browsers write it into Origin.
std::string whyNoOrigin(std::string_view text);
/// Letters, digits, '.', '_', '-'; what may stand in a metric label and in a header field.
std::string whyNoName(std::string_view text);
/// env:NAME with a name an environment can have, file:PATH, or a key without spaces.
std::string whyNoSecret(std::string_view text);

}  // namespace mirror::fields
