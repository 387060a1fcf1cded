#pragma once
#include <QByteArray>
#include <QList>
#include <QString>

#include "proxycore/api/snapshot.h"
#include "proxycore/api/traffic.h"

namespace mirror::ui {

/// All fields of the records as a JSON array, names as in the admin API; times in UTC, durations in microseconds.
QByteArray trafficJson(const QList<TrafficRecord>& records);

/// A command that repeats the request as far as the console knows it, for a POSIX shell. The key is the placeholder
/// $MIRROR_KEY, the body a sample: keys and dialogues are never part of a record. `listeners` tell the address.
QString curlCommand(const TrafficRecord& record, const std::vector<ListenerStatus>& listeners);

/// `text` as one word of a POSIX shell.
QString shellQuoted(const QString& text);

}  // namespace mirror::ui
