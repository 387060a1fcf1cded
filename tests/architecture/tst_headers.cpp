#include <regex>
#include <sstream>

#include "architecture/source_tree.h"
#include "support/run_test.h"

using namespace mirror::architecture;

/// A header is a contract: the programs' interface says of every type what it is; a room's header says at least once.
class HeadersTest : public QObject {
    Q_OBJECT
private slots:
    void everyHeaderIsIncludedOnce();
    void everyHeaderSaysWhatItIsFor();
    void everyPublicClassHasAComment();
    void findsAClassWithoutAComment();

private:
    std::vector<SourceFile> headers() const;
    std::filesystem::path m_root{MIRROR_SOURCE_DIR};
};

namespace {

bool hasContract(const std::string& text) { return text.find("///") != std::string::npos; }

// Names of the classes with a body, at the left border, that have no /// above them.
QStringList classesWithoutComment(const std::string& text) {
    static const std::regex definition(R"(^class ([A-Za-z0-9_]+)[^;]*$)");
    static const std::regex partOfDeclaration(R"(^(template\b|\[\[).*)");
    QStringList names;
    std::istringstream in(text);
    bool isCommented = false;
    for (std::string line; std::getline(in, line);) {
        std::smatch match;
        if (std::regex_match(line, match, definition) && !isCommented) names << QString::fromStdString(match[1]);
        if (!std::regex_match(line, partOfDeclaration)) isCommented = line.starts_with("///");
    }
    return names;
}

}  // namespace

std::vector<SourceFile> HeadersTest::headers() const {
    std::vector<SourceFile> found = readSources(m_root, {"app", "proxycore", "ui"});
    std::erase_if(found, [](const SourceFile& file) { return !file.path.ends_with(".h"); });
    return found;
}

void HeadersTest::everyHeaderIsIncludedOnce() {
    for (const SourceFile& file : headers()) QVERIFY2(file.text.starts_with("#pragma once\n"), file.path.c_str());
}

void HeadersTest::everyHeaderSaysWhatItIsFor() {
    QStringList wrong;
    for (const SourceFile& file : headers()) {
        if (!hasContract(file.text)) wrong << QString::fromStdString(file.path);
    }
    QVERIFY2(wrong.isEmpty(), qPrintable("no /// in: " + wrong.join(", ")));
}

void HeadersTest::everyPublicClassHasAComment() {
    QStringList wrong;
    for (const SourceFile& file : headers()) {
        if (file.path.find("/include/") == std::string::npos) continue;
        for (const QString& name : classesWithoutComment(file.text)) wrong << QString::fromStdString(file.path) + ": " + name;
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
}

void HeadersTest::findsAClassWithoutAComment() {
    QCOMPARE(classesWithoutComment("class A {\n};\n/// b\nclass B {\n};\n/// c\ntemplate <class T>\nclass C : B {\n};\nclass D;\n\nclass E\n"),
             QStringList({"A", "E"}));
}

MIRROR_TEST(HeadersTest, tst_headers)
#include "tst_headers.moc"
