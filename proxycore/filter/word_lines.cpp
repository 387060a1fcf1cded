#include "filter/word_lines.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace mirror::filter {

namespace {

using Json = nlohmann::json;

constexpr int kFormat = 1;

// -- writing --------------------------------------------------------------------------------------------------------

std::string quoted(const std::string& text) { return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace); }

/// A JSON object as text, member by member.
class LineWriter {
public:
    explicit LineWriter(std::string& out) : m_out(out) { m_out += '{'; }
    void number(std::string_view name, std::int64_t value) {
        begin(name);
        m_out += std::to_string(value);
    }
    void text(std::string_view name, const std::string& value) {
        begin(name);
        // Nearly all texts need no escape; asking the library for each costs more than the rest of the line.
        const bool hasEscapes = std::any_of(value.begin(), value.end(), [](char c) { return (c >= 0 && c < 0x20) || c == '"' || c == '\\'; });
        m_out += !hasEscapes && base::isUtf8(value) ? '"' + value + '"' : quoted(value);
    }
    void textUnlessEmpty(std::string_view name, const std::string& value) {
        if (!value.empty()) text(name, value);
    }
    void flag(std::string_view name, bool value, bool usual) {
        if (value == usual) return;
        begin(name);
        m_out += value ? "true" : "false";
    }
    void name(std::string_view name, std::string_view value) {
        begin(name);
        m_out += '"';
        m_out += value;
        m_out += '"';
    }
    void end() { m_out += "}\n"; }

private:
    void begin(std::string_view name) {
        if (m_out.back() != '{') m_out += ',';
        m_out += '"';
        m_out += name;
        m_out += "\":";
    }
    std::string& m_out;
};

void writeHead(std::string& out, const WordBook& book, const WordRevisionInfo& info) {
    LineWriter line(out);
    line.number("format", kFormat);
    line.number("revision", static_cast<std::int64_t>(info.revision));
    line.number("time_ms", std::chrono::floor<Milliseconds>(info.time.time_since_epoch()).count());
    line.text("note", info.note);
    line.text("origin", info.origin);
    line.number("lists", static_cast<std::int64_t>(book.lists.size()));
    line.number("words", static_cast<std::int64_t>(book.words.size()));
    line.number("added", static_cast<std::int64_t>(info.added));
    line.number("removed", static_cast<std::int64_t>(info.removed));
    line.number("changed", static_cast<std::int64_t>(info.changed));
    line.number("next_word_id", book.nextWordId);
    line.number("next_list_id", book.nextListId);
    line.end();
}

void writeList(std::string& out, const WordList& list) {
    LineWriter line(out);
    line.number("id", list.id);
    line.flag("enabled", list.enabled, true);
    line.text("name", list.name);
    line.textUnlessEmpty("note", list.note);
    line.end();
}

void writeWord(std::string& out, const Word& word) {
    LineWriter line(out);
    line.number("id", word.id);
    line.number("list", word.list);
    if (word.kind != WordKind::word) line.name("kind", wordKindName(word.kind));
    if (word.action != WordAction::block) line.name("action", wordActionName(word.action));
    if (word.scope != WordScope::both) line.name("scope", wordScopeName(word.scope));
    line.flag("enabled", word.enabled, true);
    line.flag("exact", word.exact, false);
    line.text("text", word.text);
    line.textUnlessEmpty("category", word.category);
    line.textUnlessEmpty("note", word.note);
    line.end();
}

}  // namespace

std::string linesOf(const WordBook& book, const WordRevisionInfo& info) {
    std::string out;
    out.reserve(256 + book.words.size() * 80);
    writeHead(out, book, info);
    for (const WordList& list : book.lists) writeList(out, list);
    for (const Word& word : book.words) writeWord(out, word);
    return out;
}

// -- reading --------------------------------------------------------------------------------------------------------

bool WordLineReader::refuse(const char* why) {
    m_flaw = "line " + std::to_string(m_lines) + ": " + why;
    return false;
}

bool WordLineReader::take(std::string_view line) {
    ++m_lines;
    if (!m_json.read(line)) return refuse("it is no JSON object");
    if (m_lines == 1) return takeHead();
    return m_book.lists.size() < m_listCount ? takeList() : takeWord();
}

bool WordLineReader::takeHead() {
    int format = 0;
    std::int64_t time = 0;
    const bool isRead = m_json.number("format", format) && m_json.number("revision", m_info.revision) && m_json.number("time_ms", time) && m_json.text("note", m_info.note) &&
                        m_json.text("origin", m_info.origin) && m_json.number("words", m_info.words) && m_json.number("added", m_info.added) &&
                        m_json.number("removed", m_info.removed) && m_json.number("changed", m_info.changed) && m_json.number("lists", m_listCount) &&
                        m_json.number("next_word_id", m_book.nextWordId) && m_json.number("next_list_id", m_book.nextListId);
    if (!isRead || format != kFormat) return refuse("it is no revision of word lists that this program knows");
    if (m_info.words > kMaxWords || m_listCount > kMaxWordLists) return refuse("too many");
    constexpr std::int64_t kMostMs = std::chrono::duration_cast<Milliseconds>(SystemTime::duration::max()).count();
    m_info.time = SystemTime(Milliseconds(std::clamp(time, -kMostMs, kMostMs)));
    m_book.revision = m_info.revision;
    m_book.words.reserve(m_info.words);
    return true;
}

bool WordLineReader::takeList() {
    WordList list;
    if (!m_json.number("id", list.id) || !m_json.flag("enabled", list.enabled) || !m_json.text("name", list.name) || !m_json.text("note", list.note)) return refuse("no list");
    if (list.id <= (m_book.lists.empty() ? 0 : m_book.lists.back().id) || list.id >= m_book.nextListId) return refuse("the lists are not in order");
    m_book.lists.push_back(std::move(list));
    return true;
}

bool WordLineReader::takeWord() {
    Word word;
    const bool isRead = m_json.number("id", word.id) && m_json.number("list", word.list) && m_json.name("kind", word.kind, wordKindName, 3) &&
                        m_json.name("action", word.action, wordActionName, 3) && m_json.name("scope", word.scope, wordScopeName, 3) && m_json.flag("enabled", word.enabled) &&
                        m_json.flag("exact", word.exact) && m_json.text("text", word.text) && m_json.text("category", word.category) && m_json.text("note", word.note);
    if (!isRead) return refuse("no word");
    if (word.id <= (m_book.words.empty() ? 0 : m_book.words.back().id) || word.id >= m_book.nextWordId) return refuse("the words are not in order");
    if (m_book.words.size() == m_info.words) return refuse("more words than were told of");
    m_book.words.push_back(std::move(word));
    return true;
}

bool WordLineReader::isComplete() const { return m_lines > 0 && m_book.lists.size() == m_listCount && m_book.words.size() == m_info.words; }

}  // namespace mirror::filter
