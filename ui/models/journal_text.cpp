#include "ui/models/journal_text.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/rule_text.h"
#include "ui/models/traffic_text.h"

namespace mirror::ui {

namespace {

/// Context of the translations; never constructed.
struct JournalText {
    Q_DECLARE_TR_FUNCTIONS(JournalText)
};

QString roleText(const std::string& role) {
    if (role == "system" || role == "developer") return JournalText::tr("System");
    if (role == "user") return JournalText::tr("User");
    if (role == "assistant") return JournalText::tr("Assistant");
    if (role == "tool" || role == "function") return JournalText::tr("Tool");
    if (role == "request") return JournalText::tr("Request");
    if (role == "answer") return JournalText::tr("Answer");
    return foreignText(role);
}

QString flawText(JournalFlaw flaw) {
    switch (flaw) {
        case JournalFlaw::unreadable: return JournalText::tr("This record was changed: it cannot be decrypted with the key of its segment.");
        case JournalFlaw::gap: return JournalText::tr("Records before this one are missing.");
        case JournalFlaw::order: return JournalText::tr("This record stands in the wrong place: records were swapped, or it is there twice.");
        case JournalFlaw::foreign: return JournalText::tr("This record belongs to another segment and was put here.");
        case JournalFlaw::chain: return JournalText::tr("This record does not follow from the one before it: that one was replaced.");
        case JournalFlaw::header: return JournalText::tr("The beginning of the segment was changed, or it does not follow the segment before it.");
        case JournalFlaw::footer: return JournalText::tr("The count at the end of the segment is wrong: records were added or taken away.");
        case JournalFlaw::truncated: return JournalText::tr("An anchor names a record that is not there any more: the end was cut off.");
        case JournalFlaw::missing: return JournalText::tr("The segment is not there, and no record says that it was removed.");
        case JournalFlaw::noKey: return JournalText::tr("The segment cannot be opened: its key is not in the key file, or it was shredded without a record of it.");
    }
    return {};
}

}  // namespace

QString journalModelText(const JournalRow& row) {
    const QString asked = row.modelAsked.empty() ? noValueText() : foreignText(row.modelAsked);
    if (row.modelAnswered.empty() || row.modelAnswered == row.modelAsked) return asked;
    return asked + QStringLiteral(" → ") + foreignText(row.modelAnswered);
}

QString journalStatusText(const JournalRow& row) {
    if (!row.isAnswered) return JournalText::tr("No answer");
    const QString outcome = outcomeText(row.outcome);
    return row.status == 0 ? outcome : QString::number(row.status) + QStringLiteral(" · ") + outcome;
}

QString journalStatusHint(const JournalRow& row) {
    if (row.isAnswered) return outcomeHint(row.outcome);
    return JournalText::tr("Only the request was written: it still runs, or the engine ended before the answer.");
}

Tone journalStatusTone(const JournalRow& row) { return row.isAnswered ? toneOf(row.outcome) : Tone::neutral; }

QString journalStateText(JournalState state) {
    switch (state) {
        case JournalState::off: return JournalText::tr("Switched off");
        case JournalState::noKey: return JournalText::tr("No key yet");
        case JournalState::writing: return JournalText::tr("Writing");
        case JournalState::failing: return JournalText::tr("Not written");
    }
    return {};
}

Tone journalStateTone(JournalState state) {
    switch (state) {
        case JournalState::off: return Tone::neutral;
        case JournalState::noKey: return Tone::warning;
        case JournalState::writing: return Tone::good;
        case JournalState::failing: return Tone::bad;
    }
    return Tone::neutral;
}

QString turnTitle(const DialogueTurn& turn, bool hasChoices) {
    const QString who = roleText(turn.role);
    return !hasChoices || turn.choice < 0 ? who : JournalText::tr("%1, choice %2").arg(who).arg(turn.choice + 1);
}

QString turnKindText(const DialogueTurn& turn) {
    if (turn.kind == "text" || turn.kind.empty()) return {};
    if (turn.kind == "reasoning") return JournalText::tr("Reasoning");
    if (turn.kind == "tool_call") return JournalText::tr("Tool call");
    if (turn.kind == "tool_result") return JournalText::tr("Tool result");
    if (turn.kind == "refusal") return JournalText::tr("Refusal");
    if (turn.kind == "other") return JournalText::tr("Other content");
    return foreignText(turn.kind);
}

QString foreignLines(const std::string& text) {
    QStringList lines;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string line = text.substr(at, end - at);
        if (!line.empty() && line.back() == '\r') line.pop_back();
        QStringList cells;
        for (std::size_t cell = 0; cell <= line.size();) {
            const std::size_t tab = std::min(line.find('\t', cell), line.size());
            cells << foreignText(line.substr(cell, tab - cell));
            cell = tab + 1;
        }
        lines << cells.join(u'\t');
        at = end + 1;
    }
    return lines.join(u'\n');
}

QString maskedKindText(const std::string& kind) {
    for (std::size_t i = 0; i < kPiiKinds; ++i)
        if (piiKindName(static_cast<PiiKind>(i)) == kind) return piiKindText(static_cast<PiiKind>(i));
    return foreignText(kind);
}

QString problemText(const JournalProblem& problem) {
    const QString sentence = flawText(problem.flaw);
    return problem.detail.empty() ? sentence : sentence + QStringLiteral(" (") + foreignText(problem.detail) + QLatin1Char(')');
}

QString placeText(const JournalProblem& problem) {
    const QString segment = JournalText::tr("Segment %1").arg(problem.segment);
    return problem.record == 0 ? segment : JournalText::tr("Segment %1, record %2").arg(problem.segment).arg(problem.record);
}

QString auditActionText(const std::string& action) {
    if (action == "unlock") return JournalText::tr("Unlocked");
    if (action == "unlock_failed") return JournalText::tr("Wrong passphrase");
    if (action == "reveal") return JournalText::tr("Revealed a value");
    if (action == "export") return JournalText::tr("Exported dialogues");
    if (action == "export_key") return JournalText::tr("Exported a segment's key");
    if (action == "shred") return JournalText::tr("Shredded a segment");
    if (action == "passphrase") return JournalText::tr("Changed the passphrase");
    if (action == "rotate") return JournalText::tr("Made a new key");
    if (action == "verify") return JournalText::tr("Checked the journal");
    if (action == "init") return JournalText::tr("Made the first key");
    if (action == "lock") return JournalText::tr("Locked");
    return foreignText(action);
}

QString auditActorText(const std::string& actor) {
    if (actor == "console") return JournalText::tr("Console");
    if (actor == "admin API") return JournalText::tr("Admin API");
    if (actor == "command line") return JournalText::tr("Command line");
    return foreignText(actor);
}

QString auditSubjectText(const AuditEntry& entry) {
    const QString subject = foreignText(entry.subject);
    if (subject.isEmpty()) return noValueText();
    if (entry.action == "shred" || entry.action == "export_key") return JournalText::tr("Segment %1").arg(subject);
    static const QRegularExpression exported(QStringLiteral("^(?:all of a view|(\\d+) dialogues), (\\w+)$"));
    const QRegularExpressionMatch match = entry.action == "export" ? exported.match(subject) : QRegularExpressionMatch();
    if (!match.hasMatch()) return subject;
    const QString which = match.captured(1).isEmpty() ? JournalText::tr("A whole list") : JournalText::tr("%n dialogue(s)", nullptr, match.captured(1).toInt());
    return which + QStringLiteral(" · ") + match.captured(2).toUpper();
}

Tone auditTone(const std::string& action) {
    if (action == "unlock_failed") return Tone::bad;
    if (action == "shred" || action == "export_key") return Tone::warning;
    return action == "reveal" || action == "export" ? Tone::info : Tone::neutral;
}

}  // namespace mirror::ui
