#pragma once
#include "proxycore/api/words.h"
#include "wire_io.h"

/// Members of words and of what is told about them.
namespace mirror::wire {

template <>
struct EnumNames<WordKind> {
    static constexpr std::array<std::string_view, 3> kNames{"word", "exception", "regex"};
};
template <>
struct EnumNames<WordAction> {
    static constexpr std::array<std::string_view, 3> kNames{"block", "mask", "observe"};
};
template <>
struct EnumNames<WordScope> {
    static constexpr std::array<std::string_view, 3> kNames{"input", "output", "both"};
};
template <>
struct EnumNames<WordFlaw> {
    static constexpr std::array<std::string_view, kWordFlaws> kNames{
        "duplicate", "empty_folded", "one_character", "too_long", "bad_encoding", "bad_regex", "bad_column", "bad_text", "too_many"};
};
template <>
struct EnumNames<WordFileFormat> {
    static constexpr std::array<std::string_view, 4> kNames{"automatic", "txt", "csv", "json"};
};
template <>
struct EnumNames<PiiKind> {
    static constexpr std::array<std::string_view, kPiiKinds> kNames{"id", "phone", "card", "email", "passport", "plate", "ip"};
};

template <>
struct Members<Word> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& word) {
        io("id", word.id);
        io("list", word.list);
        io("kind", word.kind);
        io("action", word.action);
        io("scope", word.scope);
        io("enabled", word.enabled);
        io("exact", word.exact);
        io("text", word.text);
        io("category", word.category);
        io("note", word.note);
    }
};

template <>
struct Members<WordList> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& list) {
        io("id", list.id);
        io("enabled", list.enabled);
        io("name", list.name);
        io("note", list.note);
    }
};

template <>
struct Members<WordProblem> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& problem) {
        io("line", problem.line);
        io("flaw", problem.flaw);
        io("text", problem.text);
        io("detail", problem.detail);
    }
};

template <>
struct Members<WordEdits> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& edits) {
        io("put", edits.put);
        io("remove", edits.remove);
        io("put_lists", edits.putLists);
        io("remove_lists", edits.removeLists);
    }
};

template <>
struct Members<WordRevisionInfo> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& info) {
        io("revision", info.revision);
        io("time_ms", info.time);
        io("note", info.note);
        io("origin", info.origin);
        io("words", info.words);
        io("added", info.added);
        io("removed", info.removed);
        io("changed", info.changed);
    }
};

template <>
struct Members<WordChange> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& change) {
        io("before", change.before);
        io("after", change.after);
    }
};

template <>
struct Members<WordListChange> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& change) {
        io("before", change.before);
        io("after", change.after);
    }
};

template <>
struct Members<TrialHit> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& hit) {
        io("begin", hit.begin);
        io("end", hit.end);
        io("word", hit.word);
        io("steps", hit.steps);
        io("saved_by", hit.savedBy);
        io("saved_by_text", hit.savedByText);
    }
};

template <>
struct Members<PiiSpan> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& span) {
        io("begin", span.begin);
        io("end", span.end);
        io("kind", span.kind);
        io("replacement", span.replacement);
    }
};

template <>
struct Members<DryRunWord> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& entry) {
        io("word", entry.word);
        io("hits", entry.hits);
        io("texts", entry.texts);
        io("is_new", entry.isNew);
    }
};

template <>
struct Members<DryRunSample> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& sample) {
        io("document", sample.document);
        io("line", sample.line);
        io("before", sample.before);
        io("hit", sample.hit);
        io("after", sample.after);
        io("word_id", sample.wordId);
    }
};

template <>
struct Members<WordHitCount> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& count) {
        io("id", count.id);
        io("count", count.count);
    }
};

template <>
struct Members<CategoryHits> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& hits) {
        io("category", hits.category);
        io("by_action", hits.byAction);
    }
};

}  // namespace mirror::wire
