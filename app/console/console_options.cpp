#include "console/console_options.h"

#include <CLI/CLI.hpp>
#include <QDir>
#include <QFileInfo>

namespace mirror::console {

namespace {

struct RawOptions {
    std::string profile, connect, tokenFile, caFile, gallery, language, theme, freezeProbe;
    std::vector<std::string> sets;
    bool demo = false;
};

QString absolute(const std::string& path) {
    return path.empty() ? QString() : QDir::cleanPath(QFileInfo(QString::fromStdString(path)).absoluteFilePath());
}

void describeOptions(CLI::App& app, RawOptions& raw) {
    app.set_version_flag("--version", "mirrordesk " MIRROR_VERSION);
    app.add_option("--profile", raw.profile, "Folder that holds everything of one instance")->type_name("DIR");
    app.add_option("--set", raw.sets, "Override one setting: path=value (may be repeated)")->type_name("PATH=VALUE")->allow_extra_args(false);
    auto* demo = app.add_flag("--demo", raw.demo, "Simulated provider and seeded traffic in a profile of their own");
    auto* connect = app.add_option("--connect", raw.connect, "Show the engine behind this admin address")->type_name("https://HOST:PORT");
    auto* token = app.add_option("--token-file", raw.tokenFile, "File with the admin token of that engine")->type_name("FILE");
    app.add_option("--ca-file", raw.caFile, "PEM file with the authority or certificate to trust there")->type_name("FILE")->needs(connect);
    app.add_option("--gallery", raw.gallery, "Write a picture of every page, language and theme there, then end")->type_name("DIR");
    app.add_option("--lang", raw.language, "Language of the window")->check(CLI::IsMember({"system", "zh_CN", "en"}));
    app.add_option("--theme", raw.theme, "Colours of the window")->check(CLI::IsMember({"system", "light", "dark"}));
    app.add_option("--freeze-probe", raw.freezeProbe)->group("");
    connect->needs(token)->excludes(demo);
    token->needs(connect);
}

bool isLoopback(const QString& host) {
    return host == QLatin1String("localhost") || host == QLatin1String("::1") || host.startsWith(QLatin1String("127."));
}

/// Why a remote address cannot be used; empty when it can. The token must not travel in clear text over a network.
std::string whyNot(const QUrl& url) {
    if (!url.isValid() || url.host().isEmpty()) return "--connect needs an address such as https://host:8081";
    if (url.scheme() == QLatin1String("https")) return {};
    if (url.scheme() == QLatin1String("http") && isLoopback(url.host())) return {};
    return "--connect needs https://; plain http:// is accepted for this machine only";
}

std::string takeValues(const RawOptions& raw, ConsoleOptions& options) {
    options.profile = absolute(raw.profile);
    options.tokenFile = absolute(raw.tokenFile);
    options.caFile = absolute(raw.caFile);
    options.gallery = absolute(raw.gallery);
    options.freezeProbe = absolute(raw.freezeProbe);
    options.language = QString::fromStdString(raw.language);
    options.theme = QString::fromStdString(raw.theme);
    options.demo = raw.demo;
    for (const std::string& pair : raw.sets) {
        const std::size_t equals = pair.find('=');
        if (equals == std::string::npos || equals == 0) return "--set needs path=value, got: " + pair;
        options.overrides.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
    }
    if (raw.connect.empty()) return {};
    options.connectTo = QUrl(QString::fromStdString(raw.connect), QUrl::StrictMode);
    return whyNot(options.connectTo);
}

}  // namespace

ParsedOptions parseConsoleOptions(const QStringList& arguments) {
    ParsedOptions parsed;
    RawOptions raw;
    CLI::App app("The console of MirrorDesk, with the engine inside.", "mirrordesk");
    describeOptions(app, raw);
    std::vector<std::string> reversed;  // CLI11 takes a vector from its end
    for (qsizetype i = arguments.size(); i > 0; --i) reversed.push_back(arguments.at(i - 1).toStdString());
    try {
        app.parse(reversed);
    } catch (const CLI::ParseError& error) {
        std::ostringstream out;
        const int code = app.exit(error, out, out);
        parsed.exitCode = code == 0 ? 0 : 2;
        parsed.output = out.str();
        return parsed;
    }
    const std::string mistake = takeValues(raw, parsed.options);
    if (!mistake.empty()) {
        parsed.exitCode = 2;
        parsed.output = mistake + "\n";
    }
    return parsed;
}

}  // namespace mirror::console
