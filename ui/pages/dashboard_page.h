#pragma once
#include <QElapsedTimer>
#include <QPointer>
#include <deque>
#include <vector>

#include "ui/charts/live_clock.h"
#include "ui/pages/dashboard_charts.h"
#include "ui/pages/page.h"

class QAction;
class QButtonGroup;
class QGridLayout;
class QLabel;
class QPushButton;
class QTimer;
class QToolButton;

namespace mirror::ui {

class Crosshair;
class EmptyState;
class EngineLink;
class StatTile;
class TimeChart;
class WordsTodayCard;

/// Page 1: figures of the last minute and charts of the last 5 minutes or hour. Redrawn once a second, one chart at a time.
class DashboardPage : public Page {
    Q_OBJECT
public:
    explicit DashboardPage(EngineLink& link, QWidget* parent = nullptr);

    QString title() const override;
    QString iconName() const override { return QStringLiteral("dashboard"); }
    void activate() override;
    void deactivate() override;
    void togglePause() override;
    void followNewest() override;
    void exportData() override;
    QList<QAction*> pageActions() const override;

    /// 300 or 3,600.
    void setSpan(std::int64_t seconds);
    std::int64_t span() const { return m_span; }
    bool isPaused() const { return m_paused; }
    QList<TimeChart*> charts() const { return m_charts; }
    /// Draws everything that is waiting now; for pictures.
    void drawAll();

protected:
    void retranslate() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildHead();
    void buildTiles();
    void buildCharts();
    void buildActions();
    void arrange();
    void setPaused(bool paused);
    void tick();
    void drawNext();
    void updateTiles();
    void updateState();
    void noteTime();
    std::int64_t now() const;

    EngineLink& m_link;
    Crosshair* m_crosshair;
    std::vector<DashboardChart> m_chartSpecs;
    std::vector<DashboardTile> m_tileSpecs;
    QList<TimeChart*> m_charts;
    QList<StatTile*> m_tiles;
    WordsTodayCard* m_today = nullptr;
    QLabel* m_heading = nullptr;
    QLabel* m_state = nullptr;
    QToolButton* m_fiveMinutes = nullptr;
    QToolButton* m_hour = nullptr;
    QToolButton* m_pause = nullptr;
    QGridLayout* m_tileGrid = nullptr;
    QGridLayout* m_chartGrid = nullptr;
    QAction* m_pauseAction = nullptr;
    QAction* m_spanAction = nullptr;
    QAction* m_exportAction = nullptr;
    QTimer* m_ticker = nullptr;
    QTimer* m_drawer = nullptr;
    std::deque<int> m_waiting;  // charts to be drawn, in order
    QElapsedTimer m_steady;
    LiveClock m_clock;
    std::int64_t m_span = 300;
    std::int64_t m_end = 0;  // what is shown ends here
    bool m_active = false;
    bool m_paused = false;
    bool m_changed = true;  // samples came that the charts do not show
    int m_columns = 0;
};

}  // namespace mirror::ui
