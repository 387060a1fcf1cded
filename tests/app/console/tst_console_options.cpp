#include <QApplication>
#include <QDir>

#include "console/console_options.h"
#include "console/console_settings.h"
#include "console/language.h"
#include "support/run_test.h"

using namespace mirror;

/// Command line, preferences and language of the console.
class TestConsoleOptions : public QObject {
    Q_OBJECT
private slots:
    void readsEverything();
    void refusesWhatCannotWork_data();
    void refusesWhatCannotWork();
    void helpAndVersionEndWell();
    void keepsPreferencesPerProfile();
    void switchesTheLanguageAtOnce();
};

void TestConsoleOptions::readsEverything() {
    const auto parsed = console::parseConsoleOptions({"--profile", "p", "--set", "log.level=debug", "--set", "http.max_body=1 MiB", "--lang", "zh_CN", "--theme", "dark"});
    QCOMPARE(parsed.exitCode, -1);
    QCOMPARE(parsed.options.profile, QDir::current().absoluteFilePath(QStringLiteral("p")));
    QCOMPARE(parsed.options.overrides, (Overrides{{"log.level", "debug"}, {"http.max_body", "1 MiB"}}));
    QCOMPARE(parsed.options.language, QStringLiteral("zh_CN"));
    QCOMPARE(parsed.options.theme, QStringLiteral("dark"));
    QVERIFY(parsed.options.connectTo.isEmpty());
    const auto remote = console::parseConsoleOptions({"--connect", "https://mirror.example:8081", "--token-file", "t", "--ca-file", "c"});
    QCOMPARE(remote.exitCode, -1);
    QCOMPARE(remote.options.connectTo, QUrl(QStringLiteral("https://mirror.example:8081")));
    QCOMPARE(console::parseConsoleOptions({"--connect", "http://127.0.0.1:8081", "--token-file", "t"}).exitCode, -1);
}

void TestConsoleOptions::refusesWhatCannotWork_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown option") << QStringList{"--frobnicate"};
    QTest::newRow("set without value") << QStringList{"--set", "log.level"};
    QTest::newRow("connect without token") << QStringList{"--connect", "https://a:1"};
    QTest::newRow("clear text over a network") << QStringList{"--connect", "http://mirror.example:8081", "--token-file", "t"};
    QTest::newRow("no address") << QStringList{"--connect", "mirror", "--token-file", "t"};
    QTest::newRow("demo of a remote engine") << QStringList{"--demo", "--connect", "https://a:1", "--token-file", "t"};
    QTest::newRow("language") << QStringList{"--lang", "fr"};
    QTest::newRow("theme") << QStringList{"--theme", "pink"};
    QTest::newRow("stray word") << QStringList{"hello"};
}

void TestConsoleOptions::refusesWhatCannotWork() {
    QFETCH(QStringList, arguments);
    const auto parsed = console::parseConsoleOptions(arguments);
    QCOMPARE(parsed.exitCode, 2);
    QVERIFY(!parsed.output.empty());
}

void TestConsoleOptions::helpAndVersionEndWell() {
    QCOMPARE(console::parseConsoleOptions({"--help"}).exitCode, 0);
    const auto version = console::parseConsoleOptions({"--version"});
    QCOMPARE(version.exitCode, 0);
    QVERIFY(version.output.starts_with("mirrordesk "));
}

void TestConsoleOptions::keepsPreferencesPerProfile() {
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("console.ini"));
    {
        console::ConsoleSettings one(QStringLiteral("/a"), file);
        QCOMPARE(one.language(), QStringLiteral("system"));
        one.setLanguage(QStringLiteral("zh_CN"));
        one.setPage(2);
        one.setGeometry("abc");
        one.setPinnedCertificate(QStringLiteral("host:1"), QStringLiteral("ff00"));
    }
    const console::ConsoleSettings again(QStringLiteral("/a"), file);
    QCOMPARE(again.page(), 2);
    QCOMPARE(again.geometry(), QByteArray("abc"));
    QCOMPARE(again.pinnedCertificate(QStringLiteral("host:1")), QStringLiteral("ff00"));
    const console::ConsoleSettings other(QStringLiteral("/b"), file);
    QCOMPARE(other.language(), QStringLiteral("zh_CN"));
    QCOMPARE(other.page(), 0);
    QVERIFY(other.geometry().isEmpty());
}

void TestConsoleOptions::switchesTheLanguageAtOnce() {
    console::Language language;
    language.choose(QStringLiteral("zh_CN"));
    QCOMPARE(QCoreApplication::translate("mirror::ui::ErrorText", "Running"), QStringLiteral("运行中"));
    language.choose(QStringLiteral("en"));
    QCOMPARE(QCoreApplication::translate("mirror::ui::ErrorText", "Running"), QStringLiteral("Running"));
    language.choose(QStringLiteral("klingon"));
    QCOMPARE(language.choice(), QStringLiteral("system"));
}

MIRROR_TEST(TestConsoleOptions, tst_console_options)
#include "tst_console_options.moc"
