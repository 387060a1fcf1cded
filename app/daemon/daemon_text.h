#pragma once
#include <string>

#include "proxycore/api/snapshot.h"
#include "proxycore/make_engine.h"

/// What the daemon says, as functions of what it knows.
namespace mirror::app {

/// One line: "ready: http://127.0.0.1:8080 https://127.0.0.1:8443, admin http://127.0.0.1:8081, profile /..."; listeners that
/// could not be opened are left out.
std::string readyLine(const Snapshot& snapshot);
/// Where the configuration is and the first key, which is shown this once; empty when it was no first run.
std::string firstRunText(const FirstRun& firstRun);
/// Why the engine failed, one sentence a line.
std::string failureText(const Snapshot& snapshot);
/// An error as sentences; problems of a configuration file each on a line with their place.
std::string errorText(const Error& error);

}  // namespace mirror::app
