#include "engine/journal_export.h"

#include <ctime>

#include "base/json_text.h"
#include "engine/dialogue_view.h"
#include "log/row_json.h"

namespace mirror::engine {

namespace {

constexpr std::string_view kHtmlHead =
    "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>MirrorDesk</title><style>"
    "body{font:14px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#1b1f24}article{border:1px solid #d0d7de;border-radius:6px;margin:1em 0;padding:.5em 1em}"
    "h2{font-size:1em;margin:.3em 0}dl{display:grid;grid-template-columns:max-content auto;gap:0 1em;font-size:.9em;color:#57606a}dt,dd{margin:0}"
    "p{white-space:pre-wrap;overflow-wrap:anywhere;margin:.3em 0;padding:.4em .7em;background:#f6f8fa;border-radius:6px}p.answer{background:#ddf4ff}b{color:#57606a;font-weight:600}"
    "</style></head><body>\n";

/// UTC, ISO 8601 with milliseconds.
std::string timeText(SystemTime time) {
    const auto millis = std::chrono::duration_cast<Milliseconds>(time.time_since_epoch()).count();
    const std::time_t seconds = static_cast<std::time_t>(millis / 1000);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    char text[32];
    const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
    std::string out(text, size);
    const std::string fraction = std::to_string(1000 + millis % 1000);
    return out + "." + fraction.substr(1) + "Z";
}

void appendCell(std::string& out, std::string_view text) {
    constexpr std::string_view kFormula = "=+-@\t\r";
    out += '"';
    if (!text.empty() && kFormula.find(text[0]) != std::string_view::npos) out += '\'';
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

void appendEscaped(std::string& out, std::string_view text) {
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default: out += c;
        }
    }
}

struct Column {
    const char* name;
    std::string (*text)(const JournalRow&);
};
constexpr Column kColumns[] = {
    {"time", [](const JournalRow& r) { return timeText(r.time); }},
    {"request_id", [](const JournalRow& r) { return r.requestId; }},
    {"key", [](const JournalRow& r) { return r.keyName; }},
    {"endpoint", [](const JournalRow& r) { return r.endpoint; }},
    {"model_asked", [](const JournalRow& r) { return r.modelAsked; }},
    {"model_answered", [](const JournalRow& r) { return r.modelAnswered; }},
    {"upstream", [](const JournalRow& r) { return r.upstream; }},
    {"outcome", [](const JournalRow& r) { return r.isAnswered ? std::string(outcomeName(r.outcome)) : std::string("unanswered"); }},
    {"status", [](const JournalRow& r) { return std::to_string(r.status); }},
    {"total_ms", [](const JournalRow& r) { return std::to_string(r.total.count() / 1000); }},
    {"first_token_ms", [](const JournalRow& r) { return r.firstToken.count() < 0 ? std::string() : std::to_string(r.firstToken.count() / 1000); }},
    {"prompt_tokens", [](const JournalRow& r) { return std::to_string(r.promptTokens.value); }},
    {"completion_tokens", [](const JournalRow& r) { return std::to_string(r.completionTokens.value); }},
    {"cache", [](const JournalRow& r) { return std::string(cacheResultName(r.cache)); }},
    {"rules", [](const JournalRow& r) { return std::to_string(r.ruleHits); }},
    {"masked", [](const JournalRow& r) { return std::to_string(r.masked); }},
};

Dialogue shown(const log::DialogueParts& parts) {
    Dialogue dialogue;
    if (!parts.request.empty()) showRequest(parts.request, dialogue);
    if (!parts.answer.empty()) showAnswer(parts.answer, dialogue);
    return dialogue;
}

/// All texts of one side, each behind who said it.
std::string sideText(const Dialogue& dialogue, bool isAnswer) {
    std::string out;
    for (const DialogueTurn& turn : dialogue.turns) {
        if (turn.isAnswer != isAnswer) continue;
        if (!out.empty()) out += '\n';
        out += turn.role;
        if (turn.kind != "text") out.append(" (").append(turn.kind).append(")");
        out.append(": ").append(turn.text);
    }
    return out;
}

}  // namespace

JournalExportText::JournalExportText(JournalExportFormat format) : m_format(format) {
    if (format == JournalExportFormat::html) m_out = kHtmlHead;
    if (format != JournalExportFormat::csv) return;
    m_out = "\xEF\xBB\xBF";
    for (const Column& column : kColumns) m_out.append(column.name).append(",");
    m_out += "request,answer\r\n";
}

void JournalExportText::add(const log::DialogueParts& parts) {
    switch (m_format) {
        case JournalExportFormat::jsonLines: return addLine(parts);
        case JournalExportFormat::csv: return addRow(parts);
        case JournalExportFormat::html: return addArticle(parts);
    }
}

void JournalExportText::addLine(const log::DialogueParts& parts) {
    base::JsonText json(m_out);
    json.open('{').key("row");
    std::string row;
    log::appendRow(row, parts.row, false);
    json.raw(row);
    if (!parts.request.empty()) json.key("request").raw(parts.request);
    if (!parts.answer.empty()) json.key("answer").raw(parts.answer);
    json.close('}');
    m_out += '\n';
}

void JournalExportText::addRow(const log::DialogueParts& parts) {
    for (const Column& column : kColumns) {
        appendCell(m_out, column.text(parts.row));
        m_out += ',';
    }
    const Dialogue dialogue = shown(parts);
    appendCell(m_out, sideText(dialogue, false));
    m_out += ',';
    appendCell(m_out, sideText(dialogue, true));
    m_out += "\r\n";
}

void JournalExportText::addArticle(const log::DialogueParts& parts) {
    m_out += "<article><h2>";
    appendEscaped(m_out, timeText(parts.row.time));
    m_out += "</h2><dl>";
    for (const Column& column : kColumns) {
        const std::string text = column.text(parts.row);
        if (text.empty()) continue;
        m_out.append("<dt>").append(column.name).append("</dt><dd>");
        appendEscaped(m_out, text);
        m_out += "</dd>";
    }
    m_out += "</dl>\n";
    for (const DialogueTurn& turn : shown(parts).turns) {
        m_out.append(turn.isAnswer ? "<p class=\"answer\"><b>" : "<p><b>");
        appendEscaped(m_out, turn.kind == "text" ? turn.role : turn.role + " (" + turn.kind + ")");
        m_out += "</b>\n";
        appendEscaped(m_out, turn.text);
        m_out += "</p>\n";
    }
    m_out += "</article>\n";
}

std::string JournalExportText::finish() {
    if (m_format == JournalExportFormat::html) m_out += "</body></html>\n";
    return std::move(m_out);
}

JournalExportJob::JournalExportJob(log::JournalReader& reader, std::vector<Place> places, JournalExportFormat format, JournalAnswer done)
    : m_reader(reader), m_places(std::move(places)), m_text(format), m_done(std::move(done)) {}

bool JournalExportJob::work(Milliseconds budget) {
    const SteadyTime until = std::chrono::steady_clock::now() + budget;
    while (m_next < m_places.size()) {
        const Place& place = m_places[m_next++];
        const auto parts = m_reader.dialogue(place.request, place.answer);
        if (!parts) {
            answer(fail(parts.error()));
            return false;
        }
        m_text.add(*parts);
        if (m_text.bytes() > kMaxBytes) {
            answer(fail(ErrorCode::bodyTooLarge, {}, "more than 64 MiB; choose fewer dialogues"));
            return false;
        }
        if (std::chrono::steady_clock::now() >= until) return true;
    }
    answer(Receipt(JournalExport{m_text.finish(), m_places.size()}));
    return false;
}

void JournalExportJob::stop() { answer(fail(ErrorCode::cancelled)); }

void JournalExportJob::answer(Result<Receipt> result) {
    if (m_done) std::exchange(m_done, nullptr)(std::move(result));
}

std::uint32_t JournalExportJob::permille() const { return m_places.empty() ? 1000 : static_cast<std::uint32_t>(m_next * 1000 / m_places.size()); }

}  // namespace mirror::engine
