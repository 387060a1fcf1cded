#include <QApplication>
#include <QTemporaryDir>
#include <QWidget>
#include <chrono>
#include <ctime>

#include "console/freeze_probe.h"
#include "support/run_test.h"

using namespace mirror;

namespace {

struct Line {
    QByteArray name;
    double at = 0;     // milliseconds of CLOCK_MONOTONIC
    double value = 0;  // milliseconds
};

QList<Line> linesOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return {};
    QList<Line> lines;
    for (const QByteArray& text : file.readAll().split('\n')) {
        const QList<QByteArray> words = text.split(' ');
        if (words.size() >= 2) lines.append({words[0], words[1].toDouble(), words.value(2).toDouble()});
    }
    return lines;
}

double monotonicMs() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// Keeps the thread from its event loop.
void hold(std::chrono::milliseconds time) {
    const auto end = std::chrono::steady_clock::now() + time;
    while (std::chrono::steady_clock::now() < end) continue;
}

}  // namespace

/// What the probe of the event loop writes down.
class TestFreezeProbe : public QObject {
    Q_OBJECT
private slots:
    void writesTheLongestGapWhenItEnds();
    void writesALineEverySecondWithTheGapOfThatSecond();
    void tellsWhenTheFirstWindowIsPainted();
    void saysWhyAFileCannotBeWritten();
};

void TestFreezeProbe::writesTheLongestGapWhenItEnds() {
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("gaps"));
    {
        console::FreezeProbe probe(file);
        QVERIFY(probe.start());
        hold(std::chrono::milliseconds(80));
    }
    const QList<Line> lines = linesOf(file);
    QCOMPARE(lines.size(), 1);
    QCOMPARE(lines[0].name, QByteArray("gap"));
    QVERIFY2(lines[0].value >= 80, QByteArray::number(lines[0].value));
}

void TestFreezeProbe::writesALineEverySecondWithTheGapOfThatSecond() {
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("gaps"));
    console::FreezeProbe probe(file);
    const double begun = monotonicMs();
    QVERIFY(probe.start());
    hold(std::chrono::milliseconds(200));
    QTRY_COMPARE_WITH_TIMEOUT(linesOf(file).size(), 2, 10'000);
    const QList<Line> lines = linesOf(file);
    QVERIFY2(lines[0].value >= 200, QByteArray::number(lines[0].value));
    QVERIFY2(lines[1].value < lines[0].value, "the gap of the first second is told again in the second");
    QVERIFY(lines[0].at >= begun + 1000);
    QVERIFY(lines[1].at >= lines[0].at + 1000);
    QVERIFY(lines[1].at <= monotonicMs());
}

void TestFreezeProbe::tellsWhenTheFirstWindowIsPainted() {
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("gaps"));
    const auto paints = [&file] {
        QList<Line> found = linesOf(file);
        found.removeIf([](const Line& line) { return line.name != "paint"; });
        return found;
    };
    console::FreezeProbe probe(file);
    QVERIFY(probe.start());
    QVERIFY(paints().isEmpty());
    const double begun = monotonicMs();
    QWidget window;
    window.show();
    QTRY_COMPARE(paints().size(), 1);
    QVERIFY(paints().at(0).at >= begun);
    window.repaint();
    QCoreApplication::processEvents();
    QCOMPARE(paints().size(), 1);
}

void TestFreezeProbe::saysWhyAFileCannotBeWritten() {
    console::FreezeProbe probe(QStringLiteral("/nonexistent/gaps"));
    QVERIFY(!probe.start());
    QVERIFY(!probe.problem().isEmpty());
}

MIRROR_TEST(TestFreezeProbe, tst_freeze_probe)
#include "tst_freeze_probe.moc"
