#pragma once
#include <QString>

#include "proxycore/api/journal.h"
#include "ui/theme/tone.h"

/// Words for what the journal holds and what is wrong with it, in the language of the window.
namespace mirror::ui {

QString journalModelText(const JournalRow& row);   ///< "asked → answered", or one name when they are the same
QString journalStatusText(const JournalRow& row);  ///< "200 · OK"; "No answer" for one that was only begun
QString journalStatusHint(const JournalRow& row);
Tone journalStatusTone(const JournalRow& row);
QString journalStateText(JournalState state);
Tone journalStateTone(JournalState state);
/// Who says it: "User", and where there are several answers "Assistant, choice 2".
QString turnTitle(const DialogueTurn& turn, bool hasChoices);
/// "Reasoning", "Tool call"; empty for plain text.
QString turnKindText(const DialogueTurn& turn);
/// A text of several lines that came from outside: lines and tabs stay, other control, bidi and zero-width characters are made visible.
QString foreignLines(const std::string& text);
/// Who was masked: "Mobile number".
QString maskedKindText(const std::string& kind);
/// One problem of an integrity check as a sentence that says what it means.
QString problemText(const JournalProblem& problem);
/// "Segment 12, record 340", "Segment 12".
QString placeText(const JournalProblem& problem);
QString auditActionText(const std::string& action);
QString auditActorText(const std::string& actor);
/// What an entry was done to: the engine's words where the window has none of its own.
QString auditSubjectText(const AuditEntry& entry);
Tone auditTone(const std::string& action);

}  // namespace mirror::ui
