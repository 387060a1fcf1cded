#include "auth/authenticator.h"

#include <optional>
#include <string_view>

#include "base/text.h"

namespace mirror::auth {

namespace {

// Ours have 53; a caller must not make us hash a whole request head.
constexpr std::size_t kMaxKey = 256;

std::optional<std::string_view> bearer(std::string_view value) {
    constexpr std::string_view kScheme = "bearer";
    if (value.size() <= kScheme.size() || !base::equalsIgnoreCase(value.substr(0, kScheme.size()), kScheme) ||
        value[kScheme.size()] != ' ')
        return std::nullopt;
    return base::trim(value.substr(kScheme.size()));
}

/// The one credential of a request. Authorization counts before the other two; a field that stands twice counts as none,
/// for two readers could each take another.
std::optional<std::string_view> credential(const http::RequestHead& head) {
    std::optional<std::string_view> authorization, apiKey;
    int authorizations = 0, apiKeys = 0;
    for (const http::Field& field : head.fields) {
        if (base::equalsIgnoreCase(field.name, "authorization")) {
            authorization = field.value;
            ++authorizations;
        } else if (base::equalsIgnoreCase(field.name, "api-key") || base::equalsIgnoreCase(field.name, "x-api-key")) {
            apiKey = field.value;
            ++apiKeys;
        }
    }
    if (authorizations == 1) return bearer(*authorization);
    if (authorizations == 0 && apiKeys == 1) return apiKey;
    return std::nullopt;
}

}  // namespace

Authenticator::Authenticator(const crypto::Secret& installSecret) : m_hmac(installSecret.view()) {}

Result<const exchange::Principal*> Authenticator::authenticate(const http::RequestHead& head) {
    const auto key = credential(head);
    if (!m_keys || !key || key->empty() || key->size() > kMaxKey) return fail(ErrorCode::invalidKey);
    const exchange::Principal* principal = m_keys->find(m_hmac.digest(*key));
    if (principal == nullptr) return fail(ErrorCode::invalidKey);
    return principal;
}

}  // namespace mirror::auth
