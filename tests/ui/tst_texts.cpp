#include <QApplication>
#include <QRegularExpression>
#include <QXmlStreamReader>
#include <set>

#include "support/run_test.h"
#include "ui/forms/field_text.h"
#include "ui/link/error_text.h"
#include "ui/link/reason_text.h"
#include "ui/link/unit_text.h"
#include "ui/support/switch_language.h"

using namespace mirror;
using namespace std::chrono_literals;

/// Sentences, quantities and translations.
class TestTexts : public QObject {
    Q_OBJECT
private slots:
    void everyErrorCodeHasASentenceInBothLanguages();
    void everyEventHasASentence();
    void argumentsAreFilledOnce();
    void invisibleCharactersAreShown();
    void quantitiesReadNaturally_data();
    void quantitiesReadNaturally();
    void everyTextOfTheFieldTableIsKnownToTheTranslators();
    void noTranslationIsUnfinishedAndPlaceholdersAgree();
    void reasonsOfValidationAreTranslated();
    void everyReasonOfTheAddressRulesIsTranslated();
    void everyReasonOfThePassedFieldsIsTranslated();
    void aReasonNamesOtherSettingsByTheirLabels();
    void aRefusalSaysWhatIsWrongNotWhatIsAllowed();
};

namespace {

constexpr int kCodes = static_cast<int>(ErrorCode::internal) + 1;


struct Message {
    QString context, source, comment;
    QStringList translations;
    bool isFinished = true;
};

Message readMessage(QXmlStreamReader& xml, const QString& context) {
    Message message;
    message.context = context;
    while (xml.readNextStartElement()) {
        if (xml.name() == QLatin1String("source")) {
            message.source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            message.isFinished = !xml.attributes().hasAttribute(QLatin1String("type"));
            message.translations << xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

QList<Message> messagesOf(const QString& file) {
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly)) return {};
    QXmlStreamReader xml(&source);
    QList<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement()) continue;
        if (xml.name() == QLatin1String("name")) context = xml.readElementText();
        if (xml.name() == QLatin1String("message")) messages << readMessage(xml, context);
    }
    return messages;
}

QStringList placeholders(const QString& text) {
    std::set<QString> found;
    auto matches = QRegularExpression(QStringLiteral("%(?:n|\\d)")).globalMatch(text);
    while (matches.hasNext()) found.insert(matches.next().captured());
    return QStringList(found.begin(), found.end());
}

}  // namespace

void TestTexts::everyErrorCodeHasASentenceInBothLanguages() {
    for (const char* language : {"en", "zh_CN"}) {
        test::SwitchLanguage switched(QString::fromLatin1(language));
        std::set<QString> sentences;
        for (int code = 0; code < kCodes; ++code) {
            const Error error = makeError(static_cast<ErrorCode>(code), {"one", "two"});
            const QString sentence = ui::errorText(error);
            QVERIFY2(!sentence.isEmpty() && !sentence.contains(QLatin1Char('%')), errorName(error.code).data());
            QVERIFY2(sentences.insert(sentence).second, qPrintable(sentence));
            if (error.code != ErrorCode::internal) QVERIFY(sentence != ui::errorText(makeError(ErrorCode::internal)));
            QVERIFY(!ui::errorNameText(std::string(errorName(error.code))).contains(QLatin1Char('?')) || code >= static_cast<int>(ErrorCode::configSyntax));
        }
    }
}

void TestTexts::everyEventHasASentence() {
    for (int kind = 0; kind <= static_cast<int>(EventKind::wordsRejected); ++kind) {
        Event event;
        event.kind = static_cast<EventKind>(kind);
        event.args = {"7", "30"};
        QVERIFY(ui::eventText(event).size() > 5);
        QVERIFY(!ui::eventText(event).contains(QLatin1Char('%')));
    }
}

void TestTexts::argumentsAreFilledOnce() {
    const QString text = ui::errorText(makeError(ErrorCode::upstreamStatus, {"%2", "503"}));
    QCOMPARE(text, QStringLiteral("The upstream %2 answered with status 503."));
}

void TestTexts::invisibleCharactersAreShown() {
    QCOMPARE(ui::foreignText("a\xE2\x80\xAE" "b"), QStringLiteral("a<U+202e>b"));
    QCOMPARE(ui::foreignText("a\nb"), QStringLiteral("a<U+000a>b"));
    QCOMPARE(ui::foreignText("镜台"), QStringLiteral("镜台"));
}

void TestTexts::quantitiesReadNaturally_data() {
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("expected");
    QLocale::setDefault(QLocale(QStringLiteral("en_US")));
    QTest::newRow("none") << ui::durationText(Microseconds(-1)) << QStringLiteral("–");
    QTest::newRow("us") << ui::durationText(Microseconds(850)) << QStringLiteral("850 µs");
    QTest::newRow("ms") << ui::durationText(Microseconds(4'200)) << QStringLiteral("4.20 ms");
    QTest::newRow("edge of ms") << ui::durationText(Microseconds(999'400)) << QStringLiteral("999 ms");
    QTest::newRow("s") << ui::durationText(Microseconds(1'250'000)) << QStringLiteral("1.25 s");
    QTest::newRow("edge of three digits") << ui::durationText(Microseconds(9'996'000)) << QStringLiteral("10.0 s");
    QTest::newRow("min") << ui::durationText(Milliseconds(125'000)) << QStringLiteral("2 min 5 s");
    QTest::newRow("h") << ui::durationText(Milliseconds(3'900'000)) << QStringLiteral("1 h 5 min");
    QTest::newRow("bytes") << ui::bytesText({512}) << QStringLiteral("512 B");
    QTest::newRow("KiB") << ui::bytesText({8192}) << QStringLiteral("8.0 KiB");
    QTest::newRow("just below a MiB") << ui::bytesText({1024 * 1024 - 1}) << QStringLiteral("1.0 MiB");
    QTest::newRow("count") << ui::countText(12345) << QStringLiteral("12,345");
    QTest::newRow("short") << ui::shortCountText(12345) << QStringLiteral("12.3k");
    QTest::newRow("zero rate") << ui::rateText(0) << QStringLiteral("0");
    QTest::newRow("no ratio") << ui::percentText(-1) << QStringLiteral("–");
    QTest::newRow("small ratio") << ui::percentText(0.004) << QStringLiteral("0.4 %");
    QTest::newRow("ratio") << ui::percentText(0.371) << QStringLiteral("37 %");
}

void TestTexts::quantitiesReadNaturally() {
    QFETCH(QString, shown);
    QFETCH(QString, expected);
    QCOMPARE(shown, expected);
}

void TestTexts::everyTextOfTheFieldTableIsKnownToTheTranslators() {
    std::set<std::string> table;
    for (const FieldInfo& field : fieldTable()) table.insert({std::string(field.label), std::string(field.help)});
    for (const ListInfo& list : listTable()) table.insert({std::string(list.label), std::string(list.help)});
    for (const SectionInfo& section : sectionTable()) table.insert({std::string(section.label), std::string(section.help)});
    std::set<std::string> known;
    for (const QByteArray& text : ui::translatableFieldTexts()) known.insert(text.toStdString());
    for (const std::string& text : table) QVERIFY2(known.contains(text), ("missing in field_table_texts.cpp: " + text).c_str());
    for (const std::string& text : known) QVERIFY2(table.contains(text), ("no longer in the field table: " + text).c_str());
}

void TestTexts::noTranslationIsUnfinishedAndPlaceholdersAgree() {
    const QList<Message> chinese = messagesOf(QStringLiteral(MIRROR_SOURCE_DIR "/translations/console_zh_CN.ts"));
    QVERIFY(chinese.size() > 300);
    for (const Message& message : chinese) {
        const QString where = message.context + QStringLiteral(": ") + message.source;
        QVERIFY2(message.isFinished && !message.translations.value(0).isEmpty(), qPrintable(where));
        QVERIFY2(placeholders(message.source) == placeholders(message.translations.first()), qPrintable(where));
    }
    for (const Message& message : messagesOf(QStringLiteral(MIRROR_SOURCE_DIR "/translations/console_en.ts")))
        QVERIFY2(message.isFinished, qPrintable(message.source));
}

void TestTexts::reasonsOfValidationAreTranslated() {
    test::SwitchLanguage chinese(QStringLiteral("zh_CN"));
    Config config = defaultConfig();
    config.listeners.at(1).name = config.listeners.at(0).name;
    config.listeners.at(1).port = config.listeners.at(0).port;
    config.listeners.at(0).certificateFile = "a.pem";
    config.aliases = {{"a", "b"}, {"b", "a"}};
    config.http.trustedProxies = {"10.0.0.1/8"};
    config.http.passFields = {"Cookie"};
    config.timeouts.connect = 100h;
    config.mask.kinds = {"shoe size"};
    UpstreamConfig upstream;
    upstream.name = "x";
    for (const char* url : {"ftp://a", "https://a?b", "https://a#b", "https://u:p@a", "https://", "https://a b", "https://a_b"}) {
        upstream.baseUrl = url;
        config.upstreams.push_back(upstream);
    }
    const auto problems = validateConfig(config);
    QVERIFY(problems.size() >= 10);
    for (const ConfigProblem& problem : problems) {
        const QString sentence = ui::problemSentence(problem);
        const bool hasHan = QRegularExpression(QStringLiteral("\\p{Han}")).match(sentence).hasMatch();
        QVERIFY2(hasHan, qPrintable(QString::fromStdString(problem.path) + QStringLiteral(": ") + sentence));
    }
}

void TestTexts::everyReasonOfTheAddressRulesIsTranslated() {
    QFile source(QStringLiteral(MIRROR_SOURCE_DIR "/proxycore/api/src/address_rules.cpp"));
    QVERIFY(source.open(QIODevice::ReadOnly));
    test::SwitchLanguage chinese(QStringLiteral("zh_CN"));
    // A reason is a literal of several words; one that ends in a space goes on with a number.
    auto literals = QRegularExpression(QStringLiteral("\"([a-z*][^\"\\\\]* [^\"\\\\]* [^\"\\\\]*)\"")).globalMatch(QString::fromUtf8(source.readAll()));
    int seen = 0;
    while (literals.hasNext()) {
        QString reason = literals.next().captured(1);
        if (reason.endsWith(QLatin1Char(' '))) reason += QLatin1Char('8');
        QVERIFY2(!ui::knownReasonText(reason.toStdString()).isEmpty(), qPrintable(reason));
        QVERIFY2(QRegularExpression(QStringLiteral("\\p{Han}")).match(ui::knownReasonText(reason.toStdString())).hasMatch(), qPrintable(reason));
        ++seen;
    }
    QVERIFY2(seen >= 20, "the rules are written otherwise than this test reads them");
}

void TestTexts::everyReasonOfThePassedFieldsIsTranslated() {
    test::SwitchLanguage chinese(QStringLiteral("zh_CN"));
    std::set<std::string> reasons;
    for (const char* name : {"a b", "Accept", "Cookie", "TE", "Host", "Via", "x-same"}) {
        Config config = defaultConfig();
        config.http.passFields = {"x-same", name};
        const auto problems = validateConfig(config);
        QCOMPARE(problems.size(), std::size_t(1));
        const std::string reason = problems[0].error.args.at(1);
        reasons.insert(reason.substr(reason.find(": ")));
        const QString sentence = ui::knownReasonText(reason);
        QVERIFY2(QRegularExpression(QStringLiteral("\\p{Han}")).match(sentence).hasMatch(), reason.c_str());
        QVERIFY2(sentence.contains(QString::fromLatin1(name)), qPrintable(sentence));
    }
    QCOMPARE(reasons.size(), std::size_t(7));
}

void TestTexts::aReasonNamesOtherSettingsByTheirLabels() {
    QCOMPARE(ui::reasonText("it must not be shorter than timeouts.idle"), QStringLiteral("it must not be shorter than “Timeouts › Silence in a stream”"));
    QCOMPARE(ui::reasonText("the name timeouts is taken by upstreams[0]"), QStringLiteral("the name timeouts is taken by “Upstreams › 1”"));
    test::SwitchLanguage chinese(QStringLiteral("zh_CN"));
    const QString sentence = ui::errorText(makeError(ErrorCode::configValue, {"listeners[0].address", "expected an IPv4 or IPv6 address such as 127.0.0.1, 0.0.0.0 or ::1"}));
    QVERIFY2(!sentence.contains(QStringLiteral("expected")) && !sentence.contains(QStringLiteral("listeners")), qPrintable(sentence));
}

void TestTexts::aRefusalSaysWhatIsWrongNotWhatIsAllowed() {
    const FieldInfo* name = findField("upstreams[].name");
    QVERIFY(name != nullptr);
    const auto refused = checkValue(*name, FieldValue(std::string("a\x01")));
    QVERIFY(!refused);
    QCOMPARE(ui::refusalText(*name, refused.error()), QStringLiteral("must be UTF-8 text without control characters"));
    const auto empty = checkValue(*name, FieldValue(std::string()));
    QVERIFY(!empty);
    QCOMPARE(ui::refusalText(*name, empty.error()), QStringLiteral("must not be empty"));
}

MIRROR_TEST(TestTexts, tst_texts)
#include "tst_texts.moc"
