#include "pipeline/answer_filter.h"

#include <algorithm>

#include "pipeline/held_event.h"

namespace mirror::pipeline {

using openai::AnswerShape;
using openai::AnswerText;

namespace {

bool stops(const filter::Ruleset& words, const std::vector<filter::Hit>& hits) {
    return std::any_of(hits.begin(), hits.end(), [&](const filter::Hit& hit) { return words.rule(hit.rule).action != WordAction::observe; });
}

class AnswerScreen {
public:
    AnswerScreen(const openai::AnswerTexts& texts, const AnswerRules& rules, filter::ScanRoom& room, RuleLog& log)
        : m_texts(texts), m_rules(rules), m_room(room), m_log(log) {}

    /// The views of the texts stay those of the reader.
    HeldEvent screen() {
        HeldEvent answer;
        answer.choices = m_texts.choices;
        answer.logprobs = m_texts.logprobs;
        for (const AnswerText& text : m_texts.texts) {
            if (text.isAside)
                answer.dropsLogprobs = answer.dropsLogprobs || !mayPass(text.text, m_rules, m_room);
            else
                answer.pieces.push_back(take(text, answer));
        }
        if (!answer.pieces.empty()) end(*answer.pieces.back().channel);
        return answer;
    }

private:
    /// A text of its own, or one that goes on from the text before: parts that follow one another have one path.
    HeldEvent::Piece take(const AnswerText& text, const HeldEvent& answer) {
        HeldEvent::Piece piece;
        piece.raw = text.raw;
        piece.text = text.text;
        TextChannel* before = answer.pieces.empty() ? nullptr : answer.pieces.back().channel;
        const bool goesOn = before && !text.isWhole && before->path() == m_texts.path(text) && before->choice() == text.choice;
        if (goesOn) {
            piece.channel = before;
        } else {
            if (before) end(*before);
            piece.own = std::make_unique<TextChannel>(std::string(m_texts.path(text)), text.choice);
            piece.channel = piece.own.get();
        }
        piece.begin = piece.channel->received();
        piece.channel->feed(text.text, m_rules, m_room, m_tally);
        return piece;
    }

    void end(TextChannel& channel) {
        channel.settle(m_rules, m_room, m_tally);
        if (m_tally.entries.empty()) return;
        const std::string where = m_log.wantsPlace() ? openai::publicPath(channel.path()) : std::string();
        for (const RuleTally::Entry& entry : m_tally.entries) {
            const filter::RuleInfo& rule = m_rules.words->rule(entry.rule);
            m_log.found(rule, rule.action, true, where, entry.steps, entry.count);
        }
        m_tally.clear();
    }

    const openai::AnswerTexts& m_texts;
    const AnswerRules& m_rules;
    filter::ScanRoom& m_room;
    RuleLog& m_log;
    RuleTally m_tally;
};

/// How the shapes without choices say that the content ended them.
void addVerdict(AnswerShape shape, const openai::AnswerTexts& texts, std::vector<openai::JsonEdit>& edits) {
    if (shape == AnswerShape::messages && texts.stopReason.present()) edits.push_back({texts.stopReason, R"("refusal")"});
    if (shape != AnswerShape::responses || !texts.status.present()) return;
    const std::string why = R"({"reason":"content_filter"})";
    if (texts.incompleteDetails.present())
        edits.push_back({texts.incompleteDetails, why});
    edits.push_back({texts.status, texts.incompleteDetails.present() ? std::string(R"("incomplete")") : R"("incomplete","incomplete_details":)" + why});
}

}  // namespace

bool mayPass(std::string_view sentence, const AnswerRules& rules, filter::ScanRoom& room) {
    if (!rules.words) return true;
    std::vector<filter::Hit> hits;
    rules.words->scan(sentence, WordScope::output, room, hits);
    return !stops(*rules.words, hits);
}

FilteredAnswer filterAnswer(std::string_view body, const openai::AnswerTexts& texts, AnswerShape shape, const AnswerRules& rules, filter::ScanRoom& room, RuleLog& log) {
    FilteredAnswer out;
    const HeldEvent answer = AnswerScreen(texts, rules, room, log).screen();
    if (answer.isUntouched()) return out;
    std::vector<openai::JsonEdit> edits = answer.edits(R"("content_filter")");
    if (const HeldEvent::Piece* cut = answer.firstCut()) {
        out.blockedBy = ruleName(rules.words->rule(cut->channel->blockedBy()));
        addVerdict(shape, texts, edits);
        openai::sortEdits(edits);
    }
    openai::applyEdits(body, edits, out.body.emplace());
    return out;
}

}  // namespace mirror::pipeline
