#pragma once
#include "proxycore/api/event.h"
#include "wire_io.h"

/// Members of Error and Event, which several documents carry.
namespace mirror::wire {

template <>
struct EnumNames<ErrorOrigin> {
    static constexpr std::array<std::string_view, 4> kNames{"downstream", "upstream", "operator", "internal"};
};
template <>
struct EnumNames<Retry> {
    static constexpr std::array<std::string_view, 3> kNames{"no", "same_upstream", "other_upstream"};
};
template <>
struct EnumNames<Severity> {
    static constexpr std::array<std::string_view, 3> kNames{"info", "warning", "critical"};
};

/// Codes travel by their stable names; one a newer engine knows and we do not becomes `internal`.
template <>
struct Codec<ErrorCode> {
    static Json toJson(ErrorCode code) { return errorName(code); }
};
template <>
struct Decoder<ErrorCode> {
    static std::string read(const Json& json, ErrorCode& code) {
        std::string name;
        std::string problem = Reader::fromJson(json, name);
        if (problem.empty()) code = errorCodeFromName(name);
        return problem;
    }
};

/// The names are those of eventKindName.
template <>
struct Codec<EventKind> {
    static Json toJson(EventKind kind) { return eventKindName(kind); }
};
template <>
struct Decoder<EventKind> {
    static std::string read(const Json& json, EventKind& kind) {
        std::string name;
        if (std::string problem = Reader::fromJson(json, name); !problem.empty()) return problem;
        for (int i = 0; i <= static_cast<int>(EventKind::wordsRejected); ++i) {
            kind = static_cast<EventKind>(i);
            if (eventKindName(kind) == name) return {};
        }
        return ": unknown name";
    }
};

template <>
struct Members<Error> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& error) {
        io("code", error.code);
        io("origin", error.origin);
        io("retry", error.retry);
        io("args", error.args);
        io("cause", error.cause);
    }
};

template <>
struct Members<Event> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& event) {
        io("id", event.id);
        io("time_ms", event.time);
        io("kind", event.kind);
        io("severity", event.severity);
        io("args", event.args);
        io("errors", event.errors);
    }
};

}  // namespace mirror::wire
