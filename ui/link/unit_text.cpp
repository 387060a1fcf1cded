#include "ui/link/unit_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <array>
#include <cmath>

namespace mirror::ui {

namespace {

QString number(double value, int decimals) { return QLocale().toString(value, 'f', decimals); }

/// Three significant digits below 1,000.
QString threeDigits(double value) { return number(value, value < 9.995 ? 2 : value < 99.95 ? 1 : 0); }

QDateTime local(SystemTime time) {
    const auto sinceEpoch = std::chrono::duration_cast<Milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(sinceEpoch.count());
}

QString minutesText(double seconds) {
    const auto whole = static_cast<qint64>(std::llround(seconds));
    if (whole < 3600) return QCoreApplication::translate("units", "%1 min %2 s").arg(whole / 60).arg(whole % 60);
    return QCoreApplication::translate("units", "%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

}  // namespace

QString noValueText() { return QStringLiteral("–"); }

QString millisecondsText(double milliseconds) {
    if (!(milliseconds >= 0)) return noValueText();
    if (milliseconds == 0) return QStringLiteral("0 ms");
    if (milliseconds < 0.9995) return number(milliseconds * 1000, 0) + QStringLiteral(" µs");
    if (milliseconds < 999.5) return threeDigits(milliseconds) + QStringLiteral(" ms");
    const double seconds = milliseconds / 1000;
    if (seconds < 119.5) return threeDigits(seconds) + QStringLiteral(" s");
    return minutesText(seconds);
}

QString durationText(Microseconds duration) { return millisecondsText(static_cast<double>(duration.count()) / 1000); }

QString durationText(Milliseconds duration) { return millisecondsText(static_cast<double>(duration.count())); }

QString bytesText(Bytes bytes) {
    static constexpr std::array<const char*, 5> kUnits{"B", "KiB", "MiB", "GiB", "TiB"};
    if (bytes.value < 0) return noValueText();
    double value = static_cast<double>(bytes.value);
    std::size_t unit = 0;
    for (; value >= 1023.5 && unit + 1 < kUnits.size(); ++unit) value /= 1024;
    return number(value, unit == 0 || value >= 99.95 ? 0 : 1) + QLatin1Char(' ') + QLatin1String(kUnits.at(unit));
}

QString countText(std::int64_t count) { return QLocale().toString(static_cast<qlonglong>(count)); }

QString shortCountText(double count) {
    if (count < 999.5) return number(count, 0);
    if (count < 999'500) return number(count / 1000, count < 99'950 ? 1 : 0) + QLatin1Char('k');
    if (count < 999.5e6) return number(count / 1e6, count < 99.95e6 ? 1 : 0) + QLatin1Char('M');
    return number(count / 1e9, 1) + QLatin1Char('G');
}

QString rateText(double perSecond) {
    if (!(perSecond >= 0)) return noValueText();
    return number(perSecond, perSecond < 99.95 && perSecond != 0 ? 1 : 0);
}

QString percentText(double ratio) {
    if (!(ratio >= 0)) return noValueText();
    const double percent = ratio * 100;
    const bool whole = percent == 0 || percent >= 9.95;
    return number(percent, whole ? 0 : 1) + QStringLiteral(" %");
}

QString clockText(SystemTime time) { return local(time).toString(QStringLiteral("HH:mm:ss")); }

QString clockMillisecondsText(SystemTime time) { return local(time).toString(QStringLiteral("HH:mm:ss.zzz")); }

QString dateTimeText(SystemTime time) { return local(time).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")); }

}  // namespace mirror::ui
