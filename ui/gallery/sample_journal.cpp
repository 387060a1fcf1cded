#include "ui/gallery/sample_journal.h"

#include <array>

namespace mirror::ui::sample {

namespace {

constexpr std::int64_t kDialogues = 12'480;
constexpr const char* kKeyId = "9f2c41d07be385a6";
constexpr const char* kOldKeyId = "03a7715c9ee2d84b";

struct Shape {
    const char* key;
    const char* asked;
    const char* answered;
    const char* upstream;
    Outcome outcome;
    int status;
    CacheResult cache;
};
constexpr std::array<Shape, 8> kShapes{{{"客服中心", "gpt-4o-mini", "qwen-plus", "Qwen", Outcome::ok, 200, CacheResult::miss},
                                        {"研发一组", "deepseek-chat", "deepseek-chat", "DeepSeek", Outcome::ok, 200, CacheResult::none},
                                        {"marketing", "gpt-4o", "qwen-max", "Qwen", Outcome::filtered, 403, CacheResult::none},
                                        {"客服中心", "gpt-4o-mini", "qwen-plus", "Qwen", Outcome::ok, 200, CacheResult::hit},
                                        {"研发一组", "deepseek-chat", "deepseek-chat", "DeepSeek", Outcome::cut, 200, CacheResult::none},
                                        {"data-team", "glm-4-air", "glm-4-air", "Zhipu", Outcome::ok, 200, CacheResult::none},
                                        {"客服中心", "gpt-4o-mini", "qwen-plus", "Qwen", Outcome::timeout, 504, CacheResult::none},
                                        {"研发一组", "deepseek-reasoner", "deepseek-reasoner", "DeepSeek", Outcome::ok, 200, CacheResult::none}}};

bool isIn(const std::vector<Outcome>& outcomes, Outcome outcome) {
    for (const Outcome one : outcomes)
        if (one == outcome) return true;
    return outcomes.empty();
}

}  // namespace

JournalAnswers::JournalAnswers(bool hasKey, SystemTime now) : m_hasKey(hasKey), m_now(now) {}

JournalStatus JournalAnswers::status() const {
    JournalStatus status;
    if (!m_hasKey) return status;
    status.state = JournalState::writing;
    status.keyId = kKeyId;
    status.segment = 41;
    status.segments = 38;
    status.bytes = Bytes{1'840'000'000};
    status.oldest = m_now - std::chrono::hours(24 * 36);
    status.records = 2 * kDialogues;
    return status;
}

JournalEntryRow JournalAnswers::row(std::int64_t number) const {
    const auto index = static_cast<std::size_t>(number);
    const Shape& shape = kShapes.at((index * 5 + index / 7) % kShapes.size());
    JournalEntryRow entry;
    entry.request = {41, static_cast<std::uint32_t>(2 * number + 1)};
    entry.answer = {41, static_cast<std::uint32_t>(2 * number + 2)};
    JournalRow& row = entry.row;
    row.time = m_now - std::chrono::seconds((kDialogues - number) * 7 % 86'400 / 2 + (kDialogues - number));
    row.requestId = "req-7f3a" + std::to_string(100'000 + number);
    row.keyName = shape.key;
    row.endpoint = "/v1/chat/completions";
    row.modelAsked = shape.asked;
    row.modelAnswered = shape.status == 403 ? "" : shape.answered;
    row.upstream = shape.status == 403 ? "" : shape.upstream;
    row.isAnswered = number != kDialogues - 1;
    row.stream = number % 3 != 0;
    row.status = row.isAnswered ? shape.status : 0;
    row.outcome = shape.outcome;
    row.cache = shape.cache;
    row.total = Microseconds(900'000 + (number * 7919) % 6'000'000);
    row.firstToken = row.stream && shape.status == 200 ? Microseconds(180'000 + (number * 3571) % 700'000) : Microseconds(-1);
    row.promptTokens = {80 + number * 37 % 900};
    row.completionTokens = {shape.status == 200 ? 60 + number * 53 % 1200 : 0};
    row.attempts = shape.outcome == Outcome::timeout ? 2 : 1;
    row.ruleHits = shape.status == 403 ? 1 : 0;
    row.masked = number % 4 == 1 ? 2 : 0;
    return entry;
}

JournalPage JournalAnswers::page(const QueryJournal& query) const {
    JournalPage page;
    const bool isSearch = !m_query.text.empty();
    page.end = static_cast<std::int64_t>(m_found.size());
    page.isComplete = !isSearch;
    page.looked = isSearch ? 5'310 : static_cast<std::uint64_t>(kDialogues);
    page.expected = kDialogues;
    for (std::int64_t position = std::max<std::int64_t>(query.first, 0); position < page.end && page.rows.size() < query.count; ++position) {
        JournalEntryRow entry = row(m_found[static_cast<std::size_t>(position)]);
        entry.position = position;
        if (isSearch) entry.passage = "…客户说 " + m_query.text + " 还没有到账，请帮他查一下订单…";
        page.rows.push_back(std::move(entry));
    }
    return page;
}

Dialogue JournalAnswers::dialogue(std::int64_t number) const {
    Dialogue dialogue;
    dialogue.row = row(number);
    dialogue.turns = {
        {"system", "text", "你是客服助手。Answer in the language of the caller, and never promise a date.", -1, false},
        {"user", "text", "客户王先生的退款还没有到账，电话 [PHONE_1]，身份证 [ID_1]。\n请帮他查一下，并写一段回复。附件是 invoice\xE2\x80\xAE" "fdp.exe", -1, false},
        {"assistant", "reasoning", "先查订单，再写回复；不要承诺到账日期。", 0, true},
        {"assistant", "tool_call", "find_order({\"phone\": \"[PHONE_1]\", \"status\": \"refund\"})", 0, true},
        {"assistant", "text", "王先生，您好：\n您的退款已经提交给银行，通常需要几个工作日。到账后我们会发短信到 [PHONE_1]。", 0, true},
        {"assistant", "text", "王先生您好，退款已在处理中，进度可在订单页查看。", 1, true}};
    dialogue.tries = {{"Qwen", 0, "upstream_timeout_first_token", Microseconds(2'100), Microseconds(2'000'000), true},
                      {"DeepSeek", 200, "", Microseconds(2'004'000), Microseconds(1'250'000), false}};
    dialogue.values = {{"[PHONE_1]", "phone"}, {"[ID_1]", "id"}};
    dialogue.rules = {{"pii-phone", "", WordAction::mask, false, "messages[1].content", 0, 1}, {"pii-id", "", WordAction::mask, false, "messages[1].content", 0, 1}};
    return dialogue;
}

JournalReport JournalAnswers::report() const {
    JournalReport report;
    report.segments = 38;
    report.records = 486'213;
    report.problems = {{JournalFlaw::gap, 17, 3'402, {}}, {JournalFlaw::unreadable, 23, 118, "HMAC"}, {JournalFlaw::missing, 29, 0, {}}};
    report.problemCount = 3;
    report.removed = 3;
    report.anchors = 51'840;
    report.lastAnchor = {41, 24'960};
    report.isComplete = true;
    report.took = Milliseconds(41'300);
    return report;
}

JournalSegments JournalAnswers::segments() const {
    JournalSegments list;
    for (std::uint32_t number = 41; number > 29; --number) {
        const bool isOpen = number == 41;
        list.segments.push_back({number, m_now - std::chrono::hours(24 * (41 - number) + 9), Bytes{isOpen ? 18'300'000 : 67'108'864 - 91'000 * static_cast<std::int64_t>(number)},
                                 number > 34 ? kKeyId : kOldKeyId, isOpen, number == 32});
    }
    return list;
}

AuditPage JournalAnswers::audit(std::uint64_t afterId) const {
    using std::chrono::hours;
    const std::vector<AuditEntry> all{{1, m_now - hours(300), "command line", "init", "", ""},
                                      {2, m_now - hours(120), "console", "unlock_failed", "", ""},
                                      {3, m_now - hours(120), "console", "unlock", "", ""},
                                      {4, m_now - hours(119), "console", "reveal", "req-7f3a104411 [PHONE_1]", "工单 2031：客户要求回电"},
                                      {5, m_now - hours(50), "console", "rotate", kKeyId, ""},
                                      {6, m_now - hours(49), "console", "verify", "38 segments", ""},
                                      {7, m_now - hours(26), "admin API", "export_key", "segment 33", "annual audit"},
                                      {8, m_now - hours(25), "console", "shred", "segment 32", "retention order 2026-11"},
                                      {9, m_now - hours(1), "console", "export", "212 dialogues", ""}};
    AuditPage page;
    for (const AuditEntry& entry : all)
        if (entry.id > afterId && m_hasKey) page.entries.push_back(entry);
    return page;
}

std::optional<Result<Receipt>> JournalAnswers::answer(const Command& command) const {
    if (const auto* unlock = std::get_if<UnlockJournal>(&command)) {
        if (!m_hasKey) return fail(ErrorCode::journalNoKey);
        if (unlock->passphrase != kPassphrase) return fail(ErrorCode::journalPassphrase);
        return Receipt(mirror::JournalSession{"sample", Milliseconds(900'000)});
    }
    if (std::holds_alternative<LockJournal>(command) || std::holds_alternative<CloseJournalView>(command) || std::holds_alternative<StopJournalView>(command)) return Receipt(Done{});
    if (std::holds_alternative<ListJournalKeys>(command)) {
        if (!m_hasKey) return fail(ErrorCode::journalNoKey);
        return Receipt(JournalKeys{{{kKeyId, m_now - std::chrono::hours(50), true}, {kOldKeyId, m_now - std::chrono::hours(300), false}}});
    }
    if (std::holds_alternative<ListJournalSegments>(command)) return Receipt(segments());
    if (const auto* open = std::get_if<OpenJournalView>(&command)) {
        m_query = *open;
        m_found.clear();
        for (std::int64_t number = kDialogues - 1; number >= 0; --number) {
            const JournalRow one = row(number).row;
            const bool isFound = isIn(open->outcomes, one.outcome) && (open->keyName.empty() || open->keyName == one.keyName) && (open->text.empty() || number % 211 == 5);
            if (isFound) m_found.push_back(number);
        }
        return Receipt(mirror::JournalView{1});
    }
    if (const auto* query = std::get_if<QueryJournal>(&command)) return Receipt(page(*query));
    if (const auto* read = std::get_if<ReadDialogue>(&command)) return Receipt(dialogue((read->request.record - 1) / 2));
    if (std::holds_alternative<RevealValue>(command)) return Receipt(RevealedValue{"138 0013 8000"});
    if (std::holds_alternative<VerifyJournal>(command)) return Receipt(report());
    if (const auto* query = std::get_if<QueryAudit>(&command)) return Receipt(audit(query->afterId));
    return std::nullopt;
}

}  // namespace mirror::ui::sample
