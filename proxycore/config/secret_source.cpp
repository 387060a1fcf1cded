#include "config/secret_source.h"

#include "base/file.h"

namespace mirror::config {

namespace {

constexpr std::size_t kMaxSecretFile = 64u << 10;

tl::unexpected<Error> missing(std::string_view reference, std::string cause = {}) {
    return fail(ErrorCode::secretMissing, {std::string(reference)}, std::move(cause));
}

Result<crypto::Secret> fromEnvironment(std::string_view reference, std::string_view name, const Environment& environment) {
    const auto variable = environment.find(std::string(name));
    if (variable == environment.end()) return missing(reference);
    if (variable->second.empty()) return missing(reference, "the variable is empty");
    return crypto::Secret(variable->second);
}

Result<crypto::Secret> fromFile(std::string_view reference, const std::filesystem::path& path) {
    if (auto checked = base::requirePrivate(path); !checked) return fail(std::move(checked.error()));
    Result<std::string> content = base::readFile(path, kMaxSecretFile);
    if (!content) return fail(std::move(content.error()));
    std::string_view text = *content;
    while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
    crypto::Secret secret(text);
    crypto::wipe(*content);
    if (secret.empty()) return missing(reference, "the file is empty");
    return secret;
}

}  // namespace

Result<crypto::Secret> resolveSecret(std::string_view reference, const Environment& environment) {
    if (reference.starts_with("env:")) return fromEnvironment(reference, reference.substr(4), environment);
    if (reference.starts_with("file:")) return fromFile(reference, std::filesystem::path(reference.substr(5)));
    // The "reference" is the secret, so an error could not name it; an empty one is all that can be wrong.
    if (reference.empty()) return missing("(empty)");
    return crypto::Secret(reference);
}

}  // namespace mirror::config
