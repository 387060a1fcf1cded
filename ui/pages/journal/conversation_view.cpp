#include "ui/pages/journal/conversation_view.h"

#include <QEvent>
#include <QFontDatabase>
#include <QMimeData>
#include <QScrollBar>
#include <QTextDocumentFragment>
#include <QTextFrame>
#include <algorithm>

#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/journal_text.h"
#include "ui/theme/colors.h"

namespace mirror::ui {

namespace {

/// The window must not stand still for 100 ms: 30,000 took 95 to 154 ms to lay out (debug build, two busy cores, 2026-11).
constexpr qsizetype kMostCharacters = 20'000;
constexpr int kMostMarks = 500;
constexpr int kIndent = 64;

bool hasChoices(const Dialogue& dialogue) {
    return std::any_of(dialogue.turns.begin(), dialogue.turns.end(), [](const DialogueTurn& turn) { return turn.choice > 0; });
}

QString headOf(const DialogueTurn& turn, bool amongChoices) {
    const QString kind = turnKindText(turn), title = turnTitle(turn, amongChoices);
    return kind.isEmpty() ? title : title + QStringLiteral(" · ") + kind;
}

bool isMachineText(const DialogueTurn& turn) { return turn.kind == "tool_call" || turn.kind == "tool_result"; }

QTextFrameFormat bubbleOf(const DialogueTurn& turn, const Colors& colors) {
    QTextFrameFormat format;
    format.setPadding(9);
    format.setTopMargin(3);
    format.setBottomMargin(3);
    format.setBorder(1);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setBorderBrush(colors.border);
    const bool isSystem = turn.role == "system" || turn.role == "developer";
    format.setBackground(turn.isAnswer ? colors.goodSoft : isSystem ? colors.neutralSoft : colors.accentSoft);
    if (turn.kind == "reasoning" || isMachineText(turn)) format.setBackground(colors.raised);
    if (turn.kind == "refusal") format.setBackground(colors.badSoft);
    format.setLeftMargin(turn.role == "user" || turn.role == "request" ? kIndent : 0);
    format.setRightMargin(turn.isAnswer || turn.role == "assistant" || turn.role == "tool" ? kIndent : 0);
    return format;
}

}  // namespace

ConversationView::ConversationView(QWidget* parent) : QTextEdit(parent) {
    setObjectName(QStringLiteral("conversation"));
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setAcceptRichText(false);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    retranslate();
}

void ConversationView::setDialogue(const Dialogue& dialogue, const QString& searched) {
    m_dialogue = dialogue;
    m_searched = searched;
    m_hasDialogue = true;
    build();
}

void ConversationView::forget() {
    m_dialogue = {};
    m_searched.clear();
    m_hasDialogue = false;
    setExtraSelections({});
    clear();
}

void ConversationView::build() {
    setExtraSelections({});
    clear();
    if (!m_hasDialogue) return;
    qsizetype room = kMostCharacters, left = 0;
    for (const DialogueTurn& turn : m_dialogue.turns) {
        left += addTurn(turn, room);
        room = std::max<qsizetype>(0, room - static_cast<qsizetype>(turn.text.size()));
    }
    if (m_dialogue.turns.empty()) addNote(tr("No text was said: the request was refused before it was read, or its kind has none."));
    if (!m_dialogue.row.row.isAnswered) addNote(tr("There is no answer: the request still runs, or the engine ended before it."));
    if (left > 0) addNote(tr("Not shown here: %1 more characters. Export the dialogue to read all of it.").arg(countText(left)));
    mark();
    moveCursor(QTextCursor::Start);
    verticalScrollBar()->setValue(0);
}

/// How many characters of it did not fit into `room`.
qsizetype ConversationView::addTurn(const DialogueTurn& turn, qsizetype room) {
    const QString text = foreignLines(turn.text);
    const qsizetype shown = std::min(text.size(), room);
    if (shown == 0 && !text.isEmpty()) return text.size();
    const Colors& colors = colorsFor(this);
    QTextCursor cursor = document()->rootFrame()->lastCursorPosition();
    cursor.insertFrame(bubbleOf(turn, colors));
    QTextCharFormat head;
    head.setFontWeight(QFont::Bold);
    head.setForeground(colors.muted);
    cursor.insertText(headOf(turn, hasChoices(m_dialogue)), head);
    QTextCharFormat body;
    body.setForeground(turn.kind == "reasoning" ? colors.muted : colors.text);
    body.setFontItalic(turn.kind == "reasoning");
    if (isMachineText(turn)) body.setFontFamilies({QFontDatabase::systemFont(QFontDatabase::FixedFont).family()});
    cursor.insertBlock();
    cursor.insertText(text.left(shown), body);
    return text.size() - shown;
}

void ConversationView::addNote(const QString& text) {
    QTextCursor cursor = document()->rootFrame()->lastCursorPosition();
    QTextCharFormat format;
    format.setForeground(colorsFor(this).muted);
    cursor.insertText(text, format);
    cursor.insertBlock();
}

/// Masks, and what was searched for.
void ConversationView::mark() {
    const Colors& colors = colorsFor(this);
    QList<QTextEdit::ExtraSelection> marks;
    const auto find = [this, &marks](const QString& text, const QTextCharFormat& format) {
        if (text.isEmpty()) return;
        for (QTextCursor at = document()->find(text); !at.isNull() && marks.size() < kMostMarks; at = document()->find(text, at)) marks.append({at, format});
    };
    QTextCharFormat mask;
    mask.setForeground(colors.accent);
    mask.setFontWeight(QFont::Bold);
    for (const MaskedValue& value : m_dialogue.values) find(foreignText(value.name), mask);
    QTextCharFormat hit;
    hit.setBackground(colors.warningSoft);
    hit.setForeground(colors.warning);
    find(m_searched, hit);
    setExtraSelections(marks);
}

void ConversationView::retranslate() {
    setAccessibleName(tr("Conversation"));
    build();
}

QMimeData* ConversationView::createMimeDataFromSelection() const {
    auto* selected = new QMimeData;
    // Text only: colours and bubbles are the window's, not the dialogue's.
    const QString text = textCursor().selection().toPlainText();
    selected->setText(text);
    if (m_copied) m_copied(text);
    return selected;
}

void ConversationView::changeEvent(QEvent* event) {
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
    if (event->type() == QEvent::PaletteChange && m_hasDialogue) build();
}

QString dialogueText(const Dialogue& dialogue) {
    QStringList parts;
    const bool amongChoices = hasChoices(dialogue);
    for (const DialogueTurn& turn : dialogue.turns) parts << headOf(turn, amongChoices) + QLatin1Char('\n') + foreignLines(turn.text);
    return parts.join(QStringLiteral("\n\n"));
}

}  // namespace mirror::ui
