#pragma once
#include <memory>
#include <string>

#include "proxycore/api/config.h"
#include "proxycore/api/event.h"
#include "proxycore/api/result.h"

namespace spdlog {
class logger;
}

namespace mirror::log {

/// The program's own messages, by spdlog: to standard error or a file (rotated at 20 MiB, 5 kept), as text or JSON lines. Only events and
/// errors as values enter, so neither prompts nor keys can. Any thread.
class DiagnosticLog {
public:
    /// fileWrite if log.file cannot be opened.
    static Result<std::unique_ptr<DiagnosticLog>> open(const LogConfig& config);
    ~DiagnosticLog();
    void event(const Event& event);
    void info(const std::string& text);
    void warn(const Error& error);

private:
    explicit DiagnosticLog(std::shared_ptr<spdlog::logger> logger, bool json) : m_logger(std::move(logger)), m_json(json) {}
    void write(Severity severity, const std::string& name, const std::string& text);
    std::shared_ptr<spdlog::logger> m_logger;
    bool m_json;
};

/// One English line for an event, for logs and terminals.
std::string describeEvent(const Event& event);

}  // namespace mirror::log
