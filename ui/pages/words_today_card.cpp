#include "ui/pages/words_today_card.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/charts/legend_bar.h"
#include "ui/engine_control.h"
#include "ui/link/unit_text.h"
#include "ui/models/rule_text.h"
#include "ui/pages/dashboard_charts.h"
#include "ui/theme/colors.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/category_bars.h"

namespace mirror::ui {

WordsTodayCard::WordsTodayCard(QWidget* parent)
    : QWidget(parent), m_title(new QLabel(this)), m_total(new QLabel(this)), m_legend(new LegendBar(this)), m_bars(new CategoryBars(this)) {
    setObjectName(QStringLiteral("words-today"));
    m_title->setFont(headingFont(m_title->font()));
    m_title->setMinimumHeight(m_title->sizeHint().height() + 8);
    m_total->setProperty("tone", "muted");
    m_bars->setColors({kBlockColor, kMaskColor, kObserveColor});
    auto* head = new QHBoxLayout;
    head->setContentsMargins(6, 0, 0, 0);
    head->setSpacing(8);
    head->addWidget(m_title);
    head->addWidget(m_total);
    head->addStretch(1);
    head->addWidget(m_legend);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 6);
    column->setSpacing(2);
    column->addLayout(head);
    column->addWidget(m_bars, 1);
    connect(m_legend, &LegendBar::onlyChanged, m_bars, &CategoryBars::setOnly);
    retranslate();
}

void WordsTodayCard::setStatus(const Snapshot& snapshot) {
    std::array<std::uint64_t, 3> sums{};
    for (const CategoryHits& hits : snapshot.words.today)
        for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += hits.byAction[i];
    const std::uint64_t total = sums[0] + sums[1] + sums[2];
    m_total->setText(total == 0 || isLinkLost(snapshot) ? QString() : countText(static_cast<std::int64_t>(total)));
    m_legend->setListed({1, sums[1] > 0 ? char{1} : char{0}, sums[2] > 0 ? char{1} : char{0}});
    m_bars->setHits(snapshot.words.today);
}

QStringList WordsTodayCard::lines() const { return m_bars->lines(); }

void WordsTodayCard::retranslate() {
    m_title->setText(tr("Sensitive words today"));
    m_title->setToolTip(tr("Hits since midnight by category, in requests and answers. A rule without effect (observe) counts, too."));
    m_bars->setAccessibleName(m_title->text());
    m_bars->setEmptyText(tr("No sensitive word was found since midnight."));
    std::vector<SeriesStyle> styles;
    const int colors[] = {kBlockColor, kMaskColor, kObserveColor};
    for (std::size_t i = 0; i < 3; ++i) styles.push_back({wordActionText(static_cast<WordAction>(i)), colors[i], SeriesKind::stack});
    m_legend->setStyles(styles);
}

void WordsTodayCard::paintEvent(QPaintEvent*) { paintCard(*this); }

void WordsTodayCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace mirror::ui
