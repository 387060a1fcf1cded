#include "ui/charts/time_chart.h"

#include <QBuffer>
#include <QContextMenuEvent>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QVBoxLayout>

#include "ui/charts/legend_bar.h"
#include "ui/charts/plot_view.h"
#include "ui/charts/save_file.h"
#include "ui/theme/colors.h"
#include "ui/theme/fonts.h"

namespace mirror::ui {

TimeChart::TimeChart(const QString& name, ValueUnit unit, Crosshair* crosshair, QWidget* parent)
    : QWidget(parent), m_name(name), m_title(new QLabel(this)), m_legend(new LegendBar(this)), m_plot(new PlotView(unit, crosshair, this)) {
    setObjectName(QStringLiteral("chart-") + name);
    m_title->setFont(headingFont(m_title->font()));
    m_title->setTextFormat(Qt::PlainText);
    m_head = new QHBoxLayout;
    m_head->setContentsMargins(6, 0, 0, 0);
    m_head->addWidget(m_title);
    m_head->addStretch(1);
    m_head->addWidget(m_legend);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 6);
    column->setSpacing(2);
    column->addLayout(m_head);
    column->addWidget(m_plot, 1);
    m_title->setMinimumHeight(m_title->sizeHint().height() + 8);
    connect(m_legend, &LegendBar::listedChanged, this, &TimeChart::placeLegend);
    connect(m_legend, &LegendBar::onlyChanged, this, [this](int series) {
        m_plot->canvas().setOnly(series);
        m_plot->invalidate();
        describe();
    });
}

void TimeChart::placeLegend() {
    // Beside the title where it fits, else in rows of its own below it.
    const bool beside = m_title->sizeHint().width() + m_legend->rowWidth() + 40 <= width();
    if (beside == (m_head->indexOf(m_legend) >= 0)) return;
    auto* column = static_cast<QVBoxLayout*>(layout());
    m_head->removeWidget(m_legend);
    column->removeWidget(m_legend);
    if (beside)
        m_head->addWidget(m_legend);
    else
        column->insertWidget(1, m_legend);
}

void TimeChart::resizeEvent(QResizeEvent*) { placeLegend(); }

QString TimeChart::title() const { return m_title->text(); }

const ChartData& TimeChart::data() const { return m_plot->canvas().data(); }

void TimeChart::setTexts(const QString& title, const QString& hint, const QString& emptyText) {
    m_title->setText(title);
    m_title->setToolTip(hint);
    m_hint = hint;
    m_plot->setAccessibleName(title);
    m_plot->setEmptyText(emptyText);
    describe();
}

void TimeChart::setStyles(std::vector<SeriesStyle> styles) {
    m_legend->setStyles(styles);
    m_plot->canvas().setStyles(std::move(styles));
    m_plot->invalidate();
}

void TimeChart::setData(ChartData data) {
    std::vector<char> listed;
    for (std::size_t series = 0; series < data.values.size(); ++series) {
        const auto& values = data.values[series];
        const bool occurs = std::any_of(values.begin(), values.end(), [](double value) { return value > 0; });
        listed.push_back(occurs || m_plot->canvas().styles()[series].kind != SeriesKind::stack || series == 0);
    }
    m_legend->setListed(listed);
    m_plot->canvas().setData(std::move(data));
    m_plot->invalidate();
    describe();
}

void TimeChart::describe() {
    const ChartData& shown = data();
    QStringList parts{m_hint};
    for (std::size_t series = 0; series < shown.values.size() && shown.points() > 0; ++series) {
        if (!m_plot->canvas().isShown(series)) continue;
        const double latest = shown.values[series].back();
        if (m_plot->canvas().styles()[series].kind == SeriesKind::stack && !(latest > 0)) continue;
        parts << tr("%1: %2").arg(m_plot->canvas().styles()[series].name, valueText(m_plot->canvas().unit(), latest));
    }
    if (!m_plot->shownEmptyText().isEmpty()) parts << m_plot->shownEmptyText();
    m_plot->setAccessibleDescription(parts.join(u'\n'));
}

QByteArray TimeChart::csv() const {
    const ChartData& shown = data();
    QString text = QStringLiteral("time");
    for (const SeriesStyle& style : m_plot->canvas().styles()) {
        QString name = style.name;
        text += QStringLiteral(",\"") + name.replace(u'"', QStringLiteral("\"\"")) + u'"';
    }
    for (std::size_t i = 0; i < shown.points(); ++i) {
        text += QStringLiteral("\r\n") + QDateTime::fromSecsSinceEpoch(shown.secondAt(i)).toString(Qt::ISODate);
        for (const auto& values : shown.values) text += u',' + (std::isnan(values[i]) ? QString() : QString::number(values[i], 'g', 10));
    }
    return "\xef\xbb\xbf" + (text + QStringLiteral("\r\n")).toUtf8();
}

void TimeChart::exportCsv() {
    saveFile(this, tr("Save the data of this chart"), m_name + QStringLiteral(".csv"), tr("Tables (*.csv)"),
             [bytes = csv()] { return bytes; }, [this](const QString& message) { emit messageRequested(message); });
}

void TimeChart::exportPicture() {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    m_plot->picture();  // a grab must not find it waiting for its turn
    grab().save(&buffer, "PNG");
    saveFile(this, tr("Save this chart as a picture"), m_name + QStringLiteral(".png"), tr("Pictures (*.png)"),
             [bytes] { return bytes; }, [this](const QString& message) { emit messageRequested(message); });
}

void TimeChart::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Save the data of this chart…"), this, &TimeChart::exportCsv);
    menu->addAction(tr("Save this chart as a picture…"), this, &TimeChart::exportPicture);
    menu->popup(event->globalPos());
}

void TimeChart::paintEvent(QPaintEvent*) { paintCard(*this); }

}  // namespace mirror::ui
