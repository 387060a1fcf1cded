#include <fstream>

#include "config/revision_files.h"
#include "support/run_test.h"

using namespace mirror;

class TstRevisionFiles : public QObject {
    Q_OBJECT
private slots:
    void keepsTextAndCircumstances() {
        QTemporaryDir dir;
        const config::RevisionFiles files(dir.path().toStdString());
        QCOMPARE(files.newest(), std::uint64_t{0});
        const RevisionInfo one{1, SystemTime(Milliseconds(1'700'000'000'123)), "note with\nline and \"quotes\" 词", "console"};
        QVERIFY(files.write(one, "http:\n  max_fields: 50\n"));
        QVERIFY(files.write({10, SystemTime(Milliseconds(5)), "", "file"}, ""));
        QVERIFY(files.write({2, SystemTime(Milliseconds(4)), "", "file"}, "log: {}\n"));
        QCOMPARE(files.text(1).value(), std::string("http:\n  max_fields: 50\n"));
        QCOMPARE(files.text(10).value(), std::string());
        QCOMPARE(files.newest(), std::uint64_t{10});
        const auto list = files.list();
        QCOMPARE(list.size(), std::size_t{3});
        QCOMPARE(list[0].revision, std::uint64_t{10});
        QCOMPARE(list[1].revision, std::uint64_t{2});
        QCOMPARE(list[2], one);
    }
    void anUnknownOneIsSaidToBe() {
        QTemporaryDir dir;
        const auto text = config::RevisionFiles(dir.path().toStdString()).text(7);
        QCOMPARE(text.error().code, ErrorCode::revisionUnknown);
        QCOMPARE(text.error().args.at(0), std::string("7"));
    }
    void filesOfOthersAndDamagedHeadsAreBorne() {
        QTemporaryDir dir;
        const auto put = [&](const char* name, const char* content) { std::ofstream(dir.filePath(name).toStdString()) << content; };
        put("3.yaml", "# mirrordesk revision {broken\nlog: {}\n");
        put("4.yaml", "log: {}\n");
        put("notes.yaml", "x");
        put("5.txt", "x");
        const config::RevisionFiles files(dir.path().toStdString());
        QCOMPARE(files.list().size(), std::size_t{2});
        QCOMPARE(files.list()[0].origin, std::string());
        QCOMPARE(files.text(3).value(), std::string("log: {}\n"));
        QCOMPARE(files.text(4).value(), std::string("log: {}\n"));
    }
};

MIRROR_TEST(TstRevisionFiles, tst_revision_files)
#include "tst_revision_files.moc"
