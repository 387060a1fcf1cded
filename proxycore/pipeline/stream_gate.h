#pragma once
#include <string>
#include <string_view>

#include "http/sse_decoder.h"
#include "openai/endpoint.h"
#include "openai/stream_event.h"
#include "pipeline/stream_filter.h"
#include "proxycore/api/result.h"

namespace mirror::pipeline {

/// What an upstream's stream has said so far, and which of its bytes may go to the client: the commit gate of wire.md section 3. Pure: bytes in,
/// bytes out, no sockets and no time.
class StreamGate {
public:
    /// `keepUsage`: the client asked for the usage chunk itself. `choices`: how many it asked for. With a `filter` events go through it, and the gate opens
    /// with the first meaningful one that it lets out.
    StreamGate(openai::StreamEventReader& reader, openai::Endpoint endpoint, bool keepUsage, std::size_t choices = 1, StreamFilter* filter = nullptr);
    /// Keeps the texts of what goes out; of a stream with a filter that is the filter's to do. `room` is used within a call.
    void keepIn(Transcript& transcript, openai::AnswerTexts& room);

    /// Takes bytes as they arrive. Events that may be sent are appended to `out`, each as "data: ...\n\n"; before the gate opens they are
    /// held and appear in the call that opens it. upstreamStreamError when the stream carries an error object, upstreamBadResponse when it is
    /// more than three malformed events, an over-long event, or too much before the first token. After an error nothing more is taken.
    Result<void> take(std::string_view bytes, std::string& out);

    /// The upstream says no more: what the filter holds is appended as far as it may be sent. Before an end, and before an error event.
    void flush(std::string& out);

    bool isOpen() const { return m_open; }
    /// [DONE], or the last event of protocols that have none, has been seen.
    bool isDone() const { return m_done; }
    /// An end of the connection now is a success: done, or every choice that was asked for or appeared has finished.
    bool isComplete() const;
    /// What the client must still be sent at a successful end ("data: [DONE]\n\n" if the upstream left it out).
    std::string_view closing() const;
    const openai::Usage& usage() const { return m_usage; }
    const std::string& model() const { return m_model; }
    std::int64_t eventsPassed() const { return m_filter ? m_filter->eventsPassed() : m_events; }
    int malformed() const { return m_malformed; }

private:
    openai::StreamEvent read(std::string_view data);
    Result<void> takeEvent(std::string_view data, std::string_view name, std::string& out);
    void pass(std::string_view data, std::string_view name, const openai::StreamEvent& event, std::string& out);
    void open(std::string& out);
    bool endsWithDone() const;

    static constexpr std::size_t kMaxEvent = 16 * 1024 * 1024;
    static constexpr std::size_t kMaxHeld = 256 * 1024;
    static constexpr int kMaxMalformed = 3;
    openai::StreamEventReader& m_reader;
    openai::Endpoint m_endpoint;
    bool m_keepUsage;
    std::size_t m_choices;
    StreamFilter* m_filter;
    Transcript* m_transcript = nullptr;
    openai::AnswerTexts* m_texts = nullptr;
    http::SseDecoder m_decoder{kMaxEvent};
    std::string m_held;
    openai::Usage m_usage;
    std::string m_model;
    std::uint64_t m_seen = 0;      // bit i: choice i has appeared
    std::uint64_t m_finished = 0;  // bit i: choice i has finished
    std::int64_t m_events = 0;
    int m_malformed = 0;
    bool m_open = false;
    bool m_done = false;
    bool m_doneSent = false;
    bool m_finish = false;
};

}  // namespace mirror::pipeline
