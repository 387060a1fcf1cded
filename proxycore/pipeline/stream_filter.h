#pragma once
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "openai/answer_texts.h"
#include "openai/stream_event.h"
#include "pipeline/blocked_end.h"
#include "pipeline/held_event.h"
#include "pipeline/transcript.h"

namespace mirror::pipeline {

/// Looks at the texts of a stream before they go out: words of the lists, across events, by choice and field; names of personal data, put back. Events go out in order and,
/// where nothing is found, byte for byte; one whose text may still become part of something is held, and what follows it. Pure: bytes in, bytes out.
class StreamFilter {
public:
    struct Room {
        filter::ScanRoom& scan;
        openai::AnswerTexts& texts;  ///< filled by who reads the events, before take()
    };
    /// `transcript`, if any, gets the texts as they go out.
    StreamFilter(AnswerRules rules, RuleLog log, Room room, openai::Endpoint endpoint, bool keepUsage, Transcript* transcript = nullptr);

    openai::AnswerShape shape() const { return m_shape; }
    openai::AnswerTexts& texts() { return m_room.texts; }
    /// An event that may be sent as far as others are concerned. What may go out now, of it and of those before, is appended to `out`.
    void take(std::string_view data, std::string_view name, const openai::StreamEvent& event, std::string& out);
    /// The stream ends, or is cut: nothing follows, all that is held is settled.
    void flush(std::string& out);

    /// The stream was ended by a rule: its last events are in `out`, nothing more is taken.
    bool isBlocked() const { return m_blockedBy.has_value(); }
    /// Id of that rule; empty when it had too many texts to be looked at.
    const std::string& blockedBy() const { return *m_blockedBy; }
    bool hasSpoken() const { return m_spoken; }  ///< a meaningful event has gone out
    std::int64_t eventsPassed() const { return m_passed; }
    static constexpr std::size_t kMaxHeld = 256 * 1024;
    static constexpr std::size_t kMaxChannels = 1024;

private:
    void takeText(const openai::AnswerText& text);
    void passAtOnce(std::string_view data, std::string_view name, const openai::StreamEvent& event, std::string& out);
    void hold(std::string_view data, std::string_view name, const openai::StreamEvent& event, std::string& out);
    TextChannel* channelOf(const openai::AnswerText& text);
    void settleBefore(const openai::AnswerText& text);
    void settleEnded(std::string_view prefix);
    void settle(TextChannel& channel);
    bool lookAside(const openai::AnswerText& text);
    void account(const std::string& path);
    void release(std::string& out);
    void pass(const HeldEvent& event, std::string& out);
    void appendEdited(const HeldEvent& event, std::string& out) const;
    bool anyBlocked() const;
    void endBlocked(std::string& out);

    AnswerRules m_rules;
    RuleLog m_log;
    Room m_room;
    openai::AnswerShape m_shape;
    Transcript* m_transcript;
    std::vector<std::unique_ptr<TextChannel>> m_channels;
    HeldEvent m_next;  // the event at hand; its memory is used again and again
    std::deque<HeldEvent> m_held;
    std::size_t m_heldBytes = 0;
    BlockedEnd m_end;
    RuleTally m_tally;
    std::optional<std::string> m_blockedBy;
    std::int64_t m_passed = 0;
    bool m_spoken = false;
    bool m_overflows = false;
};

}  // namespace mirror::pipeline
