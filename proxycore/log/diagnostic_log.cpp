#include "log/diagnostic_log.h"

#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>

#include <nlohmann/json.hpp>

namespace mirror::log {

namespace {

constexpr std::size_t kMaxFileBytes = 20u * 1024 * 1024;
constexpr std::size_t kKeptFiles = 5;

spdlog::level::level_enum levelOf(Severity severity) {
    switch (severity) {
        case Severity::info: return spdlog::level::info;
        case Severity::warning: return spdlog::level::warn;
        case Severity::critical: return spdlog::level::critical;
    }
    return spdlog::level::info;
}

}  // namespace

std::string describeEvent(const Event& event) {
    std::string text(eventKindName(event.kind));
    for (const std::string& arg : event.args) text += " " + arg;
    for (const Error& error : event.errors) text += ": " + describe(error);
    return text;
}

Result<std::unique_ptr<DiagnosticLog>> DiagnosticLog::open(const LogConfig& config) {
    spdlog::sink_ptr sink;
    try {
        if (config.file.empty())
            sink = std::make_shared<spdlog::sinks::stderr_color_sink_mt>();
        else
            sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(config.file, kMaxFileBytes, kKeptFiles);
    } catch (const spdlog::spdlog_ex& failure) {
        return fail(ErrorCode::fileWrite, {config.file}, failure.what());
    }
    auto logger = std::make_shared<spdlog::logger>("mirror", std::move(sink));
    logger->set_level(spdlog::level::from_str(config.level));
    logger->flush_on(spdlog::level::info);
    const bool json = config.format == "json";
    logger->set_pattern(json ? "%v" : "%Y-%m-%dT%H:%M:%S.%e%z %^%l%$ %v");
    return std::unique_ptr<DiagnosticLog>(new DiagnosticLog(std::move(logger), json));
}

DiagnosticLog::~DiagnosticLog() = default;

void DiagnosticLog::write(Severity severity, const std::string& name, const std::string& text) {
    if (!m_json) {
        m_logger->log(levelOf(severity), "{}", text);
        return;
    }
    const auto now = std::chrono::duration_cast<Milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    const nlohmann::json line{{"time_ms", now}, {"level", spdlog::level::to_string_view(levelOf(severity)).data()}, {"event", name}, {"message", text}};
    m_logger->log(levelOf(severity), "{}", line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

void DiagnosticLog::event(const Event& event) { write(event.severity, std::string(eventKindName(event.kind)), describeEvent(event)); }
void DiagnosticLog::info(const std::string& text) { write(Severity::info, "info", text); }
void DiagnosticLog::warn(const Error& error) { write(Severity::warning, std::string(errorName(error.code)), describe(error)); }

}  // namespace mirror::log
