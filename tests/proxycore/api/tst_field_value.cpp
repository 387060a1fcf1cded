#include "proxycore/api/config_fields.h"
#include "support/run_test.h"

using namespace mirror;

namespace {
const FieldInfo& row(std::string_view path) {
    const FieldInfo* field = findField(path);
    if (field == nullptr) qFatal("no such field");
    return *field;
}
std::int64_t number(std::string_view path, std::string_view text) { return std::get<std::int64_t>(parseValue(row(path), text).value()); }
}  // namespace

class TstFieldValue : public QObject {
    Q_OBJECT
private slots:
    void readsTimesWithAndWithoutUnits() {
        QCOMPARE(number("http.keep_alive", "75s"), std::int64_t{75'000});
        QCOMPARE(number("http.keep_alive", "75000"), std::int64_t{75'000});
        QCOMPARE(number("http.keep_alive", " 1.5 min "), std::int64_t{90'000});
        QCOMPARE(number("timeouts.connect", "250ms"), std::int64_t{250});
        QCOMPARE(number("timeouts.total", "2m"), std::int64_t{120'000});
        QCOMPARE(number("timeouts.total", "1h"), std::int64_t{3'600'000});
        QCOMPARE(number("timeouts.total", "1d"), std::int64_t{86'400'000});
    }
    void readsSizesWithAndWithoutUnits() {
        QCOMPARE(number("http.max_body", "8 MiB"), std::int64_t{8 << 20});
        QCOMPARE(number("http.max_body", "32KiB"), std::int64_t{32 << 10});
        QCOMPARE(number("http.max_body", "0.5gib"), std::int64_t{512 << 20});
        QCOMPARE(number("http.max_body", "1MB"), std::int64_t{1'000'000});
        QCOMPARE(number("http.max_body", "4096"), std::int64_t{4096});
        QCOMPARE(number("http.gzip_minimum", "240 B"), std::int64_t{240});
    }
    void refusesWhatIsNoQuantity_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("text");
        for (const char* text : {"", "s", "-5s", "5 parsecs", "1..5s", "0.0001ms", "5s5s", "NaN", "inf", "1e3s", "99999999999999999999", "5 s s"})
            QTest::newRow(text) << "timeouts.connect" << text;
        for (const char* text : {"", "MiB", "-1", "8 MiBs", "0.3B", "1e6"}) QTest::newRow(text) << "http.max_body" << text;
        for (const char* text : {"", "1.0", "0x10", "+5", "5 ", "five"})
            if (QString(text).trimmed() == text) QTest::newRow(text) << "retry.attempts" << text;
        for (const char* text : {"", "maybe", "1", "0", "tRUE"}) QTest::newRow(text) << "auth.required" << text;
    }
    void refusesWhatIsNoQuantity() {
        QFETCH(QString, path);
        QFETCH(QString, text);
        const auto value = parseValue(row(path.toStdString()), text.toStdString());
        QVERIFY(!value);
        QCOMPARE(value.error().code, ErrorCode::configValue);
        QCOMPARE(value.error().args.at(0), path.toStdString());
    }
    void saysWhatIsAllowed() {
        QCOMPARE(parseValue(row("timeouts.connect"), "1ms").error().args.at(1), std::string("must be 50ms to 5m"));
        QCOMPARE(parseValue(row("http.max_body"), "2 GiB").error().args.at(1), std::string("must be 1 KiB to 1 GiB"));
        QCOMPARE(parseValue(row("log.level"), "loud").error().args.at(1), std::string("expected one of trace, debug, info, warn, error"));
        QCOMPARE(parseValue(row("upstreams[].name"), "").error().args.at(1), std::string("must not be empty"));
        QCOMPARE(parseValue(row("http.max_connections"), "0").error().args.at(1), std::string("must be 1 to 1000000"));
    }
    void takesBothEndsOfARangeAndNothingBeyond() {
        for (const FieldInfo& field : fieldTable()) {
            if (field.minimum == field.maximum || field.type != FieldType::integer) continue;
            QVERIFY(checkValue(field, static_cast<std::int64_t>(field.minimum)));
            QVERIFY(checkValue(field, static_cast<std::int64_t>(field.maximum)));
            QVERIFY(!checkValue(field, static_cast<std::int64_t>(field.minimum) - 1));
            QVERIFY(!checkValue(field, static_cast<std::int64_t>(field.maximum) + 1));
        }
    }
    void formatsWithTheLargestUnitThatFits() {
        QCOMPARE(formatValue(row("http.keep_alive"), std::int64_t{75'000}), std::string("75s"));
        QCOMPARE(formatValue(row("timeouts.total"), std::int64_t{600'000}), std::string("10m"));
        QCOMPARE(formatValue(row("timeouts.total"), std::int64_t{1'500}), std::string("1500ms"));
        QCOMPARE(formatValue(row("workers.drain_timeout"), std::int64_t{0}), std::string("0ms"));
        QCOMPARE(formatValue(row("http.max_body"), std::int64_t{8 << 20}), std::string("8 MiB"));
        QCOMPARE(formatValue(row("http.min_body_rate"), std::int64_t{240}), std::string("240 B"));
        QCOMPARE(formatValue(row("http.min_body_rate"), std::int64_t{0}), std::string("0 B"));
        QCOMPARE(formatValue(row("retry.budget_percent"), 12.5), std::string("12.5"));
    }
    void readsBackWhatItFormats() {
        const Config config = defaultConfig();
        for (const FieldInfo& field : fieldTable()) {
            if (field.path.starts_with("upstreams") || field.path.starts_with("aliases")) continue;
            const FieldValue value = field.get(config, 0);
            const auto again = parseValue(field, formatValue(field, value));
            QVERIFY2(again && *again == value, field.path.data());
        }
    }
    void listsKeepCommasQuotesAndBlanks() {
        const FieldInfo& field = row("upstreams[].models");
        for (const std::vector<std::string>& list : std::vector<std::vector<std::string>>{
                 {}, {"a"}, {"a", "b"}, {"a,b", "c"}, {"say \"x\"", "back\\slash"}, {" blank ", "通义-*"}}) {
            const auto again = parseValue(field, formatValue(field, list));
            QVERIFY(again.has_value());
            QCOMPARE(std::get<std::vector<std::string>>(*again), list);
        }
        QVERIFY(!parseValue(field, "\"open"));
        QVERIFY(!parseValue(field, "\"a\"b"));
        QVERIFY(!parseValue(field, "a,,b"));  // an empty element
    }
    void refusesControlCharactersAndBrokenUtf8() {
        const FieldInfo& field = row("log.file");
        for (const std::string& text : std::vector<std::string>{"a\nb", "a\x7f", std::string("a\0b", 3), "\xff", "\xc3", "\xed\xa0\x80", "\xc0\xaf", "\xf4\x90\x80\x80"})
            QVERIFY2(!checkValue(field, text), text.c_str());
        QVERIFY(checkValue(field, std::string("/日志/😀.log")));
    }
    void countsCharactersNotOctets() {
        std::string name;
        for (int i = 0; i < 256; ++i) name += "词";
        QVERIFY(checkValue(row("aliases[].from"), name));
        QVERIFY(!checkValue(row("aliases[].from"), name + "词"));
    }
    void refusesAValueOfTheWrongAlternative() {
        QVERIFY(!checkValue(row("auth.required"), std::int64_t{1}));
        QVERIFY(!checkValue(row("http.keep_alive"), std::string("75s")));
        QVERIFY(!checkValue(row("upstreams[].models"), std::string("a")));
        QVERIFY(!checkValue(row("retry.budget_percent"), std::int64_t{10}));
    }
};

MIRROR_TEST(TstFieldValue, tst_field_value)
#include "tst_field_value.moc"
