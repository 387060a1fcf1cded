#include <algorithm>
#include <array>
#include <regex>
#include <sstream>

#include "architecture/source_tree.h"
#include "support/run_test.h"

using namespace mirror::architecture;

namespace {

const std::vector<std::string> kFolders = {"app", "proxycore", "ui"};

// Where the compiler looks for a header, beside the folder of the file that asks.
constexpr std::array<std::string_view, 7> kIncludeRoots = {
    "", "proxycore/", "proxycore/api/include/", "proxycore/engine/include/", "ui/", "app/", "app/console/"};

// The unit a header lies in; empty for the system's, a library's and generated ones.
std::string unitOfInclude(const std::filesystem::path& root, const SourceFile& file, const Include& include) {
    const std::string folder = file.path.substr(0, file.path.rfind('/') + 1);
    std::vector<std::string> candidates{folder + include.target};
    for (const std::string_view place : kIncludeRoots) candidates.push_back(std::string(place) + include.target);
    for (const std::string& candidate : candidates) {
        if (std::filesystem::exists(root / candidate)) return unitOf(candidate);
    }
    return {};
}

bool isQtHeader(const Include& include) {
    static const std::regex pattern(R"(^(Q[A-Z].*|Qt[A-Z0-9].*|q[a-z0-9]+\.h)$)");
    return std::regex_match(include.target, pattern);
}

bool mayUseQt(const std::string& unit) { return unit == "ui" || unit == "app/console"; }

// What is wrong with one file, as lines "path:line: sentence"; the edges it uses are added to `used`.
QStringList complaints(const std::filesystem::path& root, const SourceFile& file, const Edges& permitted, Edges& used) {
    QStringList wrong;
    const std::string unit = unitOf(file.path);
    const auto complain = [&](int line, const std::string& sentence) {
        wrong << QString::fromStdString(file.path + ":" + std::to_string(line) + ": " + sentence);
    };
    if (unit.empty()) {
        complain(1, "belongs to no room");
        return wrong;
    }
    for (const Include& include : file.includes) {
        if (include.target.starts_with("../") || include.target.find("/../") != std::string::npos) complain(include.line, "includes by ../");
        if (isQtHeader(include) && !mayUseQt(unit)) complain(include.line, unit + " includes Qt: " + include.target);
        const std::string target = unitOfInclude(root, file, include);
        if (target.empty() || target == unit) continue;
        used[unit].insert(target);
        const auto row = permitted.find(unit);
        if (row == permitted.end() || !row->second.contains(target)) complain(include.line, unit + " -> " + target + " is not a permitted edge");
    }
    static const std::regex translation(R"(\b(tr|translate|QT_TR_NOOP|QT_TRANSLATE_NOOP)\s*\()");
    std::smatch match;
    if (!mayUseQt(unit) && std::regex_search(file.code, match, translation)) {
        complain(lineAt(file.code, static_cast<std::size_t>(match.position())), "sentences for people are made in ui and app/console only");
    }
    return wrong;
}

// The rooms named in the room's mirror_add_room(... ROOMS ...).
std::set<std::string> linkedRooms(const std::filesystem::path& root, const std::string& room) {
    static const std::regex list(R"(\bROOMS\s+([a-z_\s]+?)\s*(LIBRARIES|SOURCES|\)))");
    const std::string text = readFile(root / "proxycore" / room / "CMakeLists.txt");
    std::smatch match;
    std::set<std::string> rooms;
    if (!std::regex_search(text, match, list)) return rooms;
    std::istringstream names(match[1]);
    for (std::string name; names >> name;) rooms.insert(name);
    return rooms;
}

}  // namespace

/// Holds the rule of the rooms: the table of permitted edges in ARCHITECTURE.md is what the includes are, no more and no less.
class LayeringTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void everyIncludeFollowsAPermittedEdge();
    void everyPermittedEdgeIsUsed();
    void permittedEdgesHaveNoCycle();
    void aRoomLinksNoMoreThanItMayInclude();
    void findsWhatItIsThereToFind_data();
    void findsWhatItIsThereToFind();
    void findsACycle();

private:
    std::filesystem::path m_root{MIRROR_SOURCE_DIR};
    Edges m_permitted;
    std::vector<SourceFile> m_sources;
};

void LayeringTest::initTestCase() {
    m_permitted = parseEdges(fencedBlock(readFile(m_root / "ARCHITECTURE.md"), "edges"));
    m_sources = readSources(m_root, kFolders);
    QVERIFY2(!m_permitted.empty(), "ARCHITECTURE.md has no block ```edges");
    QVERIFY(m_sources.size() > 20);
}

void LayeringTest::everyIncludeFollowsAPermittedEdge() {
    QStringList wrong;
    Edges used;
    for (const SourceFile& file : m_sources) wrong << complaints(m_root, file, m_permitted, used);
    QVERIFY2(wrong.isEmpty(), qPrintable("\n" + wrong.join('\n')));
}

void LayeringTest::everyPermittedEdgeIsUsed() {
    Edges used;
    for (const SourceFile& file : m_sources) complaints(m_root, file, m_permitted, used);
    QStringList unused;
    for (const auto& [from, targets] : m_permitted) {
        for (const std::string& to : targets) {
            if (!used[from].contains(to) && !linkedRooms(m_root, from).contains(to)) unused << QString::fromStdString(from + " -> " + to);
        }
    }
    QVERIFY2(unused.isEmpty(), qPrintable("ARCHITECTURE.md permits edges nobody uses; take them out: " + unused.join(", ")));
}

void LayeringTest::permittedEdgesHaveNoCycle() {
    const std::string cycle = findCycle(m_permitted);
    QVERIFY2(cycle.empty(), cycle.c_str());
}

void LayeringTest::aRoomLinksNoMoreThanItMayInclude() {
    QStringList wrong;
    for (const auto& [room, targets] : m_permitted) {
        for (const std::string& name : linkedRooms(m_root, room)) {
            if (!targets.contains(name)) wrong << QString::fromStdString(room + " links " + name);
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
}

void LayeringTest::findsWhatItIsThereToFind_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("complaint");
    QTest::newRow("sibling") << "proxycore/http/x.cpp" << "#include \"auth/key_table.h\"\n" << "http -> auth is not a permitted edge";
    QTest::newRow("console reaches the engine") << "ui/x.cpp" << "#include \"base/text.h\"\n" << "ui -> base is not a permitted edge";
    QTest::newRow("angle brackets") << "ui/x.h" << "#include <proxycore/make_engine.h>\n" << "ui -> engine is not a permitted edge";
    QTest::newRow("parent folder") << "proxycore/http/x.cpp" << "#include \"../base/text.h\"\n" << "includes by ../";
    QTest::newRow("Qt in a room") << "proxycore/http/x.cpp" << "#include <QString>\n" << "http includes Qt: QString";
    QTest::newRow("Qt module in a room") << "proxycore/http/x.cpp" << "#include <QtCore/QString>\n" << "http includes Qt";
    QTest::newRow("Qt in the daemon") << "app/daemon/x.cpp" << "\n#include <qglobal.h>\n" << "app/daemon/x.cpp:2: app/daemon includes Qt";
    QTest::newRow("sentence in a room") << "proxycore/http/x.cpp" << "auto s = tr(\"No\");\n" << "sentences for people";
    QTest::newRow("no room") << "proxycore/x.cpp" << "" << "belongs to no room";
    QTest::newRow("fine: own room") << "proxycore/http/x.cpp" << "#include \"http/message.h\"\n#include <string>\n" << "";
    QTest::newRow("fine: permitted") << "proxycore/http/x.cpp" << "#include \"base/text.h\"\n" << "";
    QTest::newRow("fine: sentence in a comment") << "proxycore/http/x.cpp" << "// tr(\"No\")\nint str(int);\n" << "";
    QTest::newRow("fine: Qt in the window") << "ui/x.cpp" << "#include <QWidget>\nauto s = tr(\"No\");\n" << "";
}

void LayeringTest::findsWhatItIsThereToFind() {
    QFETCH(QString, path);
    QFETCH(QString, text);
    QFETCH(QString, complaint);
    Edges used;
    const SourceFile file = makeSourceFile(path.toStdString(), text.toStdString());
    const QStringList wrong = complaints(m_root, file, {{"http", {"base", "api"}}, {"ui", {"api"}}}, used);
    if (complaint.isEmpty()) {
        QCOMPARE(wrong, QStringList());
    } else {
        QVERIFY2(wrong.join('\n').contains(complaint), qPrintable(wrong.join('\n')));
    }
}

void LayeringTest::findsACycle() {
    QCOMPARE(findCycle({{"a", {"b"}}, {"b", {"c"}}, {"c", {}}}), std::string());
    QCOMPARE(findCycle({{"a", {"b"}}, {"b", {"c"}}, {"c", {"b"}}}), std::string("b -> c -> b"));
}

MIRROR_TEST(LayeringTest, tst_layering)
#include "tst_layering.moc"
