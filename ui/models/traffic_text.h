#pragma once
#include <QString>

#include "proxycore/api/traffic.h"
#include "ui/models/traffic_filter.h"
#include "ui/theme/tone.h"

/// Words for what a TrafficRecord holds, in the language of the window.
namespace mirror::ui {

QString outcomeText(Outcome outcome);       ///< "Upstream error"
QString outcomeHint(Outcome outcome);       ///< one sentence that says what it means
QString stageText(StageId stage);           ///< "First token"
QString stageHint(StageId stage);
QString cacheText(CacheResult result);      ///< "Hit"; a dash where the cache does not apply
QString statusText(int status);             ///< "502 Bad gateway"; a dash for 0 (no answer was begun)
QString modelText(const TrafficRecord& record);  ///< "asked → answered", or one name when they are the same
QString endpointText(const TrafficRecord& record);  ///< "POST /v1/chat/completions"
/// When the last byte was sent.
SystemTime finishedAt(const TrafficRecord& record);
/// What is wrong with a filter, as one sentence.
QString filterProblemText(const FilterProblem& problem);
/// What the field of a filter means, for its completion.
QString filterFieldText(const QString& fieldName);

/// How an outcome is coloured: good, our or the provider's fault, the caller's.
Tone toneOf(Outcome outcome);

}  // namespace mirror::ui
