#include "console/freeze_probe.h"

#include <QApplication>
#include <QEvent>
#include <QWidget>

namespace mirror::console {

namespace {

constexpr std::chrono::milliseconds kTick{10};
constexpr std::chrono::seconds kLine{1};

QByteArray milliseconds(std::chrono::steady_clock::duration duration) {
    return QByteArray::number(std::chrono::duration<double, std::milli>(duration).count(), 'f', 3);
}

}  // namespace

FreezeProbe::FreezeProbe(const QString& file, QObject* parent) : QObject(parent), m_file(file) {
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &FreezeProbe::tick);
}

FreezeProbe::~FreezeProbe() {
    if (!m_timer.isActive()) return;
    tick();
    writeGap(m_lastTick);
}

bool FreezeProbe::start() {
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Text)) return false;
    m_lastTick = m_lastLine = Clock::now();
    m_timer.start(kTick);
    qApp->installEventFilter(this);
    return true;
}

bool FreezeProbe::eventFilter(QObject* object, QEvent* event) {
    const auto* widget = event->type() == QEvent::Paint ? qobject_cast<QWidget*>(object) : nullptr;
    if (widget == nullptr || !widget->isWindow()) return false;
    qApp->removeEventFilter(this);
    // The window's children are painted within the same turn of the loop; the next turn begins when all of it is on the screen.
    QTimer::singleShot(0, this, [this] { write("paint", Clock::now()); });
    return false;
}

void FreezeProbe::tick() {
    const Clock::time_point now = Clock::now();
    m_longest = std::max(m_longest, now - m_lastTick);
    m_lastTick = now;
    if (now - m_lastLine >= kLine) writeGap(now);
}

void FreezeProbe::writeGap(Clock::time_point now) {
    write("gap", now, milliseconds(m_longest));
    m_lastLine = now;
    m_longest = {};
}

/// A line at once on the disk's side of the program: a reader follows the file while the window is open.
void FreezeProbe::write(const char* name, Clock::time_point at, const QByteArray& value) {
    m_file.write(QByteArray(name) + ' ' + milliseconds(at.time_since_epoch()) + (value.isEmpty() ? value : ' ' + value) + '\n');
    m_file.flush();
}

}  // namespace mirror::console
