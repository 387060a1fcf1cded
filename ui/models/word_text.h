#pragma once
#include <QString>

#include "proxycore/api/words.h"

/// Sentences about entries of the word lists, in the language of the window; single words for what they hold are in rule_text.h.
namespace mirror::ui {

QString actionHint(WordAction action);  ///< one sentence that says what it does
/// What is wrong with an entry and what to do about it, as one or two sentences without its text.
QString flawText(const WordProblem& problem);
/// The same with the entry in front: "“大麻”: ...".
QString problemText(const WordProblem& problem);
/// An entry in a sentence: visible, and cut where it is long.
QString quotedWord(const std::string& text);
/// What a field of the word filter means, for its completion.
QString wordFieldText(const QString& fieldName);

}  // namespace mirror::ui
