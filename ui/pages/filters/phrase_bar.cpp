#include "ui/pages/filters/phrase_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "proxycore/api/words.h"
#include "ui/link/error_text.h"

namespace mirror::ui {

namespace {

/// Whether a phrase may go on over this character: words end at spaces, line ends and punctuation.
bool joins(QChar c) { return c.isLetterOrNumber() || c.isMark() || c.isSurrogate(); }

bool isLatin(QChar c) { return c.isLetterOrNumber() && c.script() == QChar::Script_Latin; }

qsizetype stepLeft(const QString& text, qsizetype at) {
    if (at <= 0) return at;
    return at >= 2 && text.at(at - 1).isLowSurrogate() && text.at(at - 2).isHighSurrogate() ? at - 2 : at - 1;
}

qsizetype stepRight(const QString& text, qsizetype at) {
    if (at >= text.size()) return at;
    return at + 1 < text.size() && text.at(at).isHighSurrogate() && text.at(at + 1).isLowSurrogate() ? at + 2 : at + 1;
}

}  // namespace

PhraseBar::PhraseBar(QWidget* parent)
    : QFrame(parent), m_label(new QLabel(this)), m_left(new QToolButton(this)), m_edit(new QLineEdit(this)), m_right(new QToolButton(this)), m_hint(new QLabel(this)),
      m_add(new QPushButton(this)), m_cancel(new QPushButton(this)) {
    setProperty("card", true);
    m_label->setBuddy(m_edit);
    m_edit->setObjectName(QStringLiteral("phrase"));
    m_edit->setMaxLength(4 * static_cast<int>(kMaxWordLength));
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setWordWrap(true);
    m_hint->setProperty("tone", "muted");
    m_add->setProperty("role", "primary");
    m_left->setText(QStringLiteral("←"));
    m_right->setText(QStringLiteral("→"));
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(m_left);
    row->addWidget(m_edit, 1);
    row->addWidget(m_right);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_add);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 8, 10, 8);
    layout->setSpacing(4);
    layout->addWidget(m_label);
    layout->addLayout(row);
    layout->addWidget(m_hint);
    layout->addLayout(buttons);
    connect(m_left, &QToolButton::clicked, this, [this] { widen(1, 0); });
    connect(m_right, &QToolButton::clicked, this, [this] { widen(0, 1); });
    connect(m_edit, &QLineEdit::textChanged, this, &PhraseBar::check);
    connect(m_edit, &QLineEdit::returnPressed, m_add, &QPushButton::click);
    connect(m_cancel, &QPushButton::clicked, this, &QWidget::hide);
    connect(m_add, &QPushButton::clicked, this, [this] {
        hide();
        emit accepted(phrase());
    });
    retranslate();
    hide();
}

void PhraseBar::ask(const QString& text, qsizetype begin, qsizetype end) {
    m_text = text;
    m_hitBegin = m_begin = begin;
    m_hitEnd = m_end = end;
    // A Latin word is taken whole; of Chinese, which has no gaps, one character a side, and the buttons take more.
    const bool isWord = begin < end && isLatin(text.at(begin));
    qsizetype left = isWord ? text.size() : 1;
    qsizetype right = left;
    while (left-- > 0 && m_begin > 0 && joins(m_text.at(m_begin - 1)) && (!isWord || isLatin(m_text.at(m_begin - 1)))) m_begin = stepLeft(m_text, m_begin);
    while (right-- > 0 && m_end < m_text.size() && joins(m_text.at(m_end)) && (!isWord || isLatin(m_text.at(m_end)))) m_end = stepRight(m_text, m_end);
    widen(0, 0);
    show();
    m_edit->setFocus(Qt::OtherFocusReason);
    m_edit->deselect();
    m_edit->setCursorPosition(static_cast<int>(m_edit->text().size()));
}

void PhraseBar::widen(int left, int right) {
    if (left > 0) m_begin = stepLeft(m_text, m_begin);
    if (right > 0) m_end = stepRight(m_text, m_end);
    m_edit->setText(m_text.mid(m_begin, m_end - m_begin));
    m_left->setEnabled(m_begin > 0 && m_text.at(m_begin - 1) != u'\n');
    m_right->setEnabled(m_end < m_text.size() && m_text.at(m_end) != u'\n');
}

QString PhraseBar::phrase() const { return m_edit->text().trimmed(); }

void PhraseBar::check() {
    const QString hit = m_text.mid(m_hitBegin, m_hitEnd - m_hitBegin);
    const QString typed = phrase();
    const bool hasHit = typed.contains(hit, Qt::CaseInsensitive);
    const bool isUsable = hasHit && typed.size() > hit.size() && typed.toUcs4().size() <= static_cast<qsizetype>(kMaxWordLength);
    m_add->setEnabled(isUsable);
    if (isUsable)
        m_hint->setText(tr("Inside this phrase “%1” is no hit any more; elsewhere it stays one.").arg(foreignText(hit.toStdString())));
    else if (hasHit && typed.size() <= hit.size())
        m_hint->setText(tr("The phrase must be longer than “%1”: add what stands before or behind it.").arg(foreignText(hit.toStdString())));
    else if (!hasHit)
        m_hint->setText(tr("The phrase must contain “%1”.").arg(foreignText(hit.toStdString())));
    else
        m_hint->setText(tr("The phrase is too long: at most %1 characters.").arg(kMaxWordLength));
}

void PhraseBar::retranslate() {
    m_label->setText(tr("A&llow the phrase"));
    m_edit->setAccessibleName(tr("Phrase to allow"));
    m_left->setToolTip(tr("Take one more character before it."));
    m_left->setAccessibleName(tr("One more character before"));
    m_right->setToolTip(tr("Take one more character behind it."));
    m_right->setAccessibleName(tr("One more character behind"));
    m_add->setText(tr("Add exception"));
    m_cancel->setText(tr("Cancel"));
    check();
}

void PhraseBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QFrame::changeEvent(event);
}

void PhraseBar::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) return hide();
    QFrame::keyPressEvent(event);
}

}  // namespace mirror::ui
