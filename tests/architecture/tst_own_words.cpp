#include <regex>

#include "architecture/source_tree.h"
#include "support/run_test.h"

using namespace mirror::architecture;

/// The project speaks of itself alone: no folder of a developer's machine, no package registry, no secret in any text file.
class OwnWordsTest : public QObject {
    Q_OBJECT
private slots:
    void noFileNamesADevelopersMachine();
    void findsWhatItIsThereToFind_data();
    void findsWhatItIsThereToFind();
};

namespace {

// The patterns are cut so that this file does not match itself.
const std::regex& foreignWords() {
    static const std::regex pattern(
        std::string(R"((^|[\s"'`(=:,])/(ho)") + R"(me|Use)" + R"(rs|ro)" + R"(ot|wo)" + R"(rk)/(?!ops\b)[A-Za-z0-9_.~-])"  // absolute folders of people; "ops" is the example's user
        + R"(|https?://[^/\s"']*(regi)" + R"(stry|artifac)" + R"(tory|ne)" + R"(xus|verdac)" + R"(cio)[^/\s"']*)"  // package registries
        + R"(|BEGIN [A-Z ]*PRIVATE)" + R"( KEY-----\s[A-Za-z0-9+/])");                                             // a key pasted into a file
    return pattern;
}

// "line: text" of the first foreign word; empty if there is none.
std::string foreignWord(const std::string& text) {
    int number = 1;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line); ++number) {
        std::smatch match;
        if (line.size() < 20'000 && std::regex_search(line, match, foreignWords())) return std::to_string(number) + ": " + match.str();
    }
    return {};
}

}  // namespace

void OwnWordsTest::noFileNamesADevelopersMachine() {
    QStringList wrong;
    for (const SourceFile& file : readEveryText(MIRROR_SOURCE_DIR)) {
        const std::string word = foreignWord(file.text);
        if (!word.empty()) wrong << QString::fromStdString(file.path + ":" + word);
    }
    QVERIFY2(wrong.isEmpty(), qPrintable("\n" + wrong.join('\n')));
}

void OwnWordsTest::findsWhatItIsThereToFind_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isForeign");
    QTest::newRow("home") << QString("see /ho") + "me/li/notes.txt" << true;
    QTest::newRow("second line") << QString("a\nb \"/wo") + "rk/main/x\"" << true;
    QTest::newRow("registry") << QString("\"resolved\": \"https://npm.regi") + "stry.example.com/openai.tgz\"" << true;
    QTest::newRow("a folder of the project") << "tests/network/work/x and home/page" << false;
    QTest::newRow("an example's user") << QString("HOME=/ho") + "me/ops/x" << false;
    QTest::newRow("its own address") << "http://127.0.0.1:8080/v1/registry" << false;
    QTest::newRow("the user's own folder") << "~/.config/mirrordesk, $HOME/x, ${XDG_CONFIG_HOME}/home/x" << false;
}

void OwnWordsTest::findsWhatItIsThereToFind() {
    QFETCH(QString, text);
    QFETCH(bool, isForeign);
    QCOMPARE(!foreignWord(text.toStdString()).empty(), isForeign);
}

MIRROR_TEST(OwnWordsTest, tst_own_words)
#include "tst_own_words.moc"
