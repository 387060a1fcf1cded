#include "ui/widgets/stat_tile.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QVBoxLayout>

#include "ui/theme/colors.h"
#include "ui/widgets/sparkline.h"

namespace mirror::ui {

namespace {

QFont scaled(QFont font, double factor, QFont::Weight weight = QFont::Normal) {
    if (font.pointSizeF() > 0) font.setPointSizeF(font.pointSizeF() * factor);
    font.setWeight(weight);
    return font;
}

/// Colours come from the style sheet, so that a change of theme reaches them in the same moment as everything else.
void setTone(QLabel* label, const char* tone) {
    if (label->property("tone").toByteArray() == tone) return;
    label->setProperty("tone", QByteArray(tone));
    label->style()->unpolish(label);
    label->style()->polish(label);
}

}  // namespace

StatTile::StatTile(const QString& name, int seriesColor, QWidget* parent)
    : QWidget(parent), m_title(new QLabel(this)), m_value(new QLabel(this)), m_unit(new QLabel(this)), m_sparkline(new Sparkline(this)) {
    setObjectName(QStringLiteral("tile-") + name);
    m_value->setObjectName(QStringLiteral("tile-value"));
    for (QLabel* label : {m_title, m_value, m_unit}) label->setTextFormat(Qt::PlainText);
    m_sparkline->setSeriesColor(seriesColor);
    auto* figure = new QHBoxLayout;
    figure->setSpacing(4);
    figure->addWidget(m_value, 0, Qt::AlignBaseline);
    figure->addWidget(m_unit, 1, Qt::AlignBaseline);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(1);
    column->addWidget(m_title);
    column->addLayout(figure);
    column->addWidget(m_sparkline);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_title->setFont(scaled(font(), 0.9));
    m_value->setFont(scaled(font(), 1.7, QFont::Bold));
    m_unit->setFont(scaled(font(), 0.95));
    setTone(m_title, "muted");
    setTone(m_unit, "muted");
}

QSize StatTile::minimumSizeHint() const { return {96, QWidget::minimumSizeHint().height()}; }

QString StatTile::title() const { return m_title->text(); }

void StatTile::setTexts(const QString& title, const QString& hint) {
    m_title->setText(title);
    m_hint = hint;
    setToolTip(hint);
    describe();
}

void StatTile::setValue(const QString& value, Mood mood) {
    if (value == m_text && mood == m_mood) return;
    m_text = value;
    m_mood = mood;
    const qsizetype blank = value.lastIndexOf(u' ');
    m_value->setText(blank < 0 ? value : value.left(blank));
    m_unit->setText(blank < 0 ? QString() : value.mid(blank + 1));
    recolour();
    describe();
}

void StatTile::setHistory(std::vector<double> values) { m_sparkline->setValues(std::move(values)); }

void StatTile::describe() {
    setAccessibleName(m_title->text());
    setAccessibleDescription(m_text + u'\n' + m_hint);
}

void StatTile::recolour() {
    switch (m_mood) {
        case Mood::plain: return setTone(m_value, "");
        case Mood::good: return setTone(m_value, "good");
        case Mood::warning: return setTone(m_value, "warning");
        case Mood::bad: return setTone(m_value, "bad");
    }
}

void StatTile::paintEvent(QPaintEvent*) { paintCard(*this); }

}  // namespace mirror::ui
