#include "ui/widgets/filter_line.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QKeyEvent>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyle>

#include "ui/models/filter_language.h"
#include "ui/theme/colors.h"

namespace mirror::ui {

namespace {

/// A tick or a cross: told apart by shape, not by colour alone.
QIcon markIcon(const QColor& color, bool valid) {
    QPixmap pixmap(32, 32);
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (valid) {
        painter.drawPolyline(QPolygonF{{3.5, 8.5}, {6.5, 11.5}, {12.5, 4.5}});
    } else {
        painter.drawLine(QPointF(4.5, 4.5), QPointF(11.5, 11.5));
        painter.drawLine(QPointF(11.5, 4.5), QPointF(4.5, 11.5));
    }
    return QIcon(pixmap);
}

}  // namespace

FilterLine::FilterLine(QWidget* parent)
    : QLineEdit(parent), m_mark(new QAction(this)), m_completer(new QCompleter(this)), m_offers(new QStandardItemModel(this)) {
    setClearButtonEnabled(true);
    addAction(m_mark, QLineEdit::LeadingPosition);
    m_completer->setModel(m_offers);
    m_completer->setWidget(this);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(12);
    connect(m_completer, qOverload<const QModelIndex&>(&QCompleter::activated), this, [this](const QModelIndex& index) {
        take(index.data(Qt::UserRole).toString());
    });
    connect(this, &QLineEdit::textChanged, this, &FilterLine::check);
    connect(this, &QLineEdit::textEdited, this, &FilterLine::offer);
}

void FilterLine::check() {
    const QString before = std::exchange(m_problem, read(text()));
    setAccessibleDescription(m_problem);
    mark();
    if (before != m_problem) emit validityChanged();
}

void FilterLine::mark() {
    const Colors& colors = colorsFor(this);
    const bool valid = m_problem.isEmpty();
    m_mark->setVisible(!text().isEmpty());
    if (property("invalid").toBool() == valid) {
        setProperty("invalid", !valid);
        style()->unpolish(this);
        style()->polish(this);
    }
    m_mark->setIcon(markIcon(valid ? colors.good : colors.bad, valid));
    m_mark->setToolTip(valid ? tr("This filter is valid.") : m_problem);
}

QStringList FilterLine::offers() const {
    const FilterCursor cursor = filterCursorAt(text(), cursorPosition());
    QStringList all = fieldNames();
    if (!cursor.field.isEmpty()) {
        all = knownValues(cursor.field);
        if (all.isEmpty() && m_source) all = m_source(cursor.field);
    }
    QStringList found;
    for (const QString& one : all)
        if (one.startsWith(cursor.typed, Qt::CaseInsensitive) && one.compare(cursor.typed, Qt::CaseInsensitive) != 0) found << one;
    return found;
}

void FilterLine::offer() {
    const FilterCursor cursor = filterCursorAt(text(), cursorPosition());
    const QStringList found = offers();
    m_offers->clear();
    if (found.isEmpty() || (cursor.typed.isEmpty() && cursor.field.isEmpty())) return m_completer->popup()->hide();
    for (const QString& one : found) {
        const QString hint = cursor.field.isEmpty() ? fieldText(one) : QString();
        auto* item = new QStandardItem(hint.isEmpty() ? one : one + QStringLiteral(":  ") + hint);
        item->setData(one, Qt::UserRole);
        m_offers->appendRow(item);
    }
    QRect place = cursorRect();
    place.setWidth(std::min(width(), 420));
    m_completer->complete(place);
}

void FilterLine::take(const QString& completion) {
    const FilterCursor cursor = filterCursorAt(text(), cursorPosition());
    QString inserted = completion;
    if (cursor.field.isEmpty()) {
        inserted += u':';
    } else {
        const QString term = quotedValue(completion);
        inserted = term + u' ';
    }
    const QString rest = text().mid(cursor.start + cursor.length);
    const QString head = text().left(cursor.start) + inserted;
    const bool doubled = (inserted.endsWith(u':') && rest.startsWith(u':')) || (inserted.endsWith(u' ') && rest.startsWith(u' '));
    setText(head + (doubled ? rest.mid(1) : rest));
    setCursorPosition(static_cast<int>(head.size()));
    if (cursor.field.isEmpty()) offer();
}

void FilterLine::keyPressEvent(QKeyEvent* event) {
    const bool open = m_completer->popup()->isVisible();
    const int key = event->key();
    if (open && (key == Qt::Key_Return || key == Qt::Key_Enter)) return event->ignore();  // the list takes it
    if (!open && key == Qt::Key_Down) return offer();
    QLineEdit::keyPressEvent(event);
}

bool FilterLine::focusNextPrevChild(bool next) {
    m_completer->popup()->hide();
    return QLineEdit::focusNextPrevChild(next);
}

void FilterLine::focusOutEvent(QFocusEvent* event) {
    if (event->reason() != Qt::PopupFocusReason) m_completer->popup()->hide();
    QLineEdit::focusOutEvent(event);
}

void FilterLine::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) mark();
    QLineEdit::changeEvent(event);
}

}  // namespace mirror::ui
