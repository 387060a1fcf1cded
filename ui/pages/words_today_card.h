#pragma once
#include <QWidget>
#include <vector>

#include "proxycore/api/snapshot.h"

class QLabel;

namespace mirror::ui {

class CategoryBars;
class LegendBar;

/// Sensitive words found since midnight, by category and by what was done about them. Figures of the engine, shown as they are.
class WordsTodayCard : public QWidget {
    Q_OBJECT
public:
    explicit WordsTodayCard(QWidget* parent);
    void setStatus(const Snapshot& snapshot);
    /// "gambling: 12 (Block 10, Observe 2)", as drawn, top down.
    QStringList lines() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    QLabel* m_title;
    QLabel* m_total;
    LegendBar* m_legend;
    CategoryBars* m_bars;
};

}  // namespace mirror::ui
