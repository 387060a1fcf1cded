#include "log/journal_event.h"

#include <nlohmann/json.hpp>

namespace mirror::log {

namespace {
using Json = nlohmann::ordered_json;
constexpr const char* kRemoved = "segment_removed";
constexpr const char* kShredded = "segment_shredded";
}  // namespace

std::string printEvent(const JournalEvent& event) {
    const Json json{{"event", event.kind == JournalEventKind::removed ? kRemoved : kShredded}, {"segment", event.segment}, {"reason", event.reason}};
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<JournalEvent> parseEvent(std::string_view content) {
    try {
        const Json json = Json::parse(content);
        const std::string name = json.at("event").get<std::string>();
        if (name != kRemoved && name != kShredded) return std::nullopt;
        return JournalEvent{name == kRemoved ? JournalEventKind::removed : JournalEventKind::shredded, json.at("segment").get<std::uint32_t>(),
                            json.at("reason").get<std::string>()};
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

std::string printFooter(std::uint64_t records) { return Json{{"records", records}}.dump(); }

std::optional<std::uint64_t> parseFooter(std::string_view content) {
    try {
        return Json::parse(content).at("records").get<std::uint64_t>();
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

}  // namespace mirror::log
