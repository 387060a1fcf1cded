#pragma once
#include "proxycore/api/command.h"
#include "wire_journal.h"

/// Commands and receipts about the journal.
namespace mirror::wire {

template <>
struct Members<InitJournal> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "init_journal";
    static void visit(auto& io, auto& command) {
        io("passphrase", command.passphrase);
        io("origin", command.origin);
    }
};

template <>
struct Members<UnlockJournal> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "unlock_journal";
    static void visit(auto& io, auto& command) {
        io("passphrase", command.passphrase);
    }
};

template <>
struct Members<LockJournal> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "lock_journal";
    static void visit(auto& io, auto& command) {
        io("session", command.session);
    }
};

template <>
struct Members<ListJournalKeys> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "list_journal_keys";
    static void visit(auto&, auto&) {}
};

template <>
struct Members<ListJournalSegments> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "list_journal_segments";
    static void visit(auto&, auto&) {}
};

template <>
struct Members<OpenJournalView> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "open_journal_view";
    static void visit(auto& io, auto& command) {
        io("session", command.session);
        io("from_ms", command.from);
        io("to_ms", command.to);
        io("text", command.text);
        io("request_id", command.requestId);
        io("key_name", command.keyName);
        io("model", command.model);
        io("outcomes", command.outcomes);
        io("limit", command.limit);
    }
};

template <>
struct Members<QueryJournal> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "query_journal";
    static void visit(auto& io, auto& command) {
        io("session", command.session);
        io("view", command.view);
        io("first", command.first);
        io("count", command.count);
    }
};

template <>
struct Members<StopJournalView> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "stop_journal_view";
    static void visit(auto& io, auto& command) {
        io("session", command.session);
        io("view", command.view);
    }
};

template <>
struct Members<CloseJournalView> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "close_journal_view";
    static void visit(auto& io, auto& command) {
        io("session", command.session);
        io("view", command.view);
    }
};

template <>
struct Members<ReadDialogue> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "read_dialogue";
    static void visit(auto& io, auto& command) {
        io("session", command.session);
        io("request", command.request);
        io("answer", command.answer);
    }
};

template <>
struct Members<RevealValue> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "reveal_value";
    static void visit(auto& io, auto& command) {
        io("session", command.session);
        io("place", command.place);
        io("name", command.name);
        io("reason", command.reason);
    }
};

template <>
struct Members<VerifyJournal> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "verify_journal";
    static void visit(auto& io, auto& command) {
        io("session", command.session);
        io("from_ms", command.from);
        io("to_ms", command.to);
    }
};

template <>
struct Members<ExportJournal> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "export_journal";
    static void visit(auto& io, auto& command) {
        io("session", command.session);
        io("view", command.view);
        io("positions", command.positions);
        io("format", command.format);
    }
};

template <>
struct Members<ChangeJournalPassphrase> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "change_journal_passphrase";
    static void visit(auto& io, auto& command) {
        io("passphrase", command.passphrase);
        io("new_passphrase", command.newPassphrase);
    }
};

template <>
struct Members<RotateJournalKey> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "rotate_journal_key";
    static void visit(auto& io, auto& command) {
        io("passphrase", command.passphrase);
    }
};

template <>
struct Members<ShredJournalSegment> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "shred_journal_segment";
    static void visit(auto& io, auto& command) {
        io("session", command.session);
        io("segment", command.segment);
        io("reason", command.reason);
    }
};

template <>
struct Members<ExportSegmentKey> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "export_segment_key";
    static void visit(auto& io, auto& command) {
        io("session", command.session);
        io("segment", command.segment);
        io("reason", command.reason);
    }
};

template <>
struct Members<QueryAudit> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "query_audit";
    static void visit(auto& io, auto& command) {
        io("after_id", command.afterId);
        io("limit", command.limit);
    }
};

template <>
struct Members<JournalKeys> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "journal_keys";
    static void visit(auto& io, auto& receipt) {
        io("keys", receipt.keys);
    }
};

template <>
struct Members<JournalSession> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "journal_session";
    static void visit(auto& io, auto& receipt) {
        io("session", receipt.session);
        io("lock_after_ms", receipt.lockAfter);
    }
};

template <>
struct Members<JournalSegments> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "journal_segments";
    static void visit(auto& io, auto& receipt) {
        io("segments", receipt.segments);
    }
};

template <>
struct Members<JournalView> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "journal_view";
    static void visit(auto& io, auto& receipt) {
        io("view", receipt.view);
    }
};

template <>
struct Members<JournalPage> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "journal_page";
    static void visit(auto& io, auto& receipt) {
        io("rows", receipt.rows);
        io("first", receipt.first);
        io("end", receipt.end);
        io("complete", receipt.isComplete);
        io("stopped", receipt.isStopped);
        io("looked", receipt.looked);
        io("expected", receipt.expected);
        io("problems", receipt.problems);
    }
};

template <>
struct Members<Dialogue> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "dialogue";
    static void visit(auto& io, auto& receipt) {
        io("row", receipt.row);
        io("turns", receipt.turns);
        io("tries", receipt.tries);
        io("rules", receipt.rules);
        io("values", receipt.values);
        io("request", receipt.request);
        io("answer", receipt.answer);
    }
};

template <>
struct Members<RevealedValue> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "revealed_value";
    static void visit(auto& io, auto& receipt) {
        io("value", receipt.value);
    }
};

template <>
struct Members<JournalReport> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "journal_report";
    static void visit(auto& io, auto& receipt) {
        io("segments", receipt.segments);
        io("records", receipt.records);
        io("problems", receipt.problems);
        io("problem_count", receipt.problemCount);
        io("removed", receipt.removed);
        io("anchors", receipt.anchors);
        io("last_anchor", receipt.lastAnchor);
        io("complete", receipt.isComplete);
        io("took_ms", receipt.took);
    }
};

template <>
struct Members<JournalExport> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "journal_export";
    static void visit(auto& io, auto& receipt) {
        io("content", receipt.content);
        io("dialogues", receipt.dialogues);
    }
};

template <>
struct Members<JournalSegmentKey> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "journal_segment_key";
    static void visit(auto& io, auto& receipt) {
        io("key", receipt.key);
    }
};

template <>
struct Members<AuditPage> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "audit_page";
    static void visit(auto& io, auto& receipt) {
        io("entries", receipt.entries);
        io("more", receipt.more);
        io("broken_at", receipt.brokenAt);
    }
};

}  // namespace mirror::wire
