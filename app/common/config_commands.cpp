#include "common/config_commands.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <ostream>

#include "common/exit_codes.h"

namespace mirror::app {

namespace {

Result<std::string> readText(const std::filesystem::path& file) {
    std::error_code error;
    if (std::filesystem::is_directory(file, error)) return fail(ErrorCode::fileRead, {file.string()}, "it is a directory");
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return fail(ErrorCode::fileRead, {file.string()}, std::strerror(errno));
    std::string text{std::istreambuf_iterator<char>(stream), {}};
    if (stream.bad()) return fail(ErrorCode::fileRead, {file.string()}, "reading failed");
    return text;
}

int report(const LoadedConfig& loaded, const std::filesystem::path& file, std::ostream& err) {
    for (const ConfigProblem& problem : loaded.problems) err << describeProblem(problem, file.string()) << '\n';
    return loaded.problems.empty() ? kSuccess : kFailure;
}

}  // namespace

int checkConfigFile(const std::filesystem::path& file, std::ostream& out, std::ostream& err) {
    const Result<std::string> text = readText(file);
    if (!text) {
        err << describe(text.error()) << '\n';
        return kFailure;
    }
    const int code = report(loadConfig(*text), file, err);
    if (code == kSuccess) out << file.string() << ": ok\n";
    return code;
}

int printProfileConfig(const std::filesystem::path& profile, const Environment& environment, const Overrides& overrides,
                       std::ostream& out, std::ostream& err) {
    const std::filesystem::path file = profile / "mirrordesk.yaml";
    std::error_code ignored;
    Result<std::string> text = std::filesystem::exists(file, ignored) ? readText(file) : Result<std::string>(std::string());
    if (!text) {
        err << describe(text.error()) << '\n';
        return kFailure;
    }
    const LoadedConfig loaded = loadConfig(*text, environment, overrides);
    out << printConfig(loaded);
    return report(loaded, file, err);
}

}  // namespace mirror::app
