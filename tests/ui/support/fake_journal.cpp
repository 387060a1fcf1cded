#include "ui/support/fake_journal.h"

#include <algorithm>

namespace mirror::test {

void FakeJournal::note(const char* action, const std::string& subject, const std::string& reason) {
    audit.push_back({audit.size() + 1, std::chrono::system_clock::now(), "console", action, subject, reason});
}

std::optional<Result<Receipt>> FakeJournal::answer(const Command& command) {
    const auto isOpen = [this](const std::string& session) { return !session.empty() && session == m_session; };
    const auto locked = [] { return Result<Receipt>(fail(ErrorCode::journalLocked)); };
    if (std::holds_alternative<InitJournal>(command)) {
        if (hasKey) return fail(ErrorCode::journalExists);
        hasKey = true;
        passphrase = std::get<InitJournal>(command).passphrase;
        return Receipt(JournalKeys{{{"00112233aabbccdd", end, true}}});
    }
    if (const auto* one = std::get_if<UnlockJournal>(&command)) return unlock(*one);
    if (std::holds_alternative<LockJournal>(command)) return m_session.clear(), m_views.clear(), Receipt(Done{});
    if (std::holds_alternative<ListJournalKeys>(command)) {
        if (!hasKey) return fail(ErrorCode::journalNoKey);
        return Receipt(JournalKeys{{{"00112233aabbccdd", end, true}}});
    }
    if (std::holds_alternative<ListJournalSegments>(command)) return Receipt(JournalSegments{segments});
    if (const auto* one = std::get_if<OpenJournalView>(&command)) return isOpen(one->session) ? open(*one) : locked();
    if (const auto* one = std::get_if<QueryJournal>(&command)) return isOpen(one->session) ? query(*one) : locked();
    if (const auto* one = std::get_if<StopJournalView>(&command)) {
        if (!isOpen(one->session)) return locked();
        if (one->view != 0) m_views[one->view].isStopped = true;
        return Receipt(Done{});
    }
    if (const auto* one = std::get_if<CloseJournalView>(&command)) return m_views.erase(one->view), Receipt(Done{});
    if (const auto* one = std::get_if<ReadDialogue>(&command)) return isOpen(one->session) ? Receipt(dialogueAt(one->request.record - 1)) : locked();
    if (const auto* one = std::get_if<RevealValue>(&command)) return isOpen(one->session) ? reveal(*one) : locked();
    if (const auto* one = std::get_if<VerifyJournal>(&command)) return isOpen(one->session) ? Receipt(report) : locked();
    if (const auto* one = std::get_if<ExportJournal>(&command)) return isOpen(one->session) ? exported(*one) : locked();
    if (const auto* one = std::get_if<ShredJournalSegment>(&command)) return isOpen(one->session) ? shred(*one) : locked();
    if (const auto* one = std::get_if<ExportSegmentKey>(&command)) {
        if (!isOpen(one->session)) return locked();
        note("export_key", std::to_string(one->segment), one->reason);
        return Receipt(JournalSegmentKey{"c2VnbWVudC1rZXk="});
    }
    if (const auto* one = std::get_if<ChangeJournalPassphrase>(&command)) {
        if (one->passphrase != passphrase) return fail(ErrorCode::journalPassphrase);
        passphrase = one->newPassphrase;
        return Receipt(Done{});
    }
    if (const auto* one = std::get_if<RotateJournalKey>(&command)) {
        if (one->passphrase != passphrase) return fail(ErrorCode::journalPassphrase);
        return Receipt(JournalKeys{{{"ffeeddccbbaa0099", end, true}, {"00112233aabbccdd", end, false}}});
    }
    if (std::holds_alternative<QueryAudit>(command)) {
        AuditPage page;
        for (const AuditEntry& entry : audit)
            if (entry.id > std::get<QueryAudit>(command).afterId) page.entries.push_back(entry);
        page.brokenAt = auditBrokenAt;
        return Receipt(page);
    }
    return std::nullopt;
}

Result<Receipt> FakeJournal::unlock(const UnlockJournal& command) {
    if (damage) return tl::unexpected<Error>(*damage);
    if (!hasKey) return fail(ErrorCode::journalNoKey);
    note(command.passphrase == passphrase ? "unlock" : "unlock_failed", {});
    if (command.passphrase != passphrase) return fail(ErrorCode::journalPassphrase);
    m_session = "session-" + std::to_string(++m_sessions);
    return Receipt(mirror::JournalSession{m_session, lockAfter});
}

bool FakeJournal::matches(const OpenJournalView& query, std::int64_t number) const {
    const JournalRow row = rowOf(number).row;
    if (!query.requestId.empty() && row.requestId != query.requestId) return false;
    if (!query.keyName.empty() && row.keyName != query.keyName) return false;
    if (!query.outcomes.empty() && std::find(query.outcomes.begin(), query.outcomes.end(), row.outcome) == query.outcomes.end()) return false;
    return query.text.empty() || std::to_string(number).find(query.text) != std::string::npos;
}

Result<Receipt> FakeJournal::open(const OpenJournalView& command) {
    m_views[++m_lastView] = {command, count, false};
    return Receipt(mirror::JournalView{m_lastView});
}

JournalEntryRow FakeJournal::rowOf(std::int64_t number) const {
    JournalEntryRow entry;
    entry.request = {1 + static_cast<std::uint32_t>(number / 100'000), static_cast<std::uint32_t>(number + 1)};
    entry.answer = {entry.request.segment, entry.request.record + 1'000'000};
    JournalRow& row = entry.row;
    row.time = end - std::chrono::seconds(count - number);
    row.requestId = requestIdOf(number);
    row.keyName = number % 3 == 0 ? "alice" : "bob";
    row.endpoint = "/v1/chat/completions";
    row.modelAsked = "gpt-4o";
    row.modelAnswered = "qwen-plus";
    row.upstream = "dashscope";
    row.isAnswered = number % 50 != 7;
    row.status = row.isAnswered ? 200 : 0;
    row.outcome = number % 10 == 1 ? Outcome::filtered : Outcome::ok;
    row.total = Microseconds(1'200'000);
    row.firstToken = Microseconds(240'000);
    row.promptTokens = {120};
    row.completionTokens = {340};
    row.attempts = 1;
    row.masked = 1;
    return entry;
}

Result<Receipt> FakeJournal::query(const QueryJournal& command) {
    ++queries;
    const auto found = m_views.find(command.view);
    if (found == m_views.end()) return fail(ErrorCode::notFound, {"view"});
    const View& view = found->second;
    const bool isFiltered = !view.query.text.empty() || !view.query.requestId.empty() || !view.query.keyName.empty() || !view.query.outcomes.empty();
    JournalPage page;
    // Filtered views are small in tests and are gone through; the others are reckoned.
    std::vector<std::int64_t> hits;
    if (isFiltered)
        for (std::int64_t number = count - 1; number >= 0; --number)
            if (matches(view.query, number)) hits.push_back(number);
    const std::int64_t total = isFiltered ? static_cast<std::int64_t>(hits.size()) : view.first;
    page.first = isFiltered ? 0 : view.first - count;
    page.isComplete = workedOn < 0 || view.isStopped;
    page.isStopped = view.isStopped || reachesBound;
    page.end = page.isComplete && !view.isStopped ? total : std::min(total, std::max<std::int64_t>(workedOn, 0));
    page.looked = static_cast<std::uint64_t>(page.isComplete ? count : page.end);
    page.expected = static_cast<std::uint64_t>(count);
    const std::int64_t begin = std::max(command.first, page.first);
    for (std::int64_t position = begin; position < page.end && position < begin + command.count; ++position) {
        JournalEntryRow row = rowOf(isFiltered ? hits[static_cast<std::size_t>(position)] : view.first - 1 - position);
        row.position = position;
        if (!view.query.text.empty()) row.passage = "… the number " + view.query.text + " …";
        page.rows.push_back(std::move(row));
    }
    return Receipt(std::move(page));
}

Dialogue FakeJournal::dialogueAt(std::int64_t number) const {
    Dialogue dialogue;
    dialogue.row = rowOf(number);
    dialogue.turns = {{"system", "text", "You are kind.", -1, false},
                      {"user", "text", "My number is [PHONE_1],\nabc\xE2\x80\xAEgnp.exe <b>" + std::to_string(number) + "</b>", -1, false},
                      {"assistant", "reasoning", "The user wants a call.", 0, true},
                      {"assistant", "tool_call", "call({\"to\":\"[PHONE_1]\"})", 0, true},
                      {"assistant", "text", "I call you.", 0, true},
                      {"assistant", "text", "Shall I call you?", 1, true}};
    if (!longText.empty()) dialogue.turns.push_back({"assistant", "text", longText, 2, true});
    dialogue.tries = {{"dashscope", 200, "", Microseconds(100), Microseconds(1'100'000), true}};
    dialogue.values = values;
    return dialogue;
}

Result<Receipt> FakeJournal::reveal(const RevealValue& command) {
    if (command.reason.empty()) return fail(ErrorCode::badRequest);
    note("reveal", requestIdOf(command.place.record - 1), command.reason);
    return Receipt(RevealedValue{"13800138000"});
}

Result<Receipt> FakeJournal::shred(const ShredJournalSegment& command) {
    for (JournalSegmentInfo& segment : segments)
        if (segment.segment == command.segment) segment.isShredded = true;
    note("shred", std::to_string(command.segment), command.reason);
    return Receipt(Done{});
}

Result<Receipt> FakeJournal::exported(const ExportJournal& command) {
    JournalExport file;
    for (const std::int64_t position : command.positions) file.content += std::to_string(position) + "\n";
    file.dialogues = command.positions.size();
    return Receipt(file);
}

}  // namespace mirror::test
