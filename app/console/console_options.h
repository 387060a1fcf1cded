#pragma once
#include <QStringList>
#include <QUrl>

#include "proxycore/api/config_io.h"
#include "proxycore/api/result.h"

namespace mirror::console {

/// The command line of `mirrordesk`.
struct ConsoleOptions {
    QString profile;      ///< --profile DIR, absolute; empty: the default one
    Overrides overrides;  ///< --set path=value
    bool demo = false;
    QUrl connectTo;       ///< --connect https://host:port; invalid: the engine inside
    QString tokenFile;    ///< --token-file F
    QString caFile;       ///< --ca-file F
    QString gallery;      ///< --gallery DIR
    QString language;     ///< --lang; empty: as kept
    QString theme;        ///< --theme; empty: as kept
    QString freezeProbe;  ///< --freeze-probe FILE, not in --help: for measurements; empty: none
};

struct ParsedOptions {
    ConsoleOptions options;
    int exitCode = -1;     ///< >= 0: nothing to run (--help, --version, a mistake)
    std::string output;    ///< what to print then
};

/// Reads the arguments without the program's name. Mistakes are told in `output` with exit code 2.
ParsedOptions parseConsoleOptions(const QStringList& arguments);

}  // namespace mirror::console
