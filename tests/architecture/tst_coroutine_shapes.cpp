#include <regex>
#include <sstream>

#include "architecture/coroutine_shapes.h"
#include "architecture/source_tree.h"
#include "support/run_test.h"

using namespace mirror::architecture;

/// Rejects the coroutine shapes that GCC 12.2 miscompiles, in every source of the product, and coroutines in rooms that have none.
class CoroutineShapesTest : public QObject {
    Q_OBJECT
private slots:
    void noSourceHasABadShape();
    void onlyRoomsWithIoHaveCoroutines();
    void rejects_data();
    void rejects();
    void accepts_data();
    void accepts();
    void tellsTheLineOfTheAwait();
    void isNotMisledByCommentsAndLiterals();

private:
    std::filesystem::path m_root{MIRROR_SOURCE_DIR};
};

namespace {

std::vector<BadShape> shapesOf(const QString& text) {
    return findBadShapes(makeSourceFile("x.cpp", text.toStdString()).code);
}

}  // namespace

void CoroutineShapesTest::noSourceHasABadShape() {
    QStringList wrong;
    for (const SourceFile& file : readSources(m_root, {"app", "proxycore", "ui", "tests"})) {
        for (const BadShape& shape : findBadShapes(file.code)) wrong << QString::fromStdString(file.path + ":" + std::to_string(shape.line) + ": " + shape.what);
    }
    QVERIFY2(wrong.isEmpty(), qPrintable("\n" + wrong.join('\n')));
}

void CoroutineShapesTest::onlyRoomsWithIoHaveCoroutines() {
    std::set<std::string> permitted;
    for (const std::string& line : fencedBlock(readFile(m_root / "ARCHITECTURE.md"), "coroutine-rooms")) {
        std::istringstream names(line);
        for (std::string name; names >> name;) permitted.insert(name);
    }
    QVERIFY2(!permitted.empty(), "ARCHITECTURE.md has no block ```coroutine-rooms");
    static const std::regex coroutine(R"(\bco_(await|return|yield)\b)");
    QStringList wrong;
    for (const SourceFile& file : readSources(m_root, {"app", "proxycore", "ui"})) {
        if (!permitted.contains(unitOf(file.path)) && std::regex_search(file.code, coroutine)) wrong << QString::fromStdString(file.path);
    }
    QVERIFY2(wrong.isEmpty(), qPrintable("coroutines outside their rooms: " + wrong.join(", ")));
}

void CoroutineShapesTest::rejects_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("what");
    const QString lambda = "capturing lambda", ternary = "?:", choice = "switch", braces = "braces", second = "second";
    QTest::newRow("capture by reference") << "auto r = co_await run([&] { go(); });" << lambda;
    QTest::newRow("capture of this") << "co_await loop.post([this](int n) { take(n); });" << lambda;
    QTest::newRow("capture with an initialiser") << "co_await run([x = std::move(y)]() mutable { use(x); });" << lambda;
    QTest::newRow("lambda over lines") << "auto r =\n  co_await run(\n    first,\n    [&]\n    (int a)\n    {\n      go(a);\n    });" << lambda;
    QTest::newRow("lambda in a later call of the chain") << "co_await make(1).with([=] { return a; }).go();" << lambda;
    QTest::newRow("lambda inside an inner call") << "co_await run(wrap([&] { go(); }));" << lambda;
    QTest::newRow("await in the first branch") << "auto r = c ? co_await a() : b;" << ternary;
    QTest::newRow("await in the second branch") << "auto r = c ? a : co_await b();" << ternary;
    QTest::newRow("await as the condition") << "auto r = co_await a() ? 1 : 2;" << ternary;
    QTest::newRow("branch over lines") << "auto r = c\n  ? co_await a()\n  : b;" << ternary;
    QTest::newRow("in parentheses") << "int r = 1 + (c ? (co_await a()) : 2);" << ternary;
    QTest::newRow("branch in the arguments of another call") << "f(1, c ? co_await a() : 2);" << ternary;
    QTest::newRow("branch in a return") << "co_return c ? co_await a() : b;" << ternary;
    QTest::newRow("condition around a block's head") << "if (c ? co_await a() : b) { go(); }" << ternary;
    QTest::newRow("in braces of a value") << "T t{c ? co_await a() : b};" << ternary;
    QTest::newRow("switch") << "switch (co_await next()) { case 1: break; }" << choice;
    QTest::newRow("switch over lines") << "switch\n(\n  co_await next()\n)\n{ }" << choice;
    QTest::newRow("switch on a part") << "switch ((co_await next()).kind) { }" << choice;
    QTest::newRow("switch with a name") << "switch (auto k = co_await next(); k) { }" << choice;
    QTest::newRow("bare braces") << "co_await send({1, 2});" << braces;
    QTest::newRow("named braces") << "auto r = co_await send(head, Options{.a = 1, .b = 2});" << braces;
    QTest::newRow("braces over lines") << "auto r = co_await pool.take(\n  Key{\n    host,\n    port,\n  });" << braces;
    QTest::newRow("braces in an inner call") << "co_await send(make(Key{1}));" << braces;
    QTest::newRow("two in one sum") << "auto r = co_await a() + co_await b();" << second;
    QTest::newRow("one in the other's arguments") << "auto r = co_await a(co_await b());" << second;
    QTest::newRow("two in a condition") << "if (co_await a() && co_await b()) go();" << second;
    QTest::newRow("two in braces") << "T t{co_await a(),\n    co_await b()};" << second;
}

void CoroutineShapesTest::rejects() {
    QFETCH(QString, text);
    QFETCH(QString, what);
    for (const QString& body : {text, "Task<int> f() {\n" + text + "\n}", "auto l = [](int) -> Task<int> { before(); " + text + " after(); };"}) {
        QStringList found;
        for (const BadShape& shape : shapesOf(body)) found << QString::fromStdString(shape.what);
        QVERIFY2(found.join(", ").contains(what), qPrintable(body + "\nfound: " + found.join(", ")));
    }
}

void CoroutineShapesTest::accepts_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << "auto r = co_await stream.read(buffer, size - 1);";
    QTest::newRow("named lambda") << "const auto go = [&] { run(); };\nauto r = co_await post(go);";
    QTest::newRow("lambda without captures") << "auto r = co_await post([](int n) { return n ? 1 : 2; });";
    QTest::newRow("index in an argument") << "auto r = co_await take(list[i](0), m[key]);";
    QTest::newRow("choice before") << "const int n = c ? 1 : 2;\nauto r = co_await take(n);";
    QTest::newRow("choice after") << "auto r = co_await take(n);\nconst int n = r ? 1 : 2;";
    QTest::newRow("choice among the arguments") << "auto r = co_await take(c ? 1 : 2);";
    QTest::newRow("choice in another argument") << "f(co_await take(), c ? 1 : 2);";
    QTest::newRow("choice in a condition before") << "if (c ? a : b) co_await take();";
    QTest::newRow("choice in a block before") << "if (c) { n = d ? 1 : 2; }\nco_await take();";
    QTest::newRow("switch on a named value") << "const auto k = co_await next();\nswitch (k) { case 1: co_await one(); break; default: co_await other(); }";
    QTest::newRow("named aggregate") << "const Options o{.a = 1};\nauto r = co_await send(o);";
    QTest::newRow("awaiting a braced value") << "auto r = co_await Readable{fd, deadline};";
    QTest::newRow("braces elsewhere") << "const T t{1, 2};\nco_await take(t);\nconst T u{3};";
    QTest::newRow("one a statement") << "co_await a();\nco_await b();\nif (co_await c()) co_await d();";
    QTest::newRow("loop") << "while (co_await next()) { co_await take(); }";
    QTest::newRow("for") << "for (int i = 0; i < (c ? 1 : 2); ++i) co_await take(i);";
    QTest::newRow("one a branch") << "if (c) co_await a(); else co_await b();";
    QTest::newRow("template call") << "auto r = co_await take<int>(1);";
}

void CoroutineShapesTest::accepts() {
    QFETCH(QString, text);
    for (const QString& body : {text, "Task<int> f() {\n" + text + "\n}", "auto l = [](int) -> Task<int> { before(); " + text + " after(); };"}) {
        QStringList found;
        for (const BadShape& shape : shapesOf(body)) found << QString::fromStdString(shape.what);
        QVERIFY2(found.isEmpty(), qPrintable(body + "\nfound: " + found.join(", ")));
    }
}

void CoroutineShapesTest::tellsTheLineOfTheAwait() {
    const auto shapes = shapesOf("Task<int> f() {\n\n  // switch\n  switch (co_await a()) {}\n}");
    QCOMPARE(shapes.size(), std::size_t{1});
    QCOMPARE(shapes[0].line, 4);
}

void CoroutineShapesTest::isNotMisledByCommentsAndLiterals() {
    QVERIFY(shapesOf("// c ? co_await a() : b\n/* switch (co_await x) */ auto s = \"c ? co_await a() : b\"; auto r = R\"x(co_await f({1}))x\";").empty());
    QVERIFY(shapesOf("const int million = 1'000'000; auto r = co_await take('?', \"{\", million); // it's fine\n").empty());
    QCOMPARE(shapesOf("char c = '\\''; auto r = d ? co_await a() : '\"';").size(), std::size_t{1});
}

MIRROR_TEST(CoroutineShapesTest, tst_coroutine_shapes)
#include "tst_coroutine_shapes.moc"
