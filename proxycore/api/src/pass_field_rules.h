#pragma once
#include <span>
#include <string>
#include <string_view>

/// Which header fields of a request an operator may let through to upstreams (wire.md section 4).
namespace mirror::fields {

/// The reason why `name` cannot be one, empty when it is fine. `before` are the names that stand before it in the list.
std::string whyNoPassField(std::string_view name, std::span<const std::string> before);

}  // namespace mirror::fields
