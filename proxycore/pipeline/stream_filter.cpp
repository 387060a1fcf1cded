#include "pipeline/stream_filter.h"

#include <algorithm>

#include "openai/text_walk.h"

namespace mirror::pipeline {

using openai::AnswerText;

namespace {

/// An event's name is passed on when it is one.
std::string_view soundName(std::string_view name) {
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-'; };
    return name.size() <= 64 && std::all_of(name.begin(), name.end(), plain) ? name : std::string_view();
}

/// The order in which models speak: a text is taken to have ended when one behind it begins.
int rankOf(std::string_view path) {
    if (path.find(".tool_calls") != std::string_view::npos || path.find(".function_call") != std::string_view::npos) return 2;
    return path.find(".reasoning") != std::string_view::npos || path.find(".thinking") != std::string_view::npos ? 0 : 1;
}

/// Names of tools come whole. One that does not is known again all the same, and its word broken off.
bool comesWhole(std::string_view path) { return path.ends_with(".name"); }

}  // namespace

StreamFilter::StreamFilter(AnswerRules rules, RuleLog log, Room room, openai::Endpoint endpoint, bool keepUsage, Transcript* transcript)
    : m_rules(rules), m_log(log), m_room(room), m_shape(openai::answerShape(endpoint)), m_transcript(transcript), m_end(endpoint, keepUsage) {}

void StreamFilter::take(std::string_view data, std::string_view name, const openai::StreamEvent& event, std::string& out) {
    if (isBlocked()) return;
    const openai::AnswerTexts& texts = m_room.texts;
    m_next.pieces.clear();
    m_next.dropsLogprobs = false;
    for (const AnswerText& text : texts.texts) {
        if (text.isAside)
            m_next.dropsLogprobs = lookAside(text) || m_next.dropsLogprobs;
        else
            takeText(text);
    }
    for (const std::string& prefix : texts.ended) settleEnded(prefix);
    m_end.noteArrived(data, texts, event);
    if (!m_overflows && m_held.empty() && m_next.isSettled() && m_next.isUntouched())
        passAtOnce(data, soundName(name), event, out);
    else
        hold(data, soundName(name), event, out);
}

void StreamFilter::passAtOnce(std::string_view data, std::string_view name, const openai::StreamEvent& event, std::string& out) {
    appendEvent(out, data, name);
    if (m_transcript) m_transcript->add(m_room.texts);
    ++m_passed;
    m_spoken = m_spoken || event.meaningful;
    if (!event.finish) return;
    for (const openai::AnswerChoice& choice : m_room.texts.choices)
        if (choice.isFinished) m_end.noteFinished(choice.index);
}

void StreamFilter::hold(std::string_view data, std::string_view name, const openai::StreamEvent& event, std::string& out) {
    const std::string_view type = m_room.texts.type;
    m_next.isMeaningful = event.meaningful;
    m_next.canBeCut = type.empty() || type.find("delta") != std::string_view::npos || type == "content_block_start";
    m_next.name = name;
    HeldEvent& held = m_held.emplace_back(std::move(m_next));
    held.keep(data, m_room.texts);
    m_heldBytes += data.size();
    if (m_heldBytes > kMaxHeld) settleEnded({});  // the beginning of a word may go out then; the word is stopped where it goes on
    if (m_overflows || anyBlocked())
        endBlocked(out);
    else
        release(out);
}

void StreamFilter::flush(std::string& out) {
    if (isBlocked()) return;
    settleEnded({});
    if (anyBlocked())
        endBlocked(out);
    else
        release(out);
}

void StreamFilter::takeText(const AnswerText& text) {
    HeldEvent::Piece& piece = m_next.pieces.emplace_back();
    piece.raw = text.raw;
    piece.text = text.text;
    piece.isName = text.isName;
    if (!text.isWhole) piece.channel = channelOf(text);
    if (!piece.channel) {
        piece.own = std::make_unique<TextChannel>(std::string(m_room.texts.path(text)), text.choice);
        piece.channel = piece.own.get();
    }
    piece.begin = piece.channel->received();
    piece.channel->feed(text.text, m_rules, m_room.scan, m_tally);
    account(piece.channel->path());
    if (piece.own || comesWhole(piece.channel->path()))
        settle(*piece.channel);
    else
        settleBefore(text);
}

/// Null when the upstream has made up too many: the stream cannot be looked at.
TextChannel* StreamFilter::channelOf(const AnswerText& text) {
    const std::string_view path = m_room.texts.path(text);
    const auto known = std::find_if(m_channels.begin(), m_channels.end(), [&](const auto& channel) { return channel->path() == path; });
    if (known != m_channels.end()) return known->get();
    if (m_channels.size() == kMaxChannels) {
        m_overflows = true;
        return nullptr;
    }
    return m_channels.emplace_back(std::make_unique<TextChannel>(std::string(path), text.choice)).get();
}

void StreamFilter::settleBefore(const AnswerText& text) {
    const std::string_view path = m_room.texts.path(text);
    for (const auto& channel : m_channels)
        if (channel->choice() == text.choice && channel->settled() < channel->received() && rankOf(path) > rankOf(channel->path())) settle(*channel);
}

void StreamFilter::settleEnded(std::string_view prefix) {
    for (const auto& channel : m_channels)
        if (channel->path().starts_with(prefix)) settle(*channel);
}

void StreamFilter::settle(TextChannel& channel) {
    channel.settle(m_rules, m_room.scan, m_tally);
    account(channel.path());
}

/// Token by token, and each token that might have stood there: found there, they are left out, and the stream goes on.
bool StreamFilter::lookAside(const AnswerText& text) {
    if (!m_rules.words) return false;
    std::vector<filter::Hit> hits;
    m_rules.words->scan(text.text, WordScope::output, m_room.scan, hits);
    return std::any_of(hits.begin(), hits.end(), [this](const filter::Hit& hit) { return m_rules.words->rule(hit.rule).action != WordAction::observe; });
}

void StreamFilter::account(const std::string& path) {
    if (m_tally.entries.empty()) return;
    const std::string where = m_log.wantsPlace() ? openai::publicPath(path) : std::string();
    for (const RuleTally::Entry& entry : m_tally.entries) {
        const filter::RuleInfo& rule = m_rules.words->rule(entry.rule);
        m_log.found(rule, rule.action, true, where, entry.steps, entry.count);
    }
    m_tally.clear();
}

void StreamFilter::release(std::string& out) {
    while (!m_held.empty() && m_held.front().isSettled()) {
        pass(m_held.front(), out);
        m_heldBytes -= m_held.front().data.size();
        m_held.pop_front();
    }
}

void StreamFilter::pass(const HeldEvent& event, std::string& out) {
    if (event.isUntouched())
        appendEvent(out, event.data, event.name);
    else
        appendEdited(event, out);
    if (m_transcript) event.tell(*m_transcript);
    for (const HeldEvent::Piece& piece : event.pieces) piece.channel->forget(piece.begin + piece.text.size());
    for (const openai::AnswerChoice& choice : event.choices)
        if (choice.isFinished && !event.isCutChoice(choice.index)) m_end.noteFinished(choice.index);
    ++m_passed;
    m_spoken = m_spoken || event.isMeaningful;
}

void StreamFilter::appendEdited(const HeldEvent& event, std::string& out) const {
    std::string data;
    openai::applyEdits(event.data, event.edits("null"), data);
    appendEvent(out, data, event.name);
}

bool StreamFilter::anyBlocked() const {
    return std::any_of(m_held.begin(), m_held.end(), [](const HeldEvent& event) { return event.isBlocked(); });
}

/// Everything before the first text that is cut, that text up to the cut, and the end. Too many texts: nothing of what is held.
void StreamFilter::endBlocked(std::string& out) {
    m_blockedBy.emplace();
    if (!m_overflows) settleEnded({});
    while (!m_held.empty() && !m_overflows) {
        const HeldEvent& event = m_held.front();
        const HeldEvent::Piece* cut = event.firstCut();
        if (!cut || event.canBeCut) pass(event, out);
        if (cut) {
            m_blockedBy = ruleName(m_rules.words->rule(cut->channel->blockedBy()));
            break;
        }
        m_held.pop_front();
    }
    m_held.clear();
    m_heldBytes = 0;
    m_end.append(out, m_passed);
    m_spoken = true;
}

}  // namespace mirror::pipeline
