#include "proxycore/api/wire.h"
#include "wire_config.h"
#include "wire_error.h"
#include "wire_journal_command.h"
#include "wire_traffic.h"
#include "wire_word_command.h"

/// Commands and receipts: an object whose member "command" or "receipt" names the alternative, beside its members.
namespace mirror::wire {

#define MIRROR_WIRE_EMPTY(Type, typeName)                    \
    template <>                                              \
    struct Members<Type> {                                   \
        static constexpr bool isDescribed = true;            \
        static constexpr const char* kName = typeName;       \
        static void visit(auto&, auto&) {}                   \
    }

MIRROR_WIRE_EMPTY(StartEngine, "start_engine");
MIRROR_WIRE_EMPTY(StopEngine, "stop_engine");
MIRROR_WIRE_EMPTY(DrainEngine, "drain_engine");
MIRROR_WIRE_EMPTY(RestartEngine, "restart_engine");
MIRROR_WIRE_EMPTY(ReloadNow, "reload_now");
MIRROR_WIRE_EMPTY(ListRevisions, "list_revisions");
MIRROR_WIRE_EMPTY(Done, "done");
#undef MIRROR_WIRE_EMPTY

template <>
struct Members<GetConfig> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "get_config";
    static void visit(auto& io, auto& command) { io("revision", command.revision); }
};

template <>
struct Members<ApplyConfig> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "apply_config";
    static void visit(auto& io, auto& command) {
        io("base_revision", command.baseRevision);
        io("config", command.config);
        io("note", command.note);
    }
};

template <>
struct Members<QueryTraffic> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "query_traffic";
    static void visit(auto& io, auto& command) {
        io("after_id", command.afterId);
        io("limit", command.limit);
    }
};

template <>
struct Members<QueryTimeline> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "query_timeline";
    static void visit(auto& io, auto& command) {
        io("from_s", command.from);
        io("to_s", command.to);
    }
};

template <>
struct Members<QueryEvents> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "query_events";
    static void visit(auto& io, auto& command) {
        io("after_id", command.afterId);
        io("limit", command.limit);
    }
};

template <>
struct Members<CreateKey> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "create_key";
    static void visit(auto& io, auto& command) { io("name", command.name); }
};

template <>
struct Members<FieldChange> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& change) {
        io("path", change.path);
        io("before", change.before);
        io("after", change.after);
    }
};

template <>
struct Members<ConfigProblem> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& problem) {
        io("path", problem.path);
        io("line", problem.line);
        io("column", problem.column);
        io("error", problem.error);
    }
};

template <>
struct Members<RevisionInfo> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& info) {
        io("revision", info.revision);
        io("time_ms", info.time);
        io("note", info.note);
        io("origin", info.origin);
    }
};

template <>
struct Members<ConfigDocument> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "config_document";
    static void visit(auto& io, auto& document) {
        io("revision", document.revision);
        io("config", document.config);
        io("overlaid", document.overlaid);
    }
};

template <>
struct Members<Applied> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "applied";
    static void visit(auto& io, auto& applied) {
        io("revision", applied.revision);
        io("changes", applied.changes);
        io("needs_restart", applied.needsRestart);
    }
};

template <>
struct Members<ConfigRejected> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "config_rejected";
    static void visit(auto& io, auto& rejected) { io("problems", rejected.problems); }
};

template <>
struct Members<RevisionList> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "revision_list";
    static void visit(auto& io, auto& list) { io("revisions", list.revisions); }
};

template <>
struct Members<TrafficPage> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "traffic_page";
    static void visit(auto& io, auto& page) {
        io("records", page.records);
        io("first_available_id", page.firstAvailableId);
        io("more", page.more);
    }
};

template <>
struct Members<Timeline> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "timeline";
    static void visit(auto& io, auto& timeline) { io("samples", timeline.samples); }
};

template <>
struct Members<EventPage> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "event_page";
    static void visit(auto& io, auto& page) { io("events", page.events); }
};

template <>
struct Members<CreatedKey> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "created_key";
    static void visit(auto& io, auto& created) {
        io("name", created.name);
        io("key", created.key);
    }
};

namespace {

template <class Variant>
std::string encodeVariant(const char* tag, const Variant& value) {
    return std::visit(
        [&]<class T>(const T& alternative) {
            Json json = Writer::toJson(alternative);
            json[tag] = Members<T>::kName;
            return dump(json);
        },
        value);
}

/// Reads the alternative number I or one after it, whichever is called `name`.
template <class Variant, std::size_t I = 0>
std::string readAlternative(const std::string& name, const Json& json, Variant& value) {
    if constexpr (I == std::variant_size_v<Variant>) {
        return ": unknown name " + name;
    } else {
        using T = std::variant_alternative_t<I, Variant>;
        if (name != Members<T>::kName) return readAlternative<Variant, I + 1>(name, json, value);
        return Reader::fromJson(json, value.template emplace<I>());
    }
}

template <class Variant>
Result<Variant> decodeVariant(const char* tag, std::string_view text) {
    Result<Json> json = parseObject(text);
    if (!json) return fail(std::move(json.error()));
    const auto name = json->find(tag);
    if (name == json->end() || !name->is_string()) return malformed(std::string(tag) + ": expected a name");
    Variant value;
    std::string problem = readAlternative(name->get<std::string>(), *json, value);
    if (!problem.empty()) return malformed((problem[0] == ':' ? tag : "") + problem);
    return value;
}

}  // namespace

std::string encode(const Command& command) { return encodeVariant("command", command); }
std::string encode(const Receipt& receipt) { return encodeVariant("receipt", receipt); }
Result<Command> decodeCommand(std::string_view json) { return decodeVariant<Command>("command", json); }
Result<Receipt> decodeReceipt(std::string_view json) { return decodeVariant<Receipt>("receipt", json); }

}  // namespace mirror::wire
