#include "support/run_test.h"

#include <random>

#include "ui/models/traffic_filter.h"
#include "ui/support/samples.h"

using namespace mirror;
using namespace mirror::ui;

class TrafficFilterTest : public QObject {
    Q_OBJECT
    static TrafficRecord failed() {
        TrafficRecord r = test::plainRecord();
        r.status = 502;
        r.outcome = Outcome::upstreamError;
        r.errorCode = "upstream_reset";
        r.keyName = "研发 部";
        r.stream = false;
        r.firstToken = Microseconds(-1);
        r.total = Milliseconds(2500);
        r.rules = {{"w12", "gambling", WordAction::observe}, {"pii-phone", "", WordAction::mask}};
        return r;
    }

private slots:
    void selects_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("plain");  // 200, stream, qwen-turbo, dashscope, app, 1.4 s, first token 250 ms
        QTest::addColumn<bool>("bad");    // 502, no stream, 2.5 s, no first token
        const auto row = [](const char* text, bool plain, bool bad) { QTest::newRow(text) << QString::fromUtf8(text) << plain << bad; };
        row("", true, true);
        row("   ", true, true);
        row("status:200", true, false);
        row("status:5xx", false, true);
        row("status:2XX,5xx", true, true);
        row("-status:5xx", true, false);
        row("status:>=500", false, true);
        row("status:<500", true, false);
        row("status:200..299", true, false);
        row("outcome:upstream_error", false, true);
        row("OUTCOME:OK", true, false);
        row("model:qwen*", true, true);
        row("model:qwen", false, false);
        row("model:QWEN-?urbo", true, true);
        row("upstream:dashscope key:app", true, false);
        row("key:\"研发 部\"", false, true);
        row("-key:\"研发 部\"", true, false);
        row("total:>2s", false, true);
        row("total:>2500ms", false, false);
        row("total:>=2500ms", false, true);
        row("total:1s..2s", true, false);
        row("total:1.40s", true, false);
        row("total:<2m", true, true);
        row("first:>100ms", true, false);
        row("-first:>100ms", false, true);
        row("first:<1s", true, false);
        row("rule:w12", false, true);
        row("rule:pii-*", false, true);
        row("rule:w1", false, false);
        row("rule:w1?,r3", false, true);
        row("rule:\"\"", true, false);
        row("-rule:*", true, false);
        row("gambling", false, true);
        row("stream:yes", true, false);
        row("stream:no", false, true);
        row("attempts:1", true, true);
        row("tokens:>400", true, true);
        row("in:120 out:340", true, true);
        row("tokens:>1k", false, false);
        row("cache:none", true, true);
        row("error:upstream_*", false, true);
        row("error:\"\"", true, false);
        row("reset", false, true);
        row("RESET", false, true);
        row("-reset", true, false);
        row("\"chat/completions\"", true, true);
        row("openai", true, true);
        row("10.0.0.7", true, true);
        row("client:10.0.0.*", true, true);
        row("path:/v1/chat/completions method:post", true, true);
    }
    void selects() {
        QFETCH(QString, text);
        const auto filter = TrafficFilter::parse(text);
        QVERIFY2(filter.has_value(), qPrintable(text));
        QTEST(filter->matches(test::plainRecord()), "plain");
        QTEST(filter->matches(failed()), "bad");
    }

    void pointsAtTheTrouble_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("trouble");
        QTest::addColumn<int>("position");
        using T = FilterTrouble;
        const auto row = [](const char* text, T trouble, int position) { QTest::newRow(text) << QString::fromUtf8(text) << int(trouble) << position; };
        row("nosuch:1", T::unknownField, 0);
        row("status:200 colour:red", T::unknownField, 11);
        row("status:", T::missingValue, 0);
        row("key:a status:", T::missingValue, 6);
        row("status:200,", T::missingValue, 0);
        row("-", T::missingValue, 0);
        row("status:9xx", T::badValue, 7);
        row("status:200,abc", T::badValue, 11);
        row("total:fast", T::badValue, 6);
        row("total:2s..1s", T::badValue, 6);
        row("outcome:maybe", T::badValue, 8);
        row("stream:perhaps", T::badValue, 7);
        row("time:25:00", T::badValue, 5);
        row("key:\"open", T::openQuote, 4);
    }
    void pointsAtTheTrouble() {
        QFETCH(QString, text);
        const auto filter = TrafficFilter::parse(text);
        QVERIFY(!filter.has_value());
        QTEST(int(filter.error().trouble), "trouble");
        QTEST(int(filter.error().position), "position");
    }

    void survivesAnyTextWithAProblemInsideIt() {
        std::mt19937 random(42);
        const QString alphabet = QStringLiteral("status:5x><=..\"\\,- *?key模型\u202e\U0001F600\t1234567890smk");
        for (int round = 0; round < 20'000; ++round) {
            QString text;
            for (std::size_t i = random() % 30; i > 0; --i) text += alphabet.at(static_cast<qsizetype>(random() % static_cast<std::size_t>(alphabet.size())));
            const auto filter = TrafficFilter::parse(text);
            if (filter) {
                (void)filter->matches(test::plainRecord());
            } else {
                QVERIFY(filter.error().position >= 0 && filter.error().length >= 0);
                QVERIFY(filter.error().position + filter.error().length <= text.size());
            }
        }
    }

    void survivesBeingCutAtEveryPosition() {
        const QString whole = QStringLiteral("status:5xx,200 -key:\"a b\\\"c\" total:>2.5s first:100ms..1s \"free text\" time:14:00..14:05");
        QVERIFY(TrafficFilter::parse(whole).has_value());
        for (qsizetype end = 0; end <= whole.size(); ++end) {
            const auto filter = TrafficFilter::parse(whole.left(end));
            if (!filter) QVERIFY(filter.error().position + filter.error().length <= end);
        }
    }

    void roundTripsEveryValueThroughATerm() {
        for (const QString& value : {QStringLiteral("plain"), QStringLiteral("a b"), QStringLiteral("quo\"te"), QStringLiteral("back\\slash"),
                                     QStringLiteral("co:lon,comma"), QStringLiteral("-minus"), QString(), QStringLiteral("中文 名")}) {
            TrafficRecord r = test::plainRecord();
            r.keyName = value.toStdString();
            const auto filter = TrafficFilter::parse(TrafficFilter::term(TrafficFilter::Field::key, value));
            QVERIFY2(filter.has_value(), qPrintable(value));
            QVERIFY2(filter->matches(r), qPrintable(value));
            r.keyName = "another";
            QVERIFY2(!filter->matches(r), qPrintable(value));
        }
    }
};

MIRROR_TEST(TrafficFilterTest, tst_traffic_filter)
#include "tst_traffic_filter.moc"
