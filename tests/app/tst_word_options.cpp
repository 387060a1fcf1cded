#include "common/exit_codes.h"
#include "common/options.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::app;

namespace {
template <class T>
T as(std::vector<std::string> arguments) {
    const Action action = parseDaemonOptions(std::move(arguments), "/default");
    if (const Say* say = std::get_if<Say>(&action); say != nullptr && !std::is_same_v<T, Say>) qWarning("%s", say->text.c_str());
    return std::get<T>(action);
}
}  // namespace

class TstWordOptions : public QObject {
    Q_OBJECT
private slots:
    void everySubcommandIsRecognised() {
        QCOMPARE(as<WordsList>({"words", "list"}).profile, std::filesystem::path("/default"));
        QVERIFY(!as<WordsList>({"words", "list"}).json);
        QVERIFY(as<WordsList>({"words", "list", "--json"}).json);
        const auto exported = as<WordsExport>({"words", "export", "--list", "a", "--format", "txt", "-o", "/f", "--profile", "/p"});
        QCOMPARE(exported.list, std::string("a"));
        QCOMPARE(exported.format, WordFileFormat::txt);
        QCOMPARE(exported.output, std::string("/f"));
        QCOMPARE(exported.profile, std::filesystem::path("/p"));
        QCOMPARE(as<WordsExport>({"words", "export"}).format, WordFileFormat::csv);
    }
    void anImportTakesItsDefaults() {
        const auto import = as<WordsImport>({"words", "import", "/f.csv", "--list", "new list", "--action", "mask", "--scope", "output", "--category", "类", "--format", "csv", "--note", "why",
                                             "--check", "--json", "--set", "filter.fold_width=false"});
        QCOMPARE(import.file, std::string("/f.csv"));
        QCOMPARE(import.list, std::string("new list"));
        QCOMPARE(import.defaults.action, WordAction::mask);
        QCOMPARE(import.defaults.scope, WordScope::output);
        QCOMPARE(import.defaults.category, std::string("类"));
        QCOMPARE(import.format, WordFileFormat::csv);
        QCOMPARE(import.note, std::string("why"));
        QVERIFY(import.check && import.json);
        QCOMPARE(import.overrides, (Overrides{{"filter.fold_width", "false"}}));
        const auto plain = as<WordsImport>({"words", "import", "-"});
        QVERIFY(plain.defaults == Word{} && !plain.check && plain.list.empty() && plain.format == WordFileFormat::automatic);
    }
    void aTestTakesATextOrAFileOrStandardInput() {
        QCOMPARE(as<WordsTest>({"words", "test", "大 麻"}).text, std::string("大 麻"));
        QCOMPARE(as<WordsTest>({"words", "test", "--", "--json"}).text, std::string("--json"));
        QCOMPARE(as<WordsTest>({"words", "test", "--file", "/f"}).file, std::string("/f"));
        const auto input = as<WordsTest>({"words", "test", "-", "--direction", "input"});
        QVERIFY(input.file == "-" && input.text.empty());
        QCOMPARE(input.direction, WordScope::input);
        QCOMPARE(as<WordsTest>({"words", "test", ""}).text, std::string());
    }
    void aDryRunTakesCandidates() {
        const auto run = as<WordsDryRun>({"words", "dry-run", "a.txt", "b.csv", "--folder", "/d", "--no-bundled"});
        QCOMPARE(run.candidates, (std::vector<std::string>{"a.txt", "b.csv"}));
        QCOMPARE(run.folder, std::string("/d"));
        QVERIFY(!run.bundled);
        const auto plain = as<WordsDryRun>({"words", "dry-run"});
        QVERIFY(plain.bundled && plain.candidates.empty() && plain.direction == WordScope::both);
    }
    void mistakesAreUsageErrorsThatSayWhat_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("mentions");
        QTest::newRow("words alone") << QStringList{"words"} << "subcommand";
        QTest::newRow("unknown subcommand") << QStringList{"words", "burn"} << "burn";
        QTest::newRow("import of nothing") << QStringList{"words", "import"} << "FILE";
        QTest::newRow("unknown action") << QStringList{"words", "import", "f", "--action", "burn"} << "burn";
        QTest::newRow("unknown format") << QStringList{"words", "export", "--format", "xls"} << "xls";
        QTest::newRow("export as automatic") << QStringList{"words", "export", "--format", "automatic"} << "automatic";
        QTest::newRow("test of nothing") << QStringList{"words", "test"} << "TEXT";
        QTest::newRow("text and file") << QStringList{"words", "test", "a", "--file", "f"} << "--file";
    }
    void mistakesAreUsageErrorsThatSayWhat() {
        QFETCH(QStringList, arguments);
        QFETCH(QString, mentions);
        std::vector<std::string> list;
        for (const QString& argument : arguments) list.push_back(argument.toStdString());
        const Say say = as<Say>(list);
        QCOMPARE(say.exitCode, kUsage);
        QVERIFY2(say.text.find(mentions.toStdString()) != std::string::npos, say.text.c_str());
    }
};

MIRROR_TEST(TstWordOptions, tst_word_options)
#include "tst_word_options.moc"
