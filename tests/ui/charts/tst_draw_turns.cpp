#include "support/run_test.h"

#include <QVBoxLayout>
#include <memory>
#include <vector>

#include "ui/charts/draw_turns.h"

using namespace mirror::ui;

namespace {

/// Counts its drawings; stale until it was let draw.
class Chart : public QWidget {
public:
    Chart(DrawTurns& turns, QWidget* parent) : QWidget(parent), m_turns(turns) { setMinimumSize(20, 20); }
    int drawn = 0;
    bool isStale = true;

protected:
    void paintEvent(QPaintEvent*) override {
        if (!isStale || !m_turns.take(this)) return;
        isStale = false;
        ++drawn;
    }

private:
    DrawTurns& m_turns;
};

/// A window of stale charts.
struct Page {
    explicit Page(int count) {
        auto* layout = new QVBoxLayout(&window);
        for (int i = 0; i < count; ++i) {
            charts.push_back(new Chart(turns, &window));
            layout->addWidget(charts.back());
        }
    }
    int drawn() const {
        int sum = 0;
        for (const Chart* chart : charts) sum += chart->drawn;
        return sum;
    }
    QWidget window;
    DrawTurns turns{&window};
    std::vector<Chart*> charts;
};

}  // namespace

class DrawTurnsTest : public QObject {
    Q_OBJECT
private slots:
    void everyChartIsDrawnOnce() {
        Page page(6);
        page.window.show();
        QTRY_COMPARE(page.drawn(), 6);
        for (const Chart* chart : page.charts) QCOMPARE(chart->drawn, 1);
    }
    void oneInATurn() {
        Page page(4);
        page.window.show();
        page.window.grab();  // paints all of them at once
        QVERIFY2(page.drawn() <= 1, "more than one chart was drawn within one turn");
        QTRY_COMPARE(page.drawn(), 4);
    }
    void aChartThatIsNotPaintedDoesNotKeepTheOthersWaiting() {
        Page page(5);
        page.charts[1]->setUpdatesEnabled(false);
        page.window.show();
        page.window.grab();
        QTRY_COMPARE(page.drawn(), 4);
        page.charts[1]->setUpdatesEnabled(true);
        QTRY_COMPARE(page.drawn(), 5);
    }
    void aChartThatGoesWhileItWaitsIsForgotten() {
        Page page(3);
        page.window.show();
        page.window.grab();
        delete page.charts.back();
        page.charts.pop_back();
        QTRY_COMPARE(page.drawn(), 2);
    }
};

MIRROR_TEST(DrawTurnsTest, tst_draw_turns)
#include "tst_draw_turns.moc"
