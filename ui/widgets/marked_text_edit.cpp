#include "ui/widgets/marked_text_edit.h"

#include <QHelpEvent>
#include <QPainter>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolTip>
#include <algorithm>
#include <map>

#include "ui/theme/colors.h"

namespace mirror::ui {

namespace {

constexpr double kFlag = 4;  // size of the sign of an unseen character

char32_t characterAt(const QString& text, qsizetype& i) {
    const QChar c = text.at(i);
    if (c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) return QChar::surrogateToUcs4(c, text.at(++i));
    return c.unicode();
}

}  // namespace

bool isUnseen(char32_t c) {
    const auto within = [c](char32_t from, char32_t to) { return c >= from && c <= to; };
    if (c == U'\n' || c == U'\t') return false;
    return c < 0x20 || within(0x7f, 0x9f) || c == 0xad || c == 0x34f || c == 0x61c || within(0x115f, 0x1160) || within(0x17b4, 0x17b5) || within(0x180b, 0x180f) ||
           within(0x200b, 0x200f) || within(0x2028, 0x202e) || within(0x2060, 0x206f) || c == 0x3164 || within(0xfe00, 0xfe0f) || c == 0xfeff || c == 0xffa0 ||
           within(0xe0000, 0xe0fff);
}

MarkedTextEdit::MarkedTextEdit(QWidget* parent) : QPlainTextEdit(parent) {
    setTabChangesFocus(true);
    setUndoRedoEnabled(true);
    viewport()->setMouseTracking(true);
}

QString MarkedTextEdit::text() const {
    // QTextDocument ends paragraphs with U+2029 and keeps every other unit.
    return document()->toRawText().replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
}

void MarkedTextEdit::setMarks(std::vector<TextMark> marks) {
    m_marks = std::move(marks);
    m_current = -1;
    dress();
}

void MarkedTextEdit::setCurrentMark(int mark) {
    if (mark == m_current) return;
    m_current = mark;
    dress();
    if (mark < 0 || mark >= static_cast<int>(m_marks.size())) return;
    QTextCursor cursor(document());
    cursor.setPosition(std::min(static_cast<int>(m_marks[static_cast<std::size_t>(mark)].begin), document()->characterCount() - 1));
    setTextCursor(cursor);
    ensureCursorVisible();
}

void MarkedTextEdit::dress() {
    const Colors& colors = colorsFor(this);
    const auto length = static_cast<qsizetype>(document()->characterCount()) - 1;
    QList<QTextEdit::ExtraSelection> selections;
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        const TextMark& mark = m_marks[i];
        if (mark.begin >= mark.end || mark.end > length) continue;  // of a longer text; newer ones are on their way
        const ToneColors tone = toneColors(mark.tone, colors);
        const bool isCurrent = static_cast<int>(i) == m_current;
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(document());
        selection.cursor.setPosition(static_cast<int>(mark.begin));
        selection.cursor.setPosition(static_cast<int>(mark.end), QTextCursor::KeepAnchor);
        selection.format.setUnderlineStyle(mark.isFaint ? QTextCharFormat::DotLine : QTextCharFormat::SingleUnderline);
        selection.format.setUnderlineColor(tone.front);
        if (isCurrent) selection.format.setForeground(colors.surface);
        if (isCurrent || !mark.isFaint) selection.format.setBackground(isCurrent ? tone.front : tone.back);
        selections << selection;
    }
    setExtraSelections(selections);
}

int MarkedTextEdit::markAt(qsizetype position) const {
    for (std::size_t i = 0; i < m_marks.size(); ++i)
        if (position >= m_marks[i].begin && position < m_marks[i].end) return static_cast<int>(i);
    return -1;
}

QString MarkedTextEdit::invisibleSummary() const {
    std::map<char32_t, int> counts;
    const QString all = text();
    for (qsizetype i = 0; i < all.size(); ++i) {
        const char32_t c = characterAt(all, i);
        if (isUnseen(c)) ++counts[c];
    }
    QStringList parts;
    for (const auto& [c, count] : counts)
        parts << QStringLiteral("U+%1 × %2").arg(static_cast<uint>(c), 4, 16, QLatin1Char('0')).arg(count).toUpper();
    return parts.join(QStringLiteral(", "));
}

void MarkedTextEdit::paintEvent(QPaintEvent* event) {
    QPlainTextEdit::paintEvent(event);
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    QPointF origin = contentOffset();
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF box = blockBoundingRect(block).translated(origin);
        if (box.top() > event->rect().bottom()) break;
        if (block.isVisible() && box.bottom() >= event->rect().top()) paintSigns(painter, block, box.topLeft());
        origin.ry() += box.height();
    }
}

/// A thin line with a flag: what stands there takes no room and must not get any, or the cursor would not fit.
void MarkedTextEdit::paintSigns(QPainter& painter, const QTextBlock& block, const QPointF& origin) const {
    const QString line = block.text();
    const QColor color = colorsFor(this).warning;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const auto at = static_cast<int>(i);
        if (!isUnseen(characterAt(line, i))) continue;
        const QTextLine row = block.layout()->lineForTextPosition(at);
        if (!row.isValid()) continue;
        const QPointF top = origin + QPointF(row.cursorToX(at), row.y());
        painter.setPen(QPen(color, 1, Qt::DashLine));
        painter.drawLine(top, top + QPointF(0, row.height()));
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawPolygon(QPolygonF{top + QPointF(-kFlag, 0), top + QPointF(kFlag, 0), top + QPointF(0, kFlag)});
    }
}

bool MarkedTextEdit::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip && m_tips) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int mark = markAt(cursorForPosition(help->pos()).position());
        const QString tip = mark >= 0 ? m_tips(mark) : QString();
        if (tip.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), tip.toHtmlEscaped(), this);
        return true;
    }
    return QPlainTextEdit::viewportEvent(event);
}

void MarkedTextEdit::mouseReleaseEvent(QMouseEvent* event) {
    QPlainTextEdit::mouseReleaseEvent(event);
    const int mark = textCursor().hasSelection() ? -1 : markAt(textCursor().position());
    if (mark >= 0) emit markChosen(mark);
}

void MarkedTextEdit::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) dress();
    QPlainTextEdit::changeEvent(event);
}

}  // namespace mirror::ui
