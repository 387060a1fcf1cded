#include "ui/models/traffic_export.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace mirror::ui {

namespace {

struct ExportText {
    Q_DECLARE_TR_FUNCTIONS(TrafficExport)
};

QString text(const std::string& value) { return QString::fromStdString(value); }
QString text(std::string_view value) { return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size())); }
qint64 micros(Microseconds value) { return value.count(); }

QString utc(SystemTime time) {
    const auto ms = std::chrono::duration_cast<Milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(ms.count(), Qt::UTC).toString(Qt::ISODateWithMs);
}

QJsonArray attemptsJson(const TrafficRecord& record) {
    QJsonArray attempts;
    for (const AttemptRecord& attempt : record.attempts)
        attempts.append(QJsonObject{{QStringLiteral("upstream"), text(attempt.upstream)},
                                    {QStringLiteral("status"), attempt.status},
                                    {QStringLiteral("error"), text(attempt.errorCode)},
                                    {QStringLiteral("start_us"), micros(attempt.start)},
                                    {QStringLiteral("duration_us"), micros(attempt.duration)},
                                    {QStringLiteral("reused_connection"), attempt.reusedConnection}});
    return attempts;
}

QJsonArray rulesJson(const TrafficRecord& record) {
    QJsonArray rules;
    for (const RuleHit& hit : record.rules) {
        QJsonArray steps;
        for (std::size_t i = 0; i < kFoldSteps; ++i)
            if ((hit.steps & foldBit(static_cast<FoldStep>(i))) != 0) steps.append(text(foldStepName(static_cast<FoldStep>(i))));
        rules.append(QJsonObject{{QStringLiteral("rule"), text(hit.rule)},
                                 {QStringLiteral("category"), text(hit.category)},
                                 {QStringLiteral("action"), text(wordActionName(hit.action))},
                                 {QStringLiteral("direction"), hit.output ? QStringLiteral("output") : QStringLiteral("input")},
                                 {QStringLiteral("where"), text(hit.where)},
                                 {QStringLiteral("folding"), steps},
                                 {QStringLiteral("count"), static_cast<qint64>(hit.count)}});
    }
    return rules;
}

QJsonObject stagesJson(const TrafficRecord& record) {
    QJsonObject stages;
    for (std::size_t i = 0; i < kStages; ++i) {
        const StageSpan& span = record.stages[i];
        if (span.duration.count() < 0) continue;
        stages.insert(text(stageName(static_cast<StageId>(i))), QJsonObject{{QStringLiteral("start_us"), micros(span.start)},
                                                                            {QStringLiteral("duration_us"), micros(span.duration)}});
    }
    return stages;
}

QJsonObject recordJson(const TrafficRecord& r) {
    QJsonObject object{{QStringLiteral("request_id"), text(r.requestId)},
                       {QStringLiteral("time"), utc(r.time)},
                       {QStringLiteral("method"), text(r.method)},
                       {QStringLiteral("path"), text(r.path)},
                       {QStringLiteral("client_address"), text(r.clientAddress)},
                       {QStringLiteral("listener"), text(r.listener)},
                       {QStringLiteral("key_name"), text(r.keyName)},
                       {QStringLiteral("user_agent"), text(r.userAgent)},
                       {QStringLiteral("status"), r.status},
                       {QStringLiteral("outcome"), text(outcomeName(r.outcome))},
                       {QStringLiteral("error"), text(r.errorCode)},
                       {QStringLiteral("model_asked"), text(r.modelAsked)},
                       {QStringLiteral("model_answered"), text(r.modelAnswered)},
                       {QStringLiteral("upstream"), text(r.upstream)},
                       {QStringLiteral("route"), text(r.route)},
                       {QStringLiteral("stream"), r.stream},
                       {QStringLiteral("cache"), text(cacheResultName(r.cache))}};
    object.insert(QStringLiteral("total_us"), micros(r.total));
    if (r.firstToken.count() >= 0) object.insert(QStringLiteral("first_token_us"), micros(r.firstToken));
    object.insert(QStringLiteral("bytes_in"), static_cast<qint64>(r.bytesIn.value));
    object.insert(QStringLiteral("bytes_out"), static_cast<qint64>(r.bytesOut.value));
    object.insert(QStringLiteral("prompt_tokens"), static_cast<qint64>(r.promptTokens.value));
    object.insert(QStringLiteral("completion_tokens"), static_cast<qint64>(r.completionTokens.value));
    object.insert(QStringLiteral("events"), static_cast<qint64>(r.events));
    object.insert(QStringLiteral("worker"), r.workerId);
    object.insert(QStringLiteral("stages"), stagesJson(r));
    object.insert(QStringLiteral("attempts"), attemptsJson(r));
    object.insert(QStringLiteral("rules"), rulesJson(r));
    object.insert(QStringLiteral("words_revision"), static_cast<qint64>(r.wordsRevision));
    return object;
}

QString sampleBody(const TrafficRecord& record) {
    QJsonObject body{{QStringLiteral("model"), text(record.modelAsked)}};
    if (record.path.ends_with("/embeddings")) {
        body.insert(QStringLiteral("input"), QStringLiteral("Hello"));
    } else if (record.path.ends_with("/responses")) {
        body.insert(QStringLiteral("input"), QStringLiteral("Hello"));
        body.insert(QStringLiteral("stream"), record.stream);
    } else if (record.path.ends_with("/completions") && !record.path.ends_with("/chat/completions")) {
        body.insert(QStringLiteral("prompt"), QStringLiteral("Hello"));
        body.insert(QStringLiteral("stream"), record.stream);
    } else {
        const QJsonObject message{{QStringLiteral("role"), QStringLiteral("user")}, {QStringLiteral("content"), QStringLiteral("Hello")}};
        body.insert(QStringLiteral("messages"), QJsonArray{message});
        body.insert(QStringLiteral("stream"), record.stream);
        if (record.path.ends_with("/messages")) body.insert(QStringLiteral("max_tokens"), 256);
    }
    return QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact));
}

const ListenerStatus* listenerOf(const TrafficRecord& record, const std::vector<ListenerStatus>& listeners) {
    for (const ListenerStatus& listener : listeners)
        if (listener.name == record.listener) return &listener;
    return listeners.empty() ? nullptr : &listeners.front();
}

}  // namespace

QByteArray trafficJson(const QList<TrafficRecord>& records) {
    QJsonArray array;
    for (const TrafficRecord& record : records) array.append(recordJson(record));
    return QJsonDocument(array).toJson(QJsonDocument::Indented);
}

QString shellQuoted(const QString& text) {
    QString quoted = text;
    return u'\'' + quoted.replace(u'\'', QStringLiteral("'\\''")) + u'\'';
}

QString curlCommand(const TrafficRecord& record, const std::vector<ListenerStatus>& listeners) {
    const ListenerStatus* listener = listenerOf(record, listeners);
    QString address = listener == nullptr ? QStringLiteral("http://127.0.0.1:8080") : text(listener->url);
    while (address.endsWith(u'/')) address.chop(1);
    QString command;
    const bool hasBody = record.method != "GET" && record.method != "HEAD" && record.method != "OPTIONS";
    command += QStringLiteral("# ") + ExportText::tr("Set MIRROR_KEY to a virtual key first; keys are not kept by the console.") + u'\n';
    if (hasBody)
        command += QStringLiteral("# ") + ExportText::tr("The dialogue is not kept either: the body below is a sample for the same model.") + u'\n';
    command += QStringLiteral("curl");
    if (record.stream) command += QStringLiteral(" -N");
    if (listener != nullptr && listener->tls && listener->selfSigned) command += QStringLiteral(" -k");
    if (record.method == "HEAD")
        command += QStringLiteral(" -I");
    else
        command += QStringLiteral(" -X ") + shellQuoted(text(record.method));
    command += u' ' + shellQuoted(address + text(record.path));
    command += QStringLiteral(" \\\n  -H \"Authorization: Bearer $MIRROR_KEY\"");
    if (!hasBody) return command + u'\n';
    command += QStringLiteral(" \\\n  -H 'Content-Type: application/json'");
    command += QStringLiteral(" \\\n  -d ") + shellQuoted(sampleBody(record));
    return command + u'\n';
}

}  // namespace mirror::ui
