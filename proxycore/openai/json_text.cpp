#include "openai/json_text.h"

#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "base/text.h"

namespace mirror::openai {

void appendQuoted(std::string& out, std::string_view text) {
    if (!base::isUtf8(text)) {
        out += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
        return;
    }
    base::appendJsonString(out, text);
}

}  // namespace mirror::openai
