#pragma once
#include <QString>

#include "proxycore/api/traffic.h"
#include "proxycore/api/words.h"
#include "ui/theme/tone.h"

/// Words for the rules of the word lists and for personal data, in the language of the window.
namespace mirror::ui {

QString wordActionText(WordAction action);  ///< "Block"
QString wordScopeText(WordScope scope);     ///< "Requests"
QString wordKindText(WordKind kind);        ///< "Exception"
/// What it took to see a hit: "traditional → simplified, separators removed"; "as listed" for none.
QString foldStepsText(FoldSteps steps);
QString piiKindText(PiiKind kind);          ///< "Mobile number"
/// "w12 · Block"; the rule as records name it.
QString ruleText(const RuleHit& hit);
/// Everything about a hit of a record in one line.
QString ruleSentence(const RuleHit& hit);
/// An entry without its text: "Block · requests and answers · gambling · off"; what differs from the usual is told.
QString wordTraits(const Word& word);
/// The entry's text as people may see it; control, bidi and zero-width characters are visible, a long one is cut.
QString wordShown(const Word& word);
/// The category; a dash when there is none.
QString categoryText(const std::string& category);
Tone actionTone(WordAction action);

}  // namespace mirror::ui
