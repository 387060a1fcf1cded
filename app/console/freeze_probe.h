#pragma once
#include <QFile>
#include <QObject>
#include <QTimer>
#include <chrono>

namespace mirror::console {

/// Measures how long the GUI thread goes without turning its event loop, and when the window was first painted. A timer of 10 ms
/// ticks; the time between two ticks is a gap, so an idle loop shows 10 ms. For measurements (tests/program), not for operators.
///
/// The file has a line a second and one for the rest when the probe is destroyed; times are milliseconds of CLOCK_MONOTONIC:
///     paint 5021334.120          the first window's first paint is done
///     gap 5022334.871 12.304     the longest gap since the line before
/// GUI thread.
class FreezeProbe : public QObject {
    Q_OBJECT
public:
    explicit FreezeProbe(const QString& file, QObject* parent = nullptr);
    ~FreezeProbe() override;
    /// False: the file cannot be written, see problem().
    bool start();
    QString problem() const { return m_file.errorString(); }

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    using Clock = std::chrono::steady_clock;
    void tick();
    void writeGap(Clock::time_point now);
    void write(const char* name, Clock::time_point at, const QByteArray& value = {});

    QFile m_file;
    QTimer m_timer;
    Clock::time_point m_lastTick;
    Clock::time_point m_lastLine;
    Clock::duration m_longest{};
};

}  // namespace mirror::console
