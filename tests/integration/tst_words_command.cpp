#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "support/engine_fixture.h"
#include "support/run_test.h"
#include "support/temp_profile.h"

using namespace mirror::test;

namespace {

constexpr int kPatienceMs = 15'000;

struct Said {
    int code = -1;
    QByteArray out;
    QByteArray err;
    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

/// `mirrordeskd words ...` as a process of its own on one profile.
class Words {
public:
    Words() { run({"import", write("start.txt", "")}); }  // makes the profile
    const TempProfile& profile() const { return m_profile; }
    QString write(const char* name, const QByteArray& content) const {
        const auto path = m_files.path() / name;
        std::ofstream(path, std::ios::binary) << content.toStdString();
        return QString::fromStdString(path.string());
    }
    Said run(QStringList arguments, const QByteArray& input = {}) const {
        QProcess process;
        process.start(QStringLiteral(MIRROR_BINARY_DIR "/bin/mirrordeskd"), QStringList{"--profile", QString::fromStdString(m_profile.path().string()), "words"} + arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(kPatienceMs)) {
            process.kill();
            process.waitForFinished();
        }
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }

private:
    TempProfile m_profile;
    TempProfile m_files;
};

}  // namespace

class TstWordsCommand : public QObject {
    Q_OBJECT
private slots:
    void aFolderThatIsNoProfileIsSaidToBe() {
        const TempProfile empty;
        for (const QStringList& what : {QStringList{"list"}, {"export"}, {"test", "x"}, {"dry-run"}}) {
            QProcess process;
            process.start(QStringLiteral(MIRROR_BINARY_DIR "/bin/mirrordeskd"), QStringList{"words"} + what + QStringList{"--profile", QString::fromStdString(empty.path().string())});
            QVERIFY(process.waitForFinished(kPatienceMs));
            QCOMPARE(process.exitCode(), what[0] == "test" ? 2 : 1);
            QVERIFY(!process.readAllStandardError().isEmpty());
        }
        QVERIFY(std::filesystem::is_empty(empty.path()));
    }
    void importedWordsAreListedTestedAndExported() {
        const Words words;
        const QString file = words.write("mine.csv", "\xEF\xBB\xBF词,动作\r\n紫色的犀牛,拦截\r\n绿色的河马,打码\r\n紫色的犀牛,\r\n=1+1,观察\r\n");
        const Said checked = words.run({"import", file, "--check", "--json"});
        QCOMPARE(checked.code, 0);
        QCOMPARE(checked.json()["added"].toInt(), 3);
        QCOMPARE(checked.json()["revision"].toInt(), 0);
        const Said imported = words.run({"import", file, "--note", "first"});
        QCOMPARE(imported.code, 0);
        QVERIFY2(imported.out.contains("mine.csv:4: duplicate: '紫色的犀牛'") && imported.out.contains("list mine, revision 1"), imported.out);
        QCOMPARE(words.run({"import", file}).code, 3);

        const QJsonObject listing = words.run({"list", "--json"}).json();
        QCOMPARE(listing["revision"].toInt(), 1);
        QCOMPARE(listing["lists"].toArray().size(), 2);
        QCOMPARE(listing["lists"].toArray()[1].toObject()["name"].toString(), QString("mine"));
        QCOMPARE(listing["lists"].toArray()[1].toObject()["words"].toInt(), 3);
        const QJsonObject revision = listing["revisions"].toArray()[0].toObject();
        QCOMPARE(revision["note"].toString(), QString("first"));
        QCOMPARE(revision["origin"].toString(), QString("command line"));
        QCOMPARE(revision["added"].toInt(), 3);
        QVERIFY(words.run({"list"}).out.contains("mine\ton\t3\t0\t0"));

        const Said exported = words.run({"export", "--list", "mine"});
        QVERIFY2(exported.out.startsWith("\xEF\xBB\xBFtext,") && exported.out.contains("\r\n'=1+1,,observe,"), exported.out);
        QCOMPARE(words.run({"import", "-", "--list", "copy", "--format", "csv", "--json"}, exported.out).json()["added"].toInt(), 3);
        const QString target = words.write("out.json", "");
        QCOMPARE(words.run({"export", "--list", "mine", "--format", "json", "-o", target, "--json"}).json()["words"].toInt(), 3);
        QFile written(target);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(QJsonDocument::fromJson(written.readAll()).array().size(), 3);
        QCOMPARE(words.run({"export", "--list", "none"}).code, 1);
    }
    void aTestSaysByItsCodeWhetherATextIsBlocked() {
        const Words words;
        QCOMPARE(words.run({"import", words.write("w.txt", "紫色的犀牛\n")}).code, 0);
        QCOMPARE(words.run({"import", words.write("m.txt", "绿色的河马\n"), "--action", "mask"}).code, 0);
        const Said blocked = words.run({"test", "看，紫 色 的 犀 牛！"});
        QCOMPARE(blocked.code, 1);
        QVERIFY2(blocked.out.startsWith("1:3: block '紫 色 的 犀 牛' by word "), blocked.out);
        QVERIFY(blocked.out.contains("seen by folding separators"));
        const Said masked = words.run({"test", "-", "--json"}, "绿色的河马");
        QCOMPARE(masked.code, 0);
        QCOMPARE(masked.json()["masked"].toString(), QString("*****"));
        QCOMPARE(words.run({"test", "什么也没有"}).out, QByteArray("nothing found\n"));
        QCOMPARE(words.run({"test", "--file", words.write("t.txt", "\xD7\xCF\xC9\xAB\xB5\xC4\xCF\xAC\xC5\xA3")}).code, 1);  // GB18030
        QCOMPARE(words.run({"test", "--file", "/nonexistent/x"}).code, 2);
        QCOMPARE(words.run({"test", "紫 色的犀牛", "--set", "filter.fold_separators=false"}).code, 0);
    }
    void aDryRunShowsWhatACandidateWouldBlock() {
        const Words words;
        const QString candidate = words.write("candidate.txt", "的\n紫色的犀牛\n");
        const Said plain = words.run({"dry-run", "--json"});
        QCOMPARE(plain.code, 0);
        QCOMPARE(plain.json()["newly_blocked"].toInt(), 0);
        QVERIFY(plain.json()["passages"].toInt() > 100);
        const QJsonObject report = words.run({"dry-run", candidate, "--json"}).json();
        QVERIFY(report["newly_blocked"].toInt() > 20);
        QCOMPARE(report["words"].toArray()[0].toObject()["word"].toObject()["text"].toString(), QString("的"));
        QCOMPARE(report["candidates"].toArray()[0].toObject()["added"].toInt(), 2);
        QVERIFY(words.run({"dry-run", candidate}).out.contains("Newly blocked:\n"));
        QCOMPARE(words.run({"list", "--json"}).json()["revision"].toInt(), 0);  // nothing was taken
        QCOMPARE(words.run({"dry-run", "--folder", "/nonexistent/x"}).code, 1);
    }
    void aFileThatIsNoListIsRefused() {
        const Words words;
        const Said said = words.run({"import", words.write("x.json", "{\"no\": 1}")});
        QCOMPARE(said.code, 1);
        QVERIFY(!said.err.isEmpty() && said.out.isEmpty());
        const Said binary = words.run({"import", words.write("b.txt", QByteArray("a\0b", 3))});
        QVERIFY2(binary.code == 1 && binary.err.contains("b.txt"), binary.err);
        const Said piped = words.run({"import", "-"}, QByteArray("a\0b", 3));
        QVERIFY2(piped.code == 1 && piped.err.contains("standard input"), piped.err);
        const Said candidate = words.run({"dry-run", words.write("c.txt", QByteArray("a\0b", 3))});
        QVERIFY2(candidate.code == 1 && candidate.err.contains("c.txt"), candidate.err);
        QCOMPARE(words.run({"import", "/nonexistent/x"}).code, 1);
        const QString large = words.write("large.txt", "x");
        std::filesystem::resize_file(large.toStdString(), 64 * 1024 * 1024 + 1);
        const Said tooLarge = words.run({"import", large});
        QVERIFY2(tooLarge.code == 1 && tooLarge.err.contains("large.txt") && tooLarge.err.contains("64 MiB"), tooLarge.err);
    }
    void aDamagedRevisionIsNamedWithWhatToDo() {
        const Words words;
        const QString file = words.write("mine.txt", "紫色的犀牛\n");
        QCOMPARE(words.run({"import", file}).code, 0);
        QCOMPARE(words.run({"import", words.write("more.txt", "绿色的河马\n")}).code, 0);
        const auto newest = words.profile().path() / "words" / "000002.jsonl.gz";
        std::filesystem::resize_file(newest, std::filesystem::file_size(newest) / 2);
        for (const QStringList& what : {QStringList{"list"}, {"import", file}, {"export"}, {"dry-run"}}) {
            const Said said = words.run(what);
            QVERIFY2(said.code == 1 && said.err.contains("000002.jsonl.gz") && said.err.contains("remove it"), said.err);
        }
        QCOMPARE(words.run({"test", "紫色的犀牛"}).code, 2);
        std::filesystem::remove(newest);
        QCOMPARE(words.run({"test", "紫色的犀牛"}).code, 1);
        QVERIFY(words.run({"import", words.write("more.txt", "绿色的河马\n")}).out.contains("revision 2"));
    }
    void aRunningMirrorTakesAnImportAtOnce() {
        EngineFixture mirror;
        const QString file = QString::fromStdString((mirror.profile()->path() / "mine.txt").string());
        std::ofstream(file.toStdString()) << "紫色的犀牛\n";
        QProcess process;
        process.start(QStringLiteral(MIRROR_BINARY_DIR "/bin/mirrordeskd"), {"words", "import", file, "--profile", QString::fromStdString(mirror.profile()->path().string())});
        QVERIFY(process.waitForFinished(kPatienceMs));
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError());
        const auto begun = std::chrono::steady_clock::now();
        QVERIFY(mirror.waitFor([](const mirror::Snapshot& now) { return now.words.revision == 2; }));
        QVERIFY(std::chrono::steady_clock::now() - begun < std::chrono::milliseconds(1'500));
    }
    /// Root imports for a service that runs under an account of its own: that account must be able to read it.
    void whatRootMakesBelongsToTheOwnerOfTheFolder() {
        if (::geteuid() != 0) QSKIP("not root");
        const Words words;
        constexpr uid_t kService = 65534;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(words.profile().path())) QCOMPARE(::chown(entry.path().c_str(), kService, kService), 0);
        QCOMPARE(::chown(words.profile().path().c_str(), kService, kService), 0);
        QCOMPARE(words.run({"import", words.write("a.txt", "紫色的犀牛\n")}).code, 0);
        QVERIFY(std::filesystem::exists(words.profile().path() / "words" / "000001.jsonl.gz"));
        for (const auto& entry : std::filesystem::recursive_directory_iterator(words.profile().path() / "words")) {
            struct stat found{};
            QCOMPARE(::stat(entry.path().c_str(), &found), 0);
            QVERIFY2(found.st_uid == kService && found.st_gid == kService, entry.path().c_str());
        }
        struct stat folder{};
        QCOMPARE(::stat((words.profile().path() / "words").c_str(), &folder), 0);
        QCOMPARE(folder.st_uid, kService);
    }
};

MIRROR_TEST(TstWordsCommand, tst_words_command)
#include "tst_words_command.moc"
