#include "ui/dialogs/command_palette.h"

#include <QApplication>
#include <QGraphicsDropShadowEffect>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include "ui/dialogs/palette_model.h"
#include "ui/theme/colors.h"
#include "ui/theme/icons.h"

namespace mirror::ui {

namespace {

constexpr int kWidth = 620;
constexpr int kRowHeight = 34;
constexpr int kRowsShown = 10;
constexpr qsizetype kRecentKept = 8;

/// Icon, title, then detail and shortcut right-aligned in the second rank.
class EntryDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {200, kRowHeight}; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const Colors& c = colorsFor(option.palette);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state.testFlag(QStyle::State_Selected)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(c.accentSoft);
            painter->drawRoundedRect(option.rect.adjusted(2, 1, -2, -1), 6, 6);
        }
        QRect area = option.rect.adjusted(12, 0, -12, 0);
        index.data(Qt::DecorationRole).value<QIcon>().paint(painter, QRect(area.left(), area.center().y() - 8, 17, 17));
        area.setLeft(area.left() + 28);
        paintRight(painter, c, area, index.data(PaletteModel::ShortcutRole).toString(), option.fontMetrics);
        paintRight(painter, c, area, index.data(PaletteModel::DetailRole).toString(), option.fontMetrics);
        painter->setPen(c.text);
        painter->drawText(area, Qt::AlignVCenter | Qt::AlignLeft,
                          option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, area.width()));
        painter->restore();
    }

private:
    static void paintRight(QPainter* painter, const Colors& c, QRect& area, const QString& text, const QFontMetrics& metrics) {
        if (text.isEmpty()) return;
        painter->setPen(c.muted);
        painter->drawText(area, Qt::AlignVCenter | Qt::AlignRight, text);
        area.setRight(area.right() - metrics.horizontalAdvance(text) - 16);
    }
};

}  // namespace

CommandPalette::CommandPalette(QWidget* window)
    : QFrame(window), m_field(new QLineEdit(this)), m_list(new QListView(this)), m_model(new PaletteModel(this)) {
    setProperty("card", true);
    setAutoFillBackground(true);
    auto* shadow = new QGraphicsDropShadowEffect(this);
    shadow->setBlurRadius(36);
    shadow->setOffset(0, 8);
    shadow->setColor(QColor(0, 0, 0, 110));
    setGraphicsEffect(shadow);
    m_field->addAction(icon(QStringLiteral("search"), IconTone::muted), QLineEdit::LeadingPosition);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setStyleSheet(QStringLiteral("QListView { border: none; }"));
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFocusPolicy(Qt::NoFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 10, 10, 8);
    layout->setSpacing(8);
    layout->addWidget(m_field);
    layout->addWidget(m_list);
    m_field->installEventFilter(this);
    window->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_list, &QListView::clicked, this, &CommandPalette::runCurrent);
    hide();
}

void CommandPalette::open(QList<PaletteEntry> entries) {
    m_focusBefore = QApplication::focusWidget();
    m_field->setPlaceholderText(tr("Search actions, pages and settings"));
    m_field->setAccessibleName(tr("Command palette"));
    m_list->setAccessibleName(tr("Matches"));
    m_model->setEntries(std::move(entries), m_recent);
    m_field->clear();
    search({});
    place();
    show();
    raise();
    m_field->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::place() {
    const int width = std::min(kWidth, parentWidget()->width() - 40);
    resize(width, std::min(kRowHeight * kRowsShown + 66, parentWidget()->height() - 100));
    move((parentWidget()->width() - width) / 2, 64);
}

void CommandPalette::search(const QString& text) {
    m_model->search(text);
    m_list->setCurrentIndex(m_model->index(0, 0));
}

void CommandPalette::runCurrent() {
    const PaletteEntry* entry = m_model->at(m_list->currentIndex().row());
    if (entry == nullptr) return;
    const std::function<void()> run = entry->run;
    m_recent.removeAll(entry->title);
    m_recent.prepend(entry->title);
    while (m_recent.size() > kRecentKept) m_recent.removeLast();
    dismiss();
    if (run) run();
}

void CommandPalette::dismiss() {
    if (!isVisible()) return;
    const bool hadFocus = m_field->hasFocus();
    hide();
    if (hadFocus && m_focusBefore != nullptr) m_focusBefore->setFocus(Qt::OtherFocusReason);
}

bool CommandPalette::handleKey(int key) {
    const int row = m_list->currentIndex().row();
    switch (key) {
        case Qt::Key_Escape: dismiss(); return true;
        case Qt::Key_Return:
        case Qt::Key_Enter: runCurrent(); return true;
        case Qt::Key_Down: m_list->setCurrentIndex(m_model->index(std::min(row + 1, m_model->rowCount() - 1), 0)); return true;
        case Qt::Key_Up: m_list->setCurrentIndex(m_model->index(std::max(row - 1, 0), 0)); return true;
        case Qt::Key_PageDown: m_list->setCurrentIndex(m_model->index(std::min(row + kRowsShown, m_model->rowCount() - 1), 0)); return true;
        case Qt::Key_PageUp: m_list->setCurrentIndex(m_model->index(std::max(row - kRowsShown, 0), 0)); return true;
        default: return false;
    }
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_field && event->type() == QEvent::KeyPress) return handleKey(static_cast<QKeyEvent*>(event)->key());
    if (watched == m_field && event->type() == QEvent::FocusOut) {
        // A click elsewhere closes it; a click on the list keeps the field's focus.
        if (static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason) hide();
    }
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible()) place();
    return QFrame::eventFilter(watched, event);
}

}  // namespace mirror::ui
