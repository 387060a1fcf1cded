#include <signal.h>

#include <QApplication>
#include <cstdio>

#include "common/build_info.h"
#include "common/signal_watcher.h"
#include "console/console_app.h"
#include "console/console_options.h"

int main(int argc, char** argv) {
    using namespace mirror;
    QStringList arguments;
    for (int i = 1; i < argc; ++i) arguments << QString::fromLocal8Bit(argv[i]);
    console::ParsedOptions parsed = console::parseConsoleOptions(arguments);
    if (parsed.exitCode >= 0) {
        std::fputs(parsed.output.c_str(), parsed.exitCode == 0 ? stdout : stderr);
        return parsed.exitCode;
    }
    // Before any thread: they inherit the blocked signals. The window ends as if it had been closed.
    app::SignalWatcher watcher({SIGINT, SIGTERM, SIGHUP}, [](int number) {
        if (number != SIGHUP) QMetaObject::invokeMethod(QCoreApplication::instance(), [] { QCoreApplication::exit(0); });
    });
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("mirrordesk"));
    QApplication::setApplicationVersion(QString::fromStdString(app::version()));
    QApplication::setDesktopFileName(QStringLiteral("mirrordesk"));
    console::ConsoleApp console(application, std::move(parsed.options));
    return console.run();
}
