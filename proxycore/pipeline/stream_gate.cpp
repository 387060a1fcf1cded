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

StreamGate::StreamGate(openai::StreamEventReader& reader, openai::Endpoint endpoint, bool keepUsage, std::size_t choices)
    : m_reader(reader), m_endpoint(endpoint), m_keepUsage(keepUsage), m_choices(std::clamp<std::size_t>(choices, 1, kToldApart)) {}

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

Result<void> StreamGate::takeEvent(std::string_view data, std::string_view name, std::string& out) {
    const StreamEvent event = m_reader.read(data);
    switch (event.kind) {
        case StreamEvent::Kind::malformed:
            if (++m_malformed <= kMaxMalformed) return {};
            return fail(makeError(ErrorCode::upstreamBadResponse, {}, "too many malformed events", Retry::otherUpstream));
        case StreamEvent::Kind::error: return fail(makeError(ErrorCode::upstreamStreamError, {}, {}, Retry::sameUpstream));
        case StreamEvent::Kind::done:
            m_done = true;
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
    pass(data, name, m_open ? out : m_held);
    if (!m_open && event.meaningful) {
        m_open = true;
        out += m_held;
        std::string().swap(m_held);
    }
    if (event.finish && !endsWithDone()) m_done = true;  // its last event; an upstream that stays on the line has nothing to add
    if (m_held.size() > kMaxHeld) return fail(makeError(ErrorCode::upstreamBadResponse, {}, "too much before the first token", Retry::otherUpstream));
    return {};
}

void StreamGate::pass(std::string_view data, std::string_view name, std::string& out) {
    ++m_events;
    if (!name.empty()) {
        out += "event: ";
        out += name;
        out += '\n';
    }
    out += "data: ";
    const std::size_t begin = out.size();
    out += data;
    // several data lines were joined by LF; in JSON that can only be white space, and one line is what clients read best
    for (std::size_t at = out.find('\n', begin); at != std::string::npos; at = out.find('\n', at)) out[at] = ' ';
    out += "\n\n";
}

}  // namespace mirror::pipeline
