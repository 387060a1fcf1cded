#include "ui/forms/field_row.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QTimer>
#include <QToolButton>

#include "ui/forms/field_editors.h"
#include "ui/forms/field_text.h"
#include "ui/theme/colors.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"

namespace mirror::ui {

namespace {

constexpr int kEditorWidth = 340;
constexpr int kHighlightMilliseconds = 1600;

void shrink(QLabel* label) {
    QFont small = label->font();
    small.setPointSizeF(small.pointSizeF() * 0.92);
    label->setFont(small);
}

}  // namespace

FieldRow::FieldRow(ConfigDraft& draft, const FieldPlace& place, QWidget* parent)
    : QWidget(parent), m_draft(draft), m_place(place), m_label(new QLabel(this)), m_help(new QLabel(this)), m_hint(new QLabel(this)),
      m_problem(new QLabel(this)), m_revert(new QToolButton(this)), m_editor(makeFieldEditor(*place.field, this)) {
    build();
    connect(m_editor, &FieldEditor::edited, this, [this](const FieldValue& value) { m_draft.setValue(m_place, value); });
    connect(m_editor, &FieldEditor::unreadable, this, [this](const QString& sentence) { m_draft.setUnreadable(m_place, sentence); });
    connect(m_revert, &QToolButton::clicked, this, [this] {
        m_draft.setUnreadable(m_place, {});
        m_draft.revert(m_place);
        m_editor->setValue(m_draft.value(m_place));
    });
    retranslate();
    m_editor->setValue(m_draft.value(m_place));
    refresh();
}

void FieldRow::build() {
    m_label->setFont(headingFont(m_label->font()));
    m_label->setBuddy(m_editor);
    for (QLabel* label : {m_help, m_hint}) {
        label->setWordWrap(true);
        label->setProperty("tone", "muted");
        shrink(label);
    }
    m_problem->setProperty("tone", "bad");
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_revert->setIcon(icon(QStringLiteral("revert"), IconTone::accent));
    QSizePolicy keepsPlace = m_revert->sizePolicy();
    keepsPlace.setRetainSizeWhenHidden(true);
    m_revert->setSizePolicy(keepsPlace);
    m_editor->setFixedWidth(kEditorWidth);
    auto* left = new QVBoxLayout;
    left->setSpacing(3);
    left->addWidget(m_label);
    left->addWidget(m_help);
    left->addStretch(1);
    auto* right = new QVBoxLayout;
    right->setSpacing(4);
    right->addWidget(m_editor, 0, Qt::AlignLeft);  // or its width would be the most the row may have when stacked
    right->addWidget(m_problem);
    right->addWidget(m_hint);
    right->addStretch(1);
    m_parts = new QBoxLayout(QBoxLayout::LeftToRight);
    m_parts->setSpacing(20);
    m_parts->addLayout(left, 1);
    m_parts->addLayout(right);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 9, 12, 9);
    row->setSpacing(20);
    row->addLayout(m_parts, 1);
    row->addWidget(m_revert, 0, Qt::AlignTop);
}

void FieldRow::setStacked(bool stacked) {
    m_parts->setDirection(stacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_parts->setSpacing(stacked ? 6 : 20);
}

QString FieldRow::problem() const { return m_problem->text(); }

bool FieldRow::matches(const QStringList& words) const {
    const QString path = concretePath(m_place);
    const QString all = (m_label->text() + QLatin1Char('\n') + m_help->text() + QLatin1Char('\n') + path + QLatin1Char('\n') + pathText(path) + QLatin1Char('\n') +
                         QString::fromUtf8(m_place.field->label.data(), static_cast<qsizetype>(m_place.field->label.size())))
                            .toLower();
    return std::all_of(words.begin(), words.end(), [&all](const QString& word) { return all.contains(word); });
}

void FieldRow::refresh() {
    const auto found = m_draft.problems().find(path());
    const QString problem = found == m_draft.problems().end() ? QString() : found->second;
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_editor->setInvalid(!problem.isEmpty());
    m_editor->setAccessibleText(m_label->text(), problem.isEmpty() ? m_help->text() : problem);
    m_changed = m_draft.isChanged(m_place);
    m_revert->setVisible(m_changed);
    updateHint();
    update();
}

void FieldRow::retranslate() {
    m_label->setText(fieldLabel(*m_place.field));
    m_help->setText(fieldHelp(*m_place.field));
    m_revert->setToolTip(tr("Back to the value in force"));
    m_revert->setAccessibleName(tr("Revert %1").arg(m_label->text()));
    m_editor->retranslate();
    refresh();
}

/// What may be written, and once the value differs, when the change takes effect.
void FieldRow::updateHint() {
    const FieldType type = m_place.field->type;
    const bool isNumber = type == FieldType::integer || type == FieldType::real || type == FieldType::duration || type == FieldType::bytes;
    QStringList hint;
    if (isNumber && m_problem->text() != allowedText(*m_place.field)) hint << allowedText(*m_place.field);
    if (m_changed) hint << reloadText(m_place.field->reload);
    hint.removeAll(QString());
    m_hint->setText(hint.join(QStringLiteral("  ·  ")));
    m_hint->setVisible(!hint.isEmpty());
}

/// The last row of a card needs no line below it.
bool FieldRow::isLast() const {
    const QLayout* layout = parentWidget()->layout();
    return layout != nullptr && layout->count() > 0 && layout->itemAt(layout->count() - 1)->widget() == this;
}

void FieldRow::highlight() {
    m_highlighted = true;
    update();
    m_editor->setFocus(Qt::OtherFocusReason);
    QTimer::singleShot(kHighlightMilliseconds, this, [this] {
        m_highlighted = false;
        update();
    });
}

void FieldRow::paintEvent(QPaintEvent*) {
    const Colors& c = colorsFor(this);
    QPainter painter(this);
    if (m_highlighted) painter.fillRect(rect(), c.accentSoft);
    if (m_changed) painter.fillRect(QRect(0, 6, 3, height() - 12), c.accent);
    if (!isLast()) painter.fillRect(QRect(16, height() - 1, width() - 32, 1), c.border);
}

}  // namespace mirror::ui
