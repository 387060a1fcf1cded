#include "proxycore/api/config.h"

namespace mirror {

Config defaultConfig() {
    Config config;
    config.listeners = {
        {.name = "plain", .address = "127.0.0.1", .port = 8080},
        {.name = "tls", .address = "0.0.0.0", .port = 8443, .tls = true},
    };
    return config;
}

}  // namespace mirror
