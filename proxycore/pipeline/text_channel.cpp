#include "pipeline/text_channel.h"

#include <algorithm>

namespace mirror::pipeline {

TextChannel::TextChannel(std::string path, std::uint32_t choice) : m_path(std::move(path)), m_choice(choice) {
    if (m_path.ends_with("arguments") || m_path.ends_with("partial_json")) m_nested.emplace();
}

void TextChannel::feed(std::string_view piece, const AnswerRules& rules, filter::ScanRoom& room, RuleTally& tally) {
    if (m_received == 0 && piece.starts_with('{')) m_nested.emplace();  // an answer in JSON
    m_tail += piece;
    m_received += piece.size();
    std::uint64_t words = m_received;
    if (rules.words) {
        std::vector<filter::Hit> hits;
        const std::string_view read = m_nested ? m_nested->opened(piece) : piece;
        words = rules.words->scanPiece(m_state, read, false, WordScope::output, room, hits);
        takeHits(rules, hits, tally);
    }
    takeNames(rules, false);
    setSettled(words);
}

void TextChannel::settle(const AnswerRules& rules, filter::ScanRoom& room, RuleTally& tally) {
    if (m_ended == m_received && m_received > 0) return;
    if (rules.words) {
        std::vector<filter::Hit> hits;
        filter::ScanState ending = m_state;  // the one kept goes on if the text does
        rules.words->scanPiece(ending, {}, true, WordScope::output, room, hits);
        takeHits(rules, hits, tally);
    }
    takeNames(rules, true);
    setSettled(m_received);
    m_ended = m_received;
}

void TextChannel::setSettled(std::uint64_t words) {
    m_settled = std::max(m_settled, std::min(words, m_namesFrom));
    m_tail.erase(0, static_cast<std::size_t>(m_settled - m_tailFrom));
    m_tailFrom = m_settled;
}

FoldSteps TextChannel::stepsOf(const filter::Ruleset& words, const filter::Hit& hit) const {
    if (hit.begin < m_tailFrom || hit.end > m_received) return 0;  // a regex rule that began in what has gone
    return words.stepsOf(hit, std::string_view(m_tail).substr(static_cast<std::size_t>(hit.begin - m_tailFrom), static_cast<std::size_t>(hit.end - hit.begin)));
}

void TextChannel::takeHits(const AnswerRules& rules, const std::vector<filter::Hit>& hits, RuleTally& tally) {
    for (const filter::Hit& hit : hits) {
        if (hit.end <= m_ended) continue;  // told when the text was taken to end
        if (RuleTally::Entry* first = tally.add(hit.rule)) first->steps = stepsOf(*rules.words, hit);
        switch (rules.words->rule(hit.rule).action) {
            case WordAction::block:
                if (m_blockedAt && *m_blockedAt <= hit.begin) break;
                m_blockedAt = hit.begin;
                m_blockedBy = hit.rule;
                break;
            case WordAction::mask: m_patches.push_back({hit.begin, hit.end, nullptr}); break;
            case WordAction::observe: break;
        }
    }
}

void TextChannel::takeNames(const AnswerRules& rules, bool atEnd) {
    if (rules.names) {
        std::vector<mask::Restorer::Place> places;
        const std::string_view text = std::string_view(m_tail).substr(static_cast<std::size_t>(m_namesFrom - m_tailFrom));
        const std::uint64_t from = m_namesFrom;
        m_namesFrom += atEnd ? (static_cast<void>(rules.names->find(text, true, places)), text.size()) : rules.names->find(text, false, places);
        for (const mask::Restorer::Place& place : places)
            m_patches.push_back({from + place.begin, from + place.end, place.original});
    } else {
        m_namesFrom = m_received;
    }
    if (m_patches.size() > 1) std::stable_sort(m_patches.begin(), m_patches.end(), [](const Patch& a, const Patch& b) { return a.begin < b.begin; });
}

bool TextChannel::touches(std::uint64_t begin, std::uint64_t end) const {
    return std::any_of(m_patches.begin(), m_patches.end(), [&](const Patch& patch) { return patch.begin < end && patch.end > begin; });
}

/// A name that began in the piece before was put there whole; where stars cover it, it stays unsaid.
std::string TextChannel::patched(std::string_view piece, std::uint64_t begin) const {
    const std::uint64_t end = std::min(begin + piece.size(), std::max(begin, m_blockedAt.value_or(begin + piece.size())));
    const auto part = [&](std::uint64_t from, std::uint64_t to) { return piece.substr(static_cast<std::size_t>(from - begin), static_cast<std::size_t>(to - from)); };
    std::string out;
    std::uint64_t at = begin;
    for (const Patch& patch : m_patches) {
        if (patch.end <= at) continue;
        if (patch.begin >= end) break;
        const std::uint64_t from = std::max(patch.begin, at);
        const std::uint64_t to = std::min(patch.end, end);
        out += part(at, from);
        if (!patch.text)
            out += starsFor(part(from, to));
        else if (patch.begin == from)
            out += *patch.text;
        at = to;
    }
    return out += part(at, end);
}

void TextChannel::forget(std::uint64_t offset) {
    std::erase_if(m_patches, [offset](const Patch& patch) { return patch.end <= offset; });
}

}  // namespace mirror::pipeline
