#include "common/environment.h"

#include <unistd.h>

#include <string_view>

namespace mirror::app {

Environment processEnvironment() {
    Environment out;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        const std::size_t equals = text.find('=');
        if (equals != std::string_view::npos) out.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    return out;
}

}  // namespace mirror::app
