#pragma once
#include <QPlainTextEdit>
#include <functional>
#include <vector>

#include "ui/theme/tone.h"

namespace mirror::ui {

/// A piece of the text of a MarkedTextEdit, in UTF-16 units.
struct TextMark {
    qsizetype begin = 0;
    qsizetype end = 0;
    Tone tone = Tone::neutral;
    bool isFaint = false;  ///< underlined with dots only: something that does not count
};

/// A field for text that is tried out: pieces of it are marked in the colour of their tone and underlined, control, bidi and zero-width characters have a sign
/// where they stand. Marks move with the text while it is edited, until newer ones come. The text may come from anywhere: always plain.
class MarkedTextEdit : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit MarkedTextEdit(QWidget* parent = nullptr);
    /// Each unit of the document as it is, also no-break spaces, which toPlainText() would replace; paragraphs end with a line feed.
    QString text() const;
    void setMarks(std::vector<TextMark> marks);
    const std::vector<TextMark>& marks() const { return m_marks; }
    /// Draws attention to one mark and scrolls to it; -1: none.
    void setCurrentMark(int mark);
    /// What the pointer over a mark says; plain text.
    void setTips(std::function<QString(int mark)> tips) { m_tips = std::move(tips); }
    /// The characters of the text that cannot be seen, told by number: "U+200B × 2". Empty when there are none.
    QString invisibleSummary() const;

signals:
    /// The cursor was put into this mark.
    void markChosen(int mark);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    int markAt(qsizetype position) const;
    void dress();
    void paintSigns(QPainter& painter, const QTextBlock& block, const QPointF& origin) const;
    std::vector<TextMark> m_marks;
    std::function<QString(int)> m_tips;
    int m_current = -1;
};

/// Whether a character cannot be seen although it changes the text: zero-width and bidi characters, variation selectors, tags, controls.
bool isUnseen(char32_t c);

}  // namespace mirror::ui
