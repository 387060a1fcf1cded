#include "ui/widgets/range_bar.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>

namespace mirror::ui {

namespace {

SystemTime timeOf(const QDateTime& when) { return SystemTime(Milliseconds(when.toMSecsSinceEpoch())); }

QDateTime dateOf(SystemTime time) { return QDateTime::fromMSecsSinceEpoch(std::chrono::duration_cast<Milliseconds>(time.time_since_epoch()).count()); }

}  // namespace

RangeBar::RangeBar(QWidget* parent)
    : QWidget(parent), m_choice(new QComboBox(this)), m_from(new QDateTimeEdit(this)), m_dash(new QLabel(QStringLiteral("–"), this)), m_to(new QDateTimeEdit(this)) {
    m_choice->setObjectName(QStringLiteral("journal-range"));
    m_from->setObjectName(QStringLiteral("journal-from"));
    m_to->setObjectName(QStringLiteral("journal-to"));
    for (int i = Today; i <= Own; ++i) m_choice->addItem(QString());
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_choice);
    for (QDateTimeEdit* edit : {m_from, m_to}) {
        edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm"));
        edit->setCalendarPopup(true);
        edit->setKeyboardTracking(false);  // half a date is no range
    }
    row->addWidget(m_from);
    row->addWidget(m_dash);
    row->addWidget(m_to);
    const QDateTime now = QDateTime::currentDateTime();
    m_from->setDateTime(now.addDays(-1));
    m_to->setDateTime(now);
    showOwn();
    retranslate();
    connect(m_choice, &QComboBox::currentIndexChanged, this, [this] {
        showOwn();
        emit rangeChanged();
    });
    connect(m_from, &QDateTimeEdit::dateTimeChanged, this, &RangeBar::rangeChanged);
    connect(m_to, &QDateTimeEdit::dateTimeChanged, this, &RangeBar::rangeChanged);
}

RangeBar::Range RangeBar::range() const { return static_cast<Range>(m_choice->currentIndex()); }

void RangeBar::setRange(Range range) { m_choice->setCurrentIndex(range); }

void RangeBar::setOwn(SystemTime from, SystemTime to) {
    {
        const QSignalBlocker first(m_from), second(m_to), third(m_choice);
        m_from->setDateTime(dateOf(from));
        m_to->setDateTime(dateOf(to));
        m_choice->setCurrentIndex(Own);
    }
    showOwn();
    emit rangeChanged();
}

void RangeBar::showOwn() {
    for (QWidget* part : std::initializer_list<QWidget*>{m_from, m_dash, m_to}) part->setVisible(range() == Own);
}

RangeBar::Times RangeBar::times() const {
    const QDateTime now = QDateTime::currentDateTime();
    switch (range()) {
        case Today: return {timeOf(now.date().startOfDay()), {}};
        case Day: return {timeOf(now.addDays(-1)), {}};
        case Week: return {timeOf(now.addDays(-7)), {}};
        case Month: return {timeOf(now.addDays(-30)), {}};
        case Own: break;
    }
    // The minute that is written last belongs to the range.
    return {timeOf(m_from->dateTime()), timeOf(m_to->dateTime()) + std::chrono::minutes(1)};
}

void RangeBar::retranslate() {
    const QStringList texts{tr("Today"), tr("Last 24 hours"), tr("Last 7 days"), tr("Last 30 days"), tr("From … to …")};
    for (int i = Today; i <= Own; ++i) m_choice->setItemText(i, texts.at(i));
    m_choice->setAccessibleName(tr("Time range"));
    m_from->setAccessibleName(tr("From"));
    m_to->setAccessibleName(tr("To"));
}

void RangeBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace mirror::ui
