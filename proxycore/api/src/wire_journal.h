#pragma once
#include "proxycore/api/snapshot.h"
#include "wire_traffic.h"

/// Members of what is told about the journal.
namespace mirror::wire {

template <>
struct EnumNames<JournalState> {
    static constexpr std::array<std::string_view, 4> kNames{"off", "no_key", "writing", "failing"};
};
template <>
struct EnumNames<JournalTask> {
    static constexpr std::array<std::string_view, 5> kNames{"none", "open", "search", "verify", "export"};
};
template <>
struct EnumNames<JournalFlaw> {
    static constexpr std::array<std::string_view, 10> kNames{"unreadable", "gap", "order", "foreign", "chain", "header", "footer", "truncated", "missing", "no_key"};
};
template <>
struct EnumNames<JournalExportFormat> {
    static constexpr std::array<std::string_view, 3> kNames{"jsonl", "csv", "html"};
};

template <>
struct Members<JournalRow> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& row) {
        io("time_ms", row.time);
        io("request_id", row.requestId);
        io("key_name", row.keyName);
        io("endpoint", row.endpoint);
        io("model_asked", row.modelAsked);
        io("model_answered", row.modelAnswered);
        io("upstream", row.upstream);
        io("answered", row.isAnswered);
        io("stream", row.stream);
        io("status", row.status);
        io("outcome", row.outcome);
        io("cache", row.cache);
        io("total_us", row.total);
        io("first_token_us", row.firstToken);
        io("prompt_tokens", row.promptTokens);
        io("completion_tokens", row.completionTokens);
        io("attempts", row.attempts);
        io("rule_hits", row.ruleHits);
        io("masked", row.masked);
    }
};

template <>
struct Members<JournalPlace> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& place) {
        io("segment", place.segment);
        io("record", place.record);
    }
};

template <>
struct Members<JournalEntryRow> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& entry) {
        io("position", entry.position);
        io("request", entry.request);
        io("answer", entry.answer);
        io("row", entry.row);
        io("passage", entry.passage);
    }
};

template <>
struct Members<JournalStatus> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& journal) {
        io("state", journal.state);
        io("error", journal.error);
        io("key_id", journal.keyId);
        io("segment", journal.segment);
        io("segments", journal.segments);
        io("bytes", journal.bytes);
        io("queued", journal.queued);
        io("oldest_ms", journal.oldest);
        io("records", journal.records);
        io("dropped", journal.dropped);
        io("refused", journal.refused);
        io("unlocked", journal.unlocked);
        io("task", journal.task);
        io("task_view", journal.taskView);
        io("task_permille", journal.taskPermille);
    }
};

template <>
struct Members<JournalKeyInfo> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& key) {
        io("id", key.id);
        io("created_ms", key.created);
        io("current", key.isCurrent);
    }
};

template <>
struct Members<JournalSegmentInfo> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& segment) {
        io("segment", segment.segment);
        io("created_ms", segment.created);
        io("bytes", segment.bytes);
        io("key_id", segment.keyId);
        io("open", segment.isOpen);
        io("shredded", segment.isShredded);
    }
};

template <>
struct Members<MaskedValue> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& value) {
        io("name", value.name);
        io("kind", value.kind);
    }
};

template <>
struct Members<DialogueTurn> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& turn) {
        io("role", turn.role);
        io("kind", turn.kind);
        io("text", turn.text);
        io("choice", turn.choice);
        io("answer", turn.isAnswer);
    }
};

template <>
struct Members<JournalProblem> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& problem) {
        io("flaw", problem.flaw);
        io("segment", problem.segment);
        io("record", problem.record);
        io("detail", problem.detail);
    }
};

template <>
struct Members<AuditEntry> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& entry) {
        io("id", entry.id);
        io("time_ms", entry.time);
        io("actor", entry.actor);
        io("action", entry.action);
        io("subject", entry.subject);
        io("reason", entry.reason);
    }
};

}  // namespace mirror::wire
