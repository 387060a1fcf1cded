#include "proxycore/api/config_fields.h"
#include "proxycore/api/config_io.h"
#include "support/run_test.h"

using namespace mirror;

class TstConfigPrint : public QObject {
    Q_OBJECT
private slots:
    void tellsTheSourceOfEachValue() {
        const LoadedConfig loaded = loadConfig("timeouts:\n  connect: 3s\nupstreams:\n- {name: a, base_url: 'https://a.example', api_keys: [sk-secret, env:K]}\n",
                                               {{"MIRROR_TIMEOUTS_IDLE", "9s"}}, {{"log.level", "debug"}});
        const QStringList lines = QString::fromStdString(printConfig(loaded)).split('\n');
        QVERIFY(lines.contains("timeouts.connect = 3s  (file, line 2)"));
        QVERIFY(lines.contains("timeouts.idle = 9s  (environment MIRROR_TIMEOUTS_IDLE)"));
        QVERIFY(lines.contains("log.level = debug  (--set)"));
        QVERIFY(lines.contains("http.max_body = 8 MiB  (built-in)"));
        QVERIFY(lines.contains("upstreams[0].api_keys = ***, env:K  (file, line 4)"));
        QVERIFY(lines.contains("aliases =  (empty)"));
        QVERIFY(!lines.join('\n').contains("secret"));
    }
    void schemaDescribesEveryField() {
        const QJsonObject schema = QJsonDocument::fromJson(QByteArray::fromStdString(configSchemaJson())).object();
        QVERIFY(!schema.isEmpty());
        QCOMPARE(schema["additionalProperties"].toBool(true), false);
        for (const FieldInfo& field : fieldTable()) {
            const QStringList path = QString::fromUtf8(field.path.data(), static_cast<qsizetype>(field.path.size())).split('.');
            QJsonObject section = schema["properties"].toObject()[path[0].left(path[0].indexOf('['))].toObject();
            if (path[0].endsWith("[]")) section = section["items"].toObject();
            const QJsonObject member = section["properties"].toObject()[path[1]].toObject();
            QVERIFY2(member["description"].toString().size() > 10 && member.contains("default"), field.path.data());
            QVERIFY2(member.contains("type") || member.contains("anyOf"), field.path.data());
        }
    }
    void schemaBoundsNumbersAndKeepsTheirUnits() {
        const QJsonObject http = QJsonDocument::fromJson(QByteArray::fromStdString(configSchemaJson())).object()["properties"].toObject()["http"].toObject()["properties"].toObject();
        const QJsonArray body = http["max_body"].toObject()["anyOf"].toArray();
        QCOMPARE(body[0].toObject()["maximum"].toInt(), 1 << 30);
        const QRegularExpression pattern(body[1].toObject()["pattern"].toString());
        QVERIFY(pattern.match("8 MiB").hasMatch() && pattern.match("8mb").hasMatch() && !pattern.match("8 parsecs").hasMatch());
        QCOMPARE(http["max_body"].toObject()["default"].toString(), QString("8 MiB"));
        QCOMPARE(http["max_fields"].toObject()["minimum"].toInt(), 8);
    }
    void referenceNamesEveryField() {
        const QString page = QString::fromStdString(configReferenceMarkdown());
        for (const FieldInfo& field : fieldTable()) QVERIFY2(page.contains("| `" + QString::fromUtf8(field.path.data(), static_cast<qsizetype>(field.path.size())) + "` |"), field.path.data());
        QVERIFY(page.contains("`MIRROR_UPSTREAMS_<n>_BASE_URL`"));
        const QStringList rows = page.split('\n').filter(QRegularExpression("^\\| `"));
        for (const QString& row : rows) QCOMPARE(QString(row).remove("\\|").count('|'), 8);
    }
};

MIRROR_TEST(TstConfigPrint, tst_config_print)
#include "tst_config_print.moc"
