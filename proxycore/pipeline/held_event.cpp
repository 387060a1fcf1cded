#include "pipeline/held_event.h"

#include <algorithm>

namespace mirror::pipeline {

void appendEvent(std::string& out, std::string_view data, std::string_view name) {
    if (!name.empty()) {
        out += "event: ";
        out += name;
        out += '\n';
    }
    out += "data: ";
    const std::size_t begin = out.size();
    out += data;
    for (std::size_t at = out.find('\n', begin); at != std::string::npos; at = out.find('\n', at)) out[at] = ' ';
    out += "\n\n";
}

void HeldEvent::keep(std::string_view bytes, const openai::AnswerTexts& texts) {
    data = bytes;
    choices = texts.choices;
    logprobs = texts.logprobs;
    isRepetition = repeatsEarlierTexts(texts.type);
    for (Piece& piece : pieces) {
        piece.kept = piece.text;
        piece.text = piece.kept;
    }
}

bool HeldEvent::isSettled() const {
    return std::all_of(pieces.begin(), pieces.end(), [](const Piece& piece) { return piece.channel->settled() >= piece.begin + piece.text.size(); });
}

bool HeldEvent::isCut(const Piece& piece) {
    const auto at = piece.channel->blockedAt();
    return at && *at < piece.begin + piece.text.size();
}

bool HeldEvent::isChanged(const Piece& piece) { return isCut(piece) || piece.channel->touches(piece.begin, piece.begin + piece.text.size()); }

const HeldEvent::Piece* HeldEvent::firstCut() const {
    const auto found = std::find_if(pieces.begin(), pieces.end(), isCut);
    return found == pieces.end() ? nullptr : &*found;
}

bool HeldEvent::isBlocked() const { return firstCut() != nullptr; }

bool HeldEvent::isCutChoice(std::uint32_t choice) const {
    return std::any_of(pieces.begin(), pieces.end(), [&](const Piece& piece) {
        const std::uint32_t own = piece.channel->choice();
        return (own == choice || own == openai::kNoChoice) && isCut(piece);
    });
}

bool HeldEvent::isUntouched() const { return !dropsLogprobs && std::none_of(pieces.begin(), pieces.end(), isChanged); }

void HeldEvent::tell(Transcript& transcript) const {
    if (isRepetition) return;
    std::vector<std::uint32_t> cut;
    for (const Piece& piece : pieces) {
        const std::uint32_t choice = piece.channel->choice();
        if (std::find(cut.begin(), cut.end(), choice) != cut.end()) continue;
        if (piece.isName) continue;
        if (isChanged(piece))
            transcript.add(piece.channel->path(), piece.channel->patched(piece.text, piece.begin));
        else
            transcript.add(piece.channel->path(), piece.text);
        if (isCut(piece)) cut.push_back(choice);
    }
}

std::vector<openai::JsonEdit> HeldEvent::edits(std::string_view finishReason) const {
    std::vector<openai::JsonEdit> edits;
    std::vector<std::uint32_t> cut;  // choices that have said their last
    for (const Piece& piece : pieces) {
        const std::uint32_t choice = piece.channel->choice();
        if (std::find(cut.begin(), cut.end(), choice) != cut.end())
            edits.push_back({piece.raw, "\"\""});
        else if (isChanged(piece))
            edits.push_back({piece.raw, openai::quoted(piece.channel->patched(piece.text, piece.begin))});
        if (isCut(piece)) cut.push_back(choice);
    }
    // they say the text once more, token by token
    for (const openai::ValueSpan span : logprobs) edits.push_back({span, "[]"});
    for (const openai::AnswerChoice& choice : choices) {
        if (choice.logprobs.present()) edits.push_back({choice.logprobs, "null"});
        if (!isCutChoice(choice.index)) continue;
        if (choice.finishReason.present())
            edits.push_back({choice.finishReason, std::string(finishReason)});
        else
            edits.push_back({{choice.open, choice.open}, R"("finish_reason":)" + std::string(finishReason) + (choice.isEmpty ? "" : ",")});
    }
    openai::sortEdits(edits);
    return edits;
}

}  // namespace mirror::pipeline
