#include "pipeline/stream_gate.h"

#include <algorithm>
#include <bit>

namespace mirror::pipeline {

using openai::Endpoint;
using openai::StreamEvent;

namespace {
constexpr std::string_view kDone = "data: [DONE]\n\n";
constexpr std::size_t kToldApart = 64;  // choices beyond share the last bit
}

StreamGate::StreamGate(openai::StreamEventReader& reader, openai::Endpoint endpoint, bool keepUsage, std::size_t choices, StreamFilter* filter)
    : m_reader(reader), m_endpoint(endpoint), m_keepUsage(keepUsage), m_choices(std::clamp<std::size_t>(choices, 1, kToldApart)), m_filter(filter) {}

bool StreamGate::endsWithDone() const { return m_endpoint == Endpoint::chatCompletions || m_endpoint == Endpoint::completions; }

bool StreamGate::isComplete() const {
    if (m_done) return true;
    if (!endsWithDone()) return m_finish;
    // one that has not spoken yet is as unfinished as one that was cut
    return static_cast<std::size_t>(std::popcount(m_finished)) >= m_choices && (m_seen & ~m_finished) == 0;
}

std::string_view StreamGate::closing() const { return endsWithDone() && !m_doneSent ? kDone : std::string_view(); }

Result<void> StreamGate::take(std::string_view bytes, std::string& out) {
    while (!m_done) {
        const auto item = m_decoder.next(bytes);
        if (!item) return fail(item.error());
        bytes.remove_prefix(item->consumed);
        if (item->kind == http::SseDecoder::Kind::needMore) return {};
        if (item->kind == http::SseDecoder::Kind::keepAlive) continue;
        if (auto taken = takeEvent(item->data, item->event, out); !taken) return taken;
    }
    return {};
}

void StreamGate::keepIn(Transcript& transcript, openai::AnswerTexts& room) {
    m_transcript = &transcript;
    m_texts = &room;
}

/// Texts are collected for who looks at them only.
StreamEvent StreamGate::read(std::string_view data) {
    if (m_filter) return m_reader.read(data, m_filter->shape(), m_filter->texts());
    if (m_transcript) return m_reader.read(data, openai::answerShape(m_endpoint), *m_texts);
    return m_reader.read(data);
}

Result<void> StreamGate::takeEvent(std::string_view data, std::string_view name, std::string& out) {
    const StreamEvent event = read(data);
    switch (event.kind) {
        case StreamEvent::Kind::malformed:
            if (++m_malformed <= kMaxMalformed) return {};
            return fail(makeError(ErrorCode::upstreamBadResponse, {}, "too many malformed events", Retry::otherUpstream));
        case StreamEvent::Kind::error: return fail(makeError(ErrorCode::upstreamStreamError, {}, {}, Retry::sameUpstream));
        case StreamEvent::Kind::done:
            m_done = true;
            flush(out);
            return {};
        case StreamEvent::Kind::chunk: break;
    }
    m_seen |= event.choiceMask;
    m_finished |= event.finishedMask;
    if (event.usage) {  // the last one counts; /v1/messages tells the two numbers in different events
        if (event.usage->prompt.value > 0) m_usage.prompt = event.usage->prompt;
        if (event.usage->completion.value > 0) m_usage.completion = event.usage->completion;
    }
    if (m_model.empty()) m_model = event.model;
    if (event.finish) m_finish = true;
    if (event.usageOnly && !m_keepUsage) return {};
    pass(data, name, event, out);
    if (event.finish && !endsWithDone() && !m_done) {  // its last event; an upstream that stays on the line has nothing to add
        m_done = true;
        flush(out);
    }
    if (m_held.size() > kMaxHeld) return fail(makeError(ErrorCode::upstreamBadResponse, {}, "too much before the first token", Retry::otherUpstream));
    return {};
}

void StreamGate::pass(std::string_view data, std::string_view name, const StreamEvent& event, std::string& out) {
    std::string& target = m_open ? out : m_held;
    if (m_filter) {
        m_filter->take(data, name, event, target);
        if (m_filter->isBlocked()) m_done = true;
    } else {
        ++m_events;
        appendEvent(target, data, name);
        if (m_transcript) m_transcript->add(*m_texts);
    }
    if (m_filter ? m_filter->hasSpoken() : event.meaningful) open(out);
}

void StreamGate::flush(std::string& out) {
    if (!m_filter) return;
    m_filter->flush(m_open ? out : m_held);
    if (m_filter->isBlocked()) m_done = true;
    if (m_filter->hasSpoken()) open(out);
}

void StreamGate::open(std::string& out) {
    if (m_open) return;
    m_open = true;
    out += m_held;
    std::string().swap(m_held);
}

}  // namespace mirror::pipeline
