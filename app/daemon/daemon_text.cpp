#include "daemon/daemon_text.h"

namespace mirror::app {

std::string readyLine(const Snapshot& snapshot) {
    std::string out = "ready:";
    for (const ListenerStatus& listener : snapshot.listeners)
        if (!listener.error) out += " " + listener.url;
    if (!snapshot.adminUrl.empty()) out += ", admin " + snapshot.adminUrl;
    return out + ", profile " + snapshot.profile;
}

std::string firstRunText(const FirstRun& firstRun) {
    if (!firstRun.happened) return {};
    std::string out = "first run: the configuration is " + firstRun.configFile + "\n";
    if (!firstRun.certificateFile.empty()) out += "self-signed certificate: " + firstRun.certificateFile + "\n";
    if (!firstRun.virtualKey.empty()) out += "virtual key (shown only now): " + firstRun.virtualKey + "\n";
    return out;
}

std::string failureText(const Snapshot& snapshot) {
    std::string out;
    if (snapshot.failure) out += errorText(*snapshot.failure);
    for (const ListenerStatus& listener : snapshot.listeners)
        if (listener.error && listener.error != snapshot.failure) out += "listener " + listener.name + ": " + errorText(*listener.error);
    return out.empty() ? "The engine failed.\n" : out;
}

std::string errorText(const Error& error) {
    const bool isConfig = error.code == ErrorCode::configSyntax || error.code == ErrorCode::configValue || error.code == ErrorCode::configUnknownField;
    // The cause of such an error lists every problem with its place, the first one included.
    return (isConfig && !error.cause.empty() ? error.cause : describe(error)) + "\n";
}

}  // namespace mirror::app
