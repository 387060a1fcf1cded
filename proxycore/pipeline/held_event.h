#pragma once
#include <memory>
#include <string>
#include <vector>

#include "openai/answer_texts.h"
#include "pipeline/text_channel.h"
#include "pipeline/transcript.h"

namespace mirror::pipeline {

/// Appends an event as it goes to the client. Several data lines were joined by LF; in JSON that can only be white space, and one line is what clients read best.
void appendEvent(std::string& out, std::string_view data, std::string_view name);

/// An event of a stream whose texts are looked at, with what ties each of them to its channel. Pure.
struct HeldEvent {
    struct Piece {
        TextChannel* channel = nullptr;
        std::unique_ptr<TextChannel> own;  ///< of a text that is complete in this event
        std::uint64_t begin = 0;           ///< in the channel
        openai::ValueSpan raw;
        std::string_view text;  ///< of the reader, or of `kept`
        std::string kept;
        bool isName = false;  ///< of a member: judged, and not part of what was said
    };
    std::string data, name;
    std::vector<Piece> pieces;
    std::vector<openai::AnswerChoice> choices;
    std::vector<openai::ValueSpan> logprobs;
    bool isMeaningful = false;
    bool isRepetition = false;   ///< see repeatsEarlierTexts()
    bool dropsLogprobs = false;  ///< a rule was found in them
    bool canBeCut = true;        ///< says something by pieces: cut it still means what it says

    /// Copies what belongs to the reader, which goes on to the next event. The pieces must not move any more.
    void keep(std::string_view bytes, const openai::AnswerTexts& texts);
    bool isSettled() const;
    /// Whether it goes out just as it came.
    bool isUntouched() const;
    bool isBlocked() const;
    /// What makes of it what may be sent, in order. Where a text is cut, what follows of its choice is left out: later texts are empty, and its finish_reason
    /// becomes `finishReason` (JSON).
    std::vector<openai::JsonEdit> edits(std::string_view finishReason) const;
    /// Its texts as edits() leaves them.
    void tell(Transcript& transcript) const;
    /// Whether `choice` is one whose text is cut; what stands outside every choice stands for all.
    bool isCutChoice(std::uint32_t choice) const;
    /// The first piece that is cut; null if none is.
    const Piece* firstCut() const;

private:
    static bool isCut(const Piece& piece);
    static bool isChanged(const Piece& piece);
};

}  // namespace mirror::pipeline
