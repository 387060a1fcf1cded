#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace mirror::openai {

/// {"object":"list","data":[{"id":...,"object":"model","created":0,"owned_by":...}]}
struct ModelEntry {
    std::string id;
    std::string ownedBy;
};
std::string modelsJson(const std::vector<ModelEntry>& models);
std::string modelJson(const ModelEntry& model);
/// Percent-decoding of a path segment; the input where it is broken.
std::string percentDecode(std::string_view text);

}  // namespace mirror::openai
