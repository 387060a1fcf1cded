#include "engine/journal_texts.h"

#include "engine/dialogue_view.h"
#include "log/journal_reader.h"
#include "log/journal_view.h"

namespace mirror::engine {

namespace {

constexpr std::uint32_t kRowsAtOnce = 500;

bool isWanted(const DialogueTurn& turn, WordScope direction) {
    return direction == WordScope::both || turn.isAnswer == (direction == WordScope::output);
}

std::string textOf(const log::DialogueParts& parts, WordScope direction) {
    Dialogue dialogue;
    showRequest(parts.request, dialogue);
    showAnswer(parts.answer, dialogue);
    std::string text;
    for (const DialogueTurn& turn : dialogue.turns)
        if (isWanted(turn, direction)) text.append(turn.text).push_back('\n');
    return text;
}

Result<void> listAll(log::JournalView& view, const std::atomic<bool>& isEnded) {
    while (!view.isComplete() && !isEnded) {
        if (auto listed = view.work(Milliseconds(100), isEnded); !listed) return listed;
    }
    if (isEnded) return fail(ErrorCode::journalLocked);
    return {};
}

Result<void> readAll(const JournalLoan& loan, SystemTime from, WordScope direction, const filter::TextSource::Take& take) {
    log::JournalReader reader(loan.folder, *loan.keys);
    // An end that is not open: what is written meanwhile would never end.
    log::JournalView view(reader, {.from = from, .to = std::chrono::system_clock::now()});
    if (auto listed = listAll(view, *loan.isEnded); !listed) return listed;
    for (std::int64_t at = view.first(); at < view.end(); at += kRowsAtOnce) {
        const auto rows = view.rows(at, kRowsAtOnce);
        if (!rows) return fail(rows.error());
        for (const JournalEntryRow& row : *rows) {
            if (*loan.isEnded) return fail(ErrorCode::journalLocked);
            const auto parts = reader.dialogue(row.request, row.answer);
            const auto done = static_cast<std::uint64_t>(row.position - view.first() + 1);
            if (parts && !take(row.row.requestId, textOf(*parts, direction), done, static_cast<std::uint64_t>(view.end() - view.first()))) return {};
        }
    }
    return {};
}

}  // namespace

filter::TextSource journalTexts(JournalLoan loan, SystemTime from, WordScope direction) {
    return {[loan = std::move(loan), from, direction](const filter::TextSource::Take& take) { return readAll(loan, from, direction, take); }};
}

}  // namespace mirror::engine
