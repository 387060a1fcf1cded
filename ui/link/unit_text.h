#pragma once
#include <QString>

#include "proxycore/api/units.h"

/// Quantities as text in the user's locale. One place, so that tiles, charts, tables and the status bar say the same number
/// the same way. An absent value is an en dash, never a zero.
namespace mirror::ui {

/// "850 µs", "4.2 ms", "380 ms", "1.25 s", "2 min 5 s"; "–" when negative.
QString durationText(Microseconds duration);
QString durationText(Milliseconds duration);
/// The same for a number of milliseconds that need not be whole.
QString millisecondsText(double milliseconds);
/// "512 B", "8.0 KiB", "1.2 GiB"; "–" when negative.
QString bytesText(Bytes bytes);
/// Grouped by the locale: "12,345".
QString countText(std::int64_t count);
/// Short form for tiles and axes: "950", "12.3k", "4.5M".
QString shortCountText(double count);
/// "0.4", "12.5", "180"; without a unit.
QString rateText(double perSecond);
/// A ratio of 0 to 1 as "0 %", "0.4 %", "37 %"; "–" when negative (nothing to count).
QString percentText(double ratio);
/// Local time: "14:03:22", "14:03:22.418", "2026-03-01 14:03:22".
QString clockText(SystemTime time);
QString clockMillisecondsText(SystemTime time);
QString dateTimeText(SystemTime time);
/// The dash for a value that is not there.
QString noValueText();

}  // namespace mirror::ui
