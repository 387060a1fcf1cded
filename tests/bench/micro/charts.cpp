// Cost of updating four line series of 600 points: charts <qtcharts-replace|qtcharts-append|qcp> <hz> <secs>
#include <QApplication>
#include <QMainWindow>
#include <QTimer>
#include <cmath>
#include "../harness.h"
#ifdef USE_QCP
#include <qcustomplot.h>
#else
#include <QtCharts/QChart>
#include <QtCharts/QChartView>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>
#endif

using namespace bench;
static double cpu() {
    timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return double(t.tv_sec) + double(t.tv_nsec) / 1e9;
}
int main(int argc, char** argv) {
    QApplication app(argc, argv);
    QString mode = argv[1];
    double hz = atof(argv[2]), secs = atof(argv[3]);
    QMainWindow w;
    w.resize(1000, 600);
    int tick = 0, updates = 0;
    std::function<void()> step;
    auto y = [](int s, int x) { return 50 + 30 * std::sin(x * .05 + s) + (x * 7919 % 13); };
#ifdef USE_QCP
    auto* p = new QCustomPlot;
    w.setCentralWidget(p);
    for (int s = 0; s < 4; s++) {
        p->addGraph();
        p->graph(s)->setPen(QPen(QColor::fromHsv(s * 80, 200, 200), 1));
    }
    p->xAxis->setRange(0, 600);
    p->yAxis->setRange(0, 110);
    if (mode.contains("fast")) {
        p->setNotAntialiasedElements(QCP::aeAll);
        p->setNoAntialiasingOnDrag(true);
    }
    step = [&] {
        QVector<double> X(600), Y(600);
        for (int s = 0; s < 4; s++) {
            for (int i = 0; i < 600; i++) {
                X[i] = i;
                Y[i] = y(s, i + tick);
            }
            p->graph(s)->setData(X, Y, true);
        }
        tick++;
        p->replot(QCustomPlot::rpQueuedReplot);
    };
#else
    auto* chart = new QChart;
    auto* ax = new QValueAxis;
    auto* ay = new QValueAxis;
    ax->setRange(0, 600);
    ay->setRange(0, 110);
    chart->addAxis(ax, Qt::AlignBottom);
    chart->addAxis(ay, Qt::AlignLeft);
    QLineSeries* ls[4];
    for (int s = 0; s < 4; s++) {
        ls[s] = new QLineSeries;
        chart->addSeries(ls[s]);
        ls[s]->attachAxis(ax);
        ls[s]->attachAxis(ay);
        for (int i = 0; i < 600; i++) ls[s]->append(i, y(s, i));
    }
    auto* v = new QChartView(chart);
    if (mode.contains("aa")) v->setRenderHint(QPainter::Antialiasing);
    w.setCentralWidget(v);
    if (mode.contains("replace"))
        step = [&] {
            for (int s = 0; s < 4; s++) {
                QList<QPointF> pts;
                pts.reserve(600);
                for (int i = 0; i < 600; i++) pts.append({double(i), y(s, i + tick)});
                ls[s]->replace(pts);
            }
            tick++;
        };
    else
        step = [&] {
            tick++;
            for (int s = 0; s < 4; s++) {
                ls[s]->append(600 + tick, y(s, 600 + tick));
                ls[s]->remove(0);
            }
            ax->setRange(tick, 600 + tick);
        };
#endif
    w.show();
    QTimer t;
    t.setTimerType(Qt::PreciseTimer);
    QObject::connect(&t, &QTimer::timeout, [&] {
        step();
        updates++;
    });
    double c0 = 0;
    uint64_t t0 = 0;
    int u0 = 0;
    QTimer::singleShot(700, [&] {
        t.start(int(1000 / hz));
        c0 = cpu();
        t0 = nowNs();
        u0 = updates;
    });
    QTimer::singleShot(int(700 + secs * 1000), [&] {
        double c = cpu() - c0, s = double(nowNs() - t0) / 1e9;
        printf("  %-22s %4.0f Hz: %.1f updates/s  CPU %.2f %% of a core, %.2f ms/update\n", argv[1], hz,
               (updates - u0) / s, 100 * c / s, 1e3 * c / (updates - u0));
        app.quit();
    });
    return app.exec();
}
