#pragma once
#include "proxycore/api/command.h"
#include "wire_words.h"

/// Commands and receipts about sensitive words.
namespace mirror::wire {

template <>
struct Members<MaskConfig> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& mask) {
        io("before_upstream", mask.beforeUpstream);
        io("restore", mask.restore);
        io("strict", mask.strict);
        io("kinds", mask.kinds);
    }
};

/// Octets of any kind in a JSON text: each as the code point of the same number.
inline std::string octetsToText(const std::string& bytes) {
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 2);
    for (const char c : bytes) {
        const auto octet = static_cast<unsigned char>(c);
        if (octet >= 0x80) text += static_cast<char>(0xC0 | (octet >> 6));
        text += static_cast<char>(octet >= 0x80 ? 0x80 | (octet & 0x3F) : octet);
    }
    return text;
}
inline std::string textToOctets(const std::string& text) {
    std::string bytes;
    bytes.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const bool isPair = (lead == 0xC2 || lead == 0xC3) && i + 1 < text.size();
        if (!isPair) {
            bytes += text[i];
            continue;
        }
        bytes += static_cast<char>(((lead & 0x03) << 6) | (static_cast<unsigned char>(text[++i]) & 0x3F));
    }
    return bytes;
}

template <>
struct Members<ImportWords> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "import_words";
    static void visit(auto& io, auto& command) {
        io("draft", command.draft);
        io("file_name", command.fileName);
        std::string text = octetsToText(command.content);
        io("content", text);
        if constexpr (!std::is_const_v<std::remove_reference_t<decltype(command)>>) command.content = textToOctets(text);
        io("format", command.format);
        io("defaults", command.defaults);
        io("commit", command.commit);
    }
};

template <>
struct Members<OpenWords> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "open_words";
    static void visit(auto& io, auto& command) {
        io("revision", command.revision);
    }
};

template <>
struct Members<CloseWords> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "close_words";
    static void visit(auto& io, auto& command) {
        io("draft", command.draft);
    }
};

template <>
struct Members<QueryWords> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "query_words";
    static void visit(auto& io, auto& command) {
        io("draft", command.draft);
        io("after_id", command.afterId);
        io("limit", command.limit);
    }
};

template <>
struct Members<EditWords> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "edit_words";
    static void visit(auto& io, auto& command) {
        io("draft", command.draft);
        io("edits", command.edits);
    }
};

template <>
struct Members<ExportWords> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "export_words";
    static void visit(auto& io, auto& command) {
        io("draft", command.draft);
        io("ids", command.ids);
        io("format", command.format);
    }
};

template <>
struct Members<TryWords> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "try_words";
    static void visit(auto& io, auto& command) {
        io("draft", command.draft);
        io("text", command.text);
        io("direction", command.direction);
    }
};

template <>
struct Members<TryMask> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "try_mask";
    static void visit(auto& io, auto& command) {
        io("text", command.text);
        io("mask", command.mask);
    }
};

template <>
struct Members<DryRunWords> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "dry_run_words";
    static void visit(auto& io, auto& command) {
        io("draft", command.draft);
        io("bundled", command.bundled);
        io("folder", command.folder);
        io("direction", command.direction);
        io("session", command.session);
        io("journal_days", command.journalDays);
    }
};

template <>
struct Members<DiffWords> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "diff_words";
    static void visit(auto& io, auto& command) {
        io("draft", command.draft);
        io("against", command.against);
        io("limit", command.limit);
    }
};

template <>
struct Members<ApplyWords> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "apply_words";
    static void visit(auto& io, auto& command) {
        io("draft", command.draft);
        io("note", command.note);
        io("rebase", command.rebase);
    }
};

template <>
struct Members<RestoreWords> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "restore_words";
    static void visit(auto& io, auto& command) {
        io("revision", command.revision);
        io("note", command.note);
    }
};

template <>
struct Members<ListWordRevisions> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "list_word_revisions";
    static void visit(auto&, auto&) {}
};

template <>
struct Members<QueryWordHits> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "query_word_hits";
    static void visit(auto&, auto&) {}
};

template <>
struct Members<CancelWords> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "cancel_words";
    static void visit(auto& io, auto& command) {
        io("draft", command.draft);
    }
};

template <>
struct Members<WordDraft> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "word_draft";
    static void visit(auto& io, auto& receipt) {
        io("draft", receipt.draft);
        io("base_revision", receipt.baseRevision);
        io("lists", receipt.lists);
        io("words", receipt.words);
        io("next_word_id", receipt.nextWordId);
        io("next_list_id", receipt.nextListId);
    }
};

template <>
struct Members<WordPage> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "word_page";
    static void visit(auto& io, auto& receipt) {
        io("words", receipt.words);
        io("more", receipt.more);
    }
};

template <>
struct Members<WordsEdited> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "words_edited";
    static void visit(auto& io, auto& receipt) {
        io("problems", receipt.problems);
        io("words", receipt.words);
    }
};

template <>
struct Members<WordImport> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "word_import";
    static void visit(auto& io, auto& receipt) {
        io("lines", receipt.lines);
        io("added", receipt.added);
        io("duplicates", receipt.duplicates);
        io("refused", receipt.refused);
        io("encoding", receipt.encoding);
        io("format", receipt.format);
        io("problems", receipt.problems);
        io("problem_count", receipt.problemCount);
        io("sample", receipt.sample);
        io("first_id", receipt.firstId);
        io("next_word_id", receipt.nextWordId);
    }
};

template <>
struct Members<ExportedWords> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "exported_words";
    static void visit(auto& io, auto& receipt) {
        io("content", receipt.content);
        io("words", receipt.words);
    }
};

template <>
struct Members<WordTrial> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "word_trial";
    static void visit(auto& io, auto& receipt) {
        io("hits", receipt.hits);
        io("hit_count", receipt.hitCount);
        io("masked", receipt.masked);
        io("blocked", receipt.blocked);
    }
};

template <>
struct Members<PiiTrial> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "pii_trial";
    static void visit(auto& io, auto& receipt) {
        io("spans", receipt.spans);
        io("masked", receipt.masked);
    }
};

template <>
struct Members<DryRunReport> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "dry_run_report";
    static void visit(auto& io, auto& receipt) {
        io("documents", receipt.documents);
        io("bytes", receipt.bytes);
        io("passages", receipt.passages);
        io("blocked_now", receipt.blockedNow);
        io("blocked_then", receipt.blockedThen);
        io("newly_blocked", receipt.newlyBlocked);
        io("unreadable", receipt.unreadable);
        io("words", receipt.words);
        io("samples", receipt.samples);
        io("took_ms", receipt.took);
    }
};

template <>
struct Members<WordDiff> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "word_diff";
    static void visit(auto& io, auto& receipt) {
        io("added", receipt.added);
        io("removed", receipt.removed);
        io("changed", receipt.changed);
        io("changes", receipt.changes);
        io("lists", receipt.lists);
    }
};

template <>
struct Members<WordsApplied> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "words_applied";
    static void visit(auto& io, auto& receipt) {
        io("revision", receipt.revision);
        io("added", receipt.added);
        io("removed", receipt.removed);
        io("changed", receipt.changed);
    }
};

template <>
struct Members<WordRevisionList> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "word_revision_list";
    static void visit(auto& io, auto& receipt) {
        io("revisions", receipt.revisions);
    }
};

template <>
struct Members<WordHits> {
    static constexpr bool isDescribed = true;
    static constexpr const char* kName = "word_hits";
    static void visit(auto& io, auto& receipt) {
        io("words", receipt.words);
        io("since_ms", receipt.since);
    }
};

}  // namespace mirror::wire
