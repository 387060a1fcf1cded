#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <sys/stat.h>

#include <fstream>

#include "base/file.h"
#include "base/file_lock.h"
#include "config/profile.h"
#include "crypto/base64url.h"
#include "log/audit_trail.h"
#include "log/fernet.h"
#include "log/journal_keys.h"
#include "log/journal_writer.h"
#include "log/segment_name.h"
#include "support/run_test.h"
#include "support/temp_profile.h"

using namespace mirror;
using namespace mirror::test;

namespace {

constexpr int kPatienceMs = 15'000;
constexpr const char* kPassphrase = "correct horse battery";

struct Said {
    int code = -1;
    QByteArray out;
    QByteArray err;
    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

/// `mirrordeskd journal ...` as a process of its own on one profile.
class Journal {
public:
    const TempProfile& profile() const { return m_profile; }
    config::ProfilePaths paths() const { return {.root = m_profile.path()}; }
    QString write(const char* name, const QByteArray& content) const {
        const auto path = m_files.path() / name;
        std::ofstream(path, std::ios::binary) << content.toStdString();
        ::chmod(path.c_str(), 0600);
        return QString::fromStdString(path.string());
    }
    /// The passphrase on standard input, where the arguments say so.
    Said run(QStringList arguments, const QByteArray& input = {}) const {
        QProcess process;
        process.start(QStringLiteral(MIRROR_BINARY_DIR "/bin/mirrordeskd"), QStringList{"--profile", QString::fromStdString(m_profile.path().string()), "journal"} + arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(kPatienceMs)) {
            process.kill();
            process.waitForFinished();
        }
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }
    /// The exit code when the answer goes to a disk that is full.
    int codeOnFullDisk(QStringList arguments, const QByteArray& input = kPassphrase) const {
        QProcess process;
        process.setStandardOutputFile("/dev/full");
        process.start(QStringLiteral(MIRROR_BINARY_DIR "/bin/mirrordeskd"), QStringList{"--profile", QString::fromStdString(m_profile.path().string()), "journal"} + arguments);
        process.write(input);
        process.closeWriteChannel();
        return process.waitForFinished(kPatienceMs) ? process.exitCode() : -1;
    }
    Said init(const QByteArray& passphrase = kPassphrase) const { return run({"init", "--passphrase-fd", "0"}, passphrase); }
    std::vector<std::string> audited() const {
        const auto opened = config::openProfile(m_profile.path(), {});
        auto trail = log::AuditTrail::open(paths().auditFile(), opened->installSecret);
        const auto page = trail->read(0, 100);
        std::vector<std::string> lines;
        for (const AuditEntry& entry : page->entries) lines.push_back(entry.actor + ": " + entry.action + (entry.reason.empty() ? "" : ", " + entry.reason));
        return lines;
    }

private:
    TempProfile m_profile;
    TempProfile m_files;
};

/// A segment as an engine writes it, sealed to the current key.
void writeSegment(const Journal& journal, std::string content, std::string requestId = "0123456789abcdef") {
    log::JournalWriter::Options options;
    options.settings.folder = journal.paths().journal();
    options.settings.engine = "test";
    options.key = log::JournalKeyFile::read(journal.paths().journalKeyFile())->current();
    options.valuesKey = crypto::Secret(std::string(32, 'v'));
    log::JournalWriter writer(std::move(options));
    log::JournalEntry entry;
    entry.row.time = std::chrono::system_clock::now();
    entry.row.requestId = std::move(requestId);
    entry.content = std::move(content);
    QVERIFY(writer.offer(std::move(entry)));
}

std::vector<std::string> tokensOf(const Journal& journal, std::uint32_t segment) {
    const auto segments = log::listSegments(journal.paths().journal());
    for (const log::SegmentPlace& place : *segments) {
        if (place.name.number != segment) continue;
        std::ifstream file(place.path);
        std::vector<std::string> lines;
        for (std::string line; std::getline(file, line);) lines.push_back(line);
        return {lines.begin() + 2, lines.end()};
    }
    return {};
}

}  // namespace

class TstJournalCommand : public QObject {
    Q_OBJECT
private slots:
    void aKeyIsMadeOnceAndListed() {
        const Journal journal;
        const Said made = journal.init();
        QVERIFY2(made.code == 0, made.err.constData());
        QVERIFY(made.out.contains("sealed to"));
        const Said listed = journal.run({"keys", "--json"});
        QCOMPARE(listed.code, 0);
        const QJsonArray keys = listed.json()["keys"].toArray();
        QCOMPARE(keys.size(), 1);
        QVERIFY(keys[0].toObject()["current"].toBool());
        QVERIFY(made.out.contains(keys[0].toObject()["id"].toString().toUtf8()));
        const Said again = journal.init("another passphrase");
        QCOMPARE(again.code, 1);
        QVERIFY2(again.err.contains("has a key already"), again.err.constData());
        QCOMPARE(journal.audited(), (std::vector<std::string>{"command line: init"}));
    }
    void withoutAKeyItIsSaidHowToMakeOne() {
        const Journal journal;
        const Said noProfile = journal.run({"keys"});
        QCOMPARE(noProfile.code, 1);
        QVERIFY2(noProfile.err.contains("There is no profile in"), noProfile.err.constData());
        QVERIFY(config::openProfile(journal.profile().path(), {}));
        const Said noKey = journal.run({"rotate-key", "--passphrase-fd", "0"}, kPassphrase);
        QCOMPARE(noKey.code, 1);
        QVERIFY2(noKey.err.contains("mirrordeskd journal init"), noKey.err.constData());
    }
    void aWrongPassphraseIsToldFromADamagedFile() {
        const Journal journal;
        journal.init();
        const Said wrong = journal.run({"rotate-key", "--passphrase-fd", "0"}, "correct horse");
        QCOMPARE(wrong.code, 1);
        QVERIFY2(wrong.err.contains("not the journal's passphrase"), wrong.err.constData());
        const auto file = journal.paths().journalKeyFile();
        std::string text = base::readFile(file).value();
        text[text.find("\"salt\"") + 10] ^= 1;
        std::ofstream(file) << text;
        const Said damaged = journal.run({"rotate-key", "--passphrase-fd", "0"}, kPassphrase);
        QCOMPARE(damaged.code, 1);
        QVERIFY2(damaged.err.contains("journal.key of the journal is damaged"), damaged.err.constData());
        QCOMPARE(journal.audited(), (std::vector<std::string>{"command line: init", "command line: unlock_failed"}));
    }
    void thePassphraseCanBeChangedAndTheKeyRotated() {
        const Journal journal;
        journal.init();
        const QString renewed = journal.write("new", "a new passphrase\n");
        const Said changed = journal.run({"passphrase", "--passphrase-fd", "0", "--new-passphrase-file", renewed, "--json"}, kPassphrase);
        QVERIFY2(changed.code == 0, changed.err.constData());
        QCOMPARE(journal.run({"rotate-key", "--passphrase-fd", "0"}, kPassphrase).code, 1);
        const Said rotated = journal.run({"rotate-key", "--passphrase-file", renewed, "--json"});
        QVERIFY2(rotated.code == 0, rotated.err.constData());
        const QJsonArray keys = rotated.json()["keys"].toArray();
        QCOMPARE(keys.size(), 2);
        QVERIFY(keys[0].toObject()["current"].toBool() && !keys[1].toObject()["current"].toBool());
        QCOMPARE(journal.audited(), (std::vector<std::string>{"command line: init", "command line: passphrase", "command line: unlock_failed", "command line: rotate"}));
    }
    void anExportedKeyOpensItsSegmentAndNoOther() {
        const Journal journal;
        journal.init();
        writeSegment(journal, R"({"say":"first"})");
        QVERIFY(journal.run({"rotate-key", "--passphrase-fd", "0"}, kPassphrase).code == 0);
        writeSegment(journal, R"({"say":"second"})");
        const Said exported = journal.run({"export-key", "1", "--passphrase-fd", "0", "--reason", "for the auditor"}, kPassphrase);
        QVERIFY2(exported.code == 0, exported.err.constData());
        const auto key = crypto::decodeBase64Url(exported.out.trimmed().toStdString());
        QVERIFY(key);
        log::Fernet fernet{crypto::Secret(*key)};
        std::string text;
        QVERIFY(fernet.open(tokensOf(journal, 1).at(0), std::chrono::system_clock::now(), text));
        QVERIFY2(text.find(R"({"say":"first"})") != std::string::npos, text.c_str());
        QVERIFY(!fernet.open(tokensOf(journal, 2).at(0), std::chrono::system_clock::now(), text));
        QCOMPARE(journal.run({"export-key", "2", "--reason", "audit", "--passphrase-fd", "0", "--json"}, kPassphrase).json()["key"].toString().size(), 44);
        QCOMPARE(journal.audited().at(2), std::string("command line: export_key, for the auditor"));
    }
    void aSegmentThatIsNotThereIsSaidAndNothingStandsInTheTrail() {
        const Journal journal;
        journal.init();
        const Said exported = journal.run({"export-key", "9", "--reason", "audit", "--passphrase-fd", "0"}, kPassphrase);
        QCOMPARE(exported.code, 1);
        QVERIFY(exported.out.isEmpty());
        QVERIFY2(exported.err.startsWith("There is no"), exported.err.constData());
        QCOMPARE(journal.audited().size(), std::size_t{1});
    }
    void dialoguesArePrintedOldestFirstAndFoundNewestFirst() {
        const Journal journal;
        journal.init();
        writeSegment(journal, R"({"say":"the first one"})", "aaaaaaaaaaaaaaaa");
        writeSegment(journal, R"({"say":"the SECOND one"})", "bbbbbbbbbbbbbbbb");
        const Said printed = journal.run({"cat", "--json", "--passphrase-fd", "0"}, kPassphrase);
        QVERIFY2(printed.code == 0, printed.err.constData());
        const QList<QByteArray> lines = printed.out.trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        QCOMPARE(QJsonDocument::fromJson(lines[0])["contents"]["request"]["say"].toString(), QString("the first one"));
        QCOMPARE(QJsonDocument::fromJson(lines[1])["row"]["request_id"].toString(), QString("bbbbbbbbbbbbbbbb"));
        const Said all = journal.run({"search", "--passphrase-fd", "0"}, kPassphrase);
        QVERIFY2(all.out.indexOf("bbbbbbbbbbbbbbbb") < all.out.indexOf("aaaaaaaaaaaaaaaa"), all.out.constData());
        QVERIFY(all.out.contains("aaaaaaaaaaaaaaaa"));
        const Said found = journal.run({"search", "second", "--passphrase-fd", "0", "--json"}, kPassphrase);
        QCOMPARE(found.json()["row"].toObject()["request_id"].toString(), QString("bbbbbbbbbbbbbbbb"));
        QVERIFY(found.json()["passage"].toString().contains("the SECOND one"));
        QVERIFY(journal.run({"search", "third", "--passphrase-fd", "0", "--json"}, kPassphrase).out.isEmpty());
        const Said one = journal.run({"cat", "--id", "aaaaaaaaaaaaaaaa", "--passphrase-fd", "0"}, kPassphrase);
        QVERIFY(one.out.contains("the first one") && !one.out.contains("SECOND"));
        QVERIFY(journal.run({"cat", "--to", "2020-01-01", "--passphrase-fd", "0"}, kPassphrase).out.isEmpty());
        QCOMPARE(journal.audited().at(1), std::string("command line: export"));
        QCOMPARE(journal.audited().at(2), std::string("command line: unlock"));
    }
    void aRecordThatWasChangedIsFoundWithItsNumber() {
        const Journal journal;
        journal.init();
        writeSegment(journal, R"({"say":"first"})");
        const Said sound = journal.run({"verify", "--passphrase-fd", "0"}, kPassphrase);
        QVERIFY2(sound.code == 0 && sound.out.contains("no problem found"), sound.out + sound.err);
        const auto segments = log::listSegments(journal.paths().journal());
        const auto& path = segments->front().path;
        std::string text = base::readFile(path).value();
        const std::size_t token = text.find("\ngAAAA") + 100;
        text[token] = text[token] == 'A' ? 'B' : 'A';
        std::ofstream(path) << text;
        const Said verified = journal.run({"verify", "--json", "--passphrase-fd", "0"}, kPassphrase);
        QCOMPARE(verified.code, 3);
        const QJsonArray problems = verified.json()["problems"].toArray();
        QVERIFY2(!problems.isEmpty(), verified.out.constData());
        QCOMPARE(problems[0].toObject()["record"].toInt(), 1);
        QCOMPARE(problems[0].toObject()["segment"].toInt(), 1);
        QCOMPARE(journal.audited().at(1), std::string("command line: verify"));
    }
    void aShreddedSegmentIsReadByNobodyAndTheJournalStaysSound() {
        const Journal journal;
        journal.init();
        writeSegment(journal, R"({"say":"first"})");
        writeSegment(journal, R"({"say":"second"})");
        const QStringList arguments{"shred", "1", "--reason", "asked for", "--passphrase-fd", "0"};
        {
            const auto engine = base::FileLock::acquire(journal.paths().journal() / "writer");  // as an engine that writes has it
            const Said refused = journal.run(arguments, kPassphrase);
            QVERIFY2(refused.code == 1 && refused.err.contains("a mirror writes this journal"), refused.err.constData());
        }
        QCOMPARE(journal.run({"shred", "9", "--reason", "r", "--passphrase-fd", "0"}, kPassphrase).code, 1);
        QCOMPARE(journal.run({"shred", "1", "--reason", " ", "--passphrase-fd", "0"}, kPassphrase).code, 1);
        QCOMPARE(log::listSegments(journal.paths().journal())->size(), std::size_t{2});  // a refusal leaves nothing behind
        const Said shredded = journal.run(arguments, kPassphrase);
        QVERIFY2(shredded.code == 0, shredded.err.constData());
        const Said key = journal.run({"export-key", "1", "--reason", "audit", "--passphrase-fd", "0"}, kPassphrase);
        QVERIFY(key.code == 1 && key.out.isEmpty());
        const Said printed = journal.run({"cat", "--passphrase-fd", "0"}, kPassphrase);
        QVERIFY(printed.out.contains("second") && !printed.out.contains("first"));
        const Said verified = journal.run({"verify", "--passphrase-fd", "0"}, kPassphrase);
        QVERIFY2(verified.code == 0, verified.out + verified.err);
        QCOMPARE(journal.audited().at(1), std::string("command line: shred, asked for"));
    }
    void whatCannotBePrintedIsAFailure() {
        const Journal journal;
        journal.init();
        writeSegment(journal, R"({"say":"first"})");
        const QList<QStringList> commands{{"keys"}, {"verify"}, {"cat"}, {"search"}, {"export-key", "1", "--reason", "r"}, {"rotate-key"}};
        for (const QStringList& command : commands) {
            const QStringList passphrase = command.first() == "keys" ? QStringList() : QStringList{"--passphrase-fd", "0"};
            QVERIFY2(journal.codeOnFullDisk(command + passphrase) == 1, qPrintable(command.first()));
        }
    }
    void aWeakPassphraseAndOneForAllToReadAreRefused() {
        const Journal journal;
        const Said weak = journal.init("short");
        QCOMPARE(weak.code, 1);
        QVERIFY2(weak.err.contains("shorter than 8 bytes"), weak.err.constData());
        const QString file = journal.write("open", "a long enough one\n");
        ::chmod(file.toStdString().c_str(), 0644);
        const Said open = journal.run({"init", "--passphrase-file", file});
        QCOMPARE(open.code, 1);
        QVERIFY2(open.err.contains("can be read by others"), open.err.constData());
        QVERIFY(!std::filesystem::exists(journal.paths().journalKeyFile()));
    }
    void noPassphraseIsInTheProfileNorSaid() {
        const Journal journal;
        const Said made = journal.init();
        const Said wrong = journal.run({"rotate-key", "--passphrase-fd", "0"}, "a wrong passphrase");
        for (const Said& said : {made, wrong}) QVERIFY(!said.out.contains("horse") && !said.err.contains("wrong passphrase"));
        for (const auto& entry : std::filesystem::recursive_directory_iterator(journal.profile().path()))
            if (entry.is_regular_file()) QVERIFY(base::readFile(entry.path())->find(kPassphrase) == std::string::npos);
    }
};

MIRROR_TEST(TstJournalCommand, tst_journal_command)
#include "tst_journal_command.moc"
