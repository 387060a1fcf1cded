#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/secret.h"
#include "net/tls_context.h"
#include "proxycore/api/config.h"
#include "proxycore/api/result.h"

namespace mirror::upstream {

/// One configured upstream made ready: address taken apart, keys resolved, TLS context built. Immutable; shared by workers.
struct Target {
    std::string name;
    std::string host;        ///< name or literal, without brackets
    std::uint16_t port = 443;
    std::string pathPrefix;  ///< "/v1" or whatever the base URL ends with, no trailing slash
    std::string hostField;   ///< value of Host
    std::shared_ptr<const net::TlsContext> tls;  ///< null: plain HTTP
    std::vector<crypto::Secret> apiKeys;
    crypto::Secret fixedFields;  ///< header lines every request carries: Host, User-Agent, Authorization if there is a key
    bool forwardClientIp = false;
    std::size_t maxIdle = 64;
    Milliseconds idleLife{50'000};
    std::string poolKey;  ///< connections of targets with equal keys are interchangeable
};

/// `apiKeys` are the resolved secrets of config.apiKeys. configValue when base_url is not a http(s) URL or names a forbidden address;
/// certificateInvalid from the CA file.
Result<std::shared_ptr<const Target>> makeTarget(const UpstreamConfig& config, std::vector<crypto::Secret> apiKeys);

/// The path asked of the upstream for a path of ours, its leading "/v1" replaced by the prefix: parts to be written one after the other,
/// views of what was given.
std::array<std::string_view, 4> targetPath(const Target& target, std::string_view path, std::string_view query);

}  // namespace mirror::upstream
