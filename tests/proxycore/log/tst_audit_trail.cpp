#include "support/run_test.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <QTemporaryDir>
#include <fstream>

#include "log/audit_trail.h"

using namespace mirror;

namespace {

AuditEntry entry(const std::string& subject, const std::string& reason = "asked by the auditor") {
    return {0, SystemTime(std::chrono::duration_cast<SystemTime::duration>(Microseconds(1'700'000'000'123'456))), "console", "reveal", subject, reason};
}

class Bench {
public:
    Bench() : m_file(std::filesystem::path(m_folder.path().toStdString()) / "audit.db") {}
    log::AuditTrail open() {
        auto trail = log::AuditTrail::open(m_file, crypto::Secret("an install secret"));
        if (!trail) qFatal("%s", trail.error().cause.c_str());
        return std::move(*trail);
    }
    void fill(int count) {
        log::AuditTrail trail = open();
        for (int i = 1; i <= count; ++i) QVERIFY(trail.append(entry("req_" + std::to_string(i))));
    }
    /// As somebody with an editor would.
    void tamper(const char* sql) {
        sqlite3* database = nullptr;
        QCOMPARE(sqlite3_open(m_file.c_str(), &database), SQLITE_OK);
        QCOMPARE(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(database);
    }
    std::uint64_t brokenAt() { return open().read(0, 100).value().brokenAt; }

    const std::filesystem::path& file() const { return m_file; }

private:
    QTemporaryDir m_folder;
    std::filesystem::path m_file;
};

}  // namespace

class TstAuditTrail : public QObject {
    Q_OBJECT
private slots:
    void entriesComeBackInOrderAndByPages() {
        Bench bench;
        bench.fill(5);
        log::AuditTrail trail = bench.open();
        const AuditPage first = trail.read(0, 3).value();
        QCOMPARE(first.entries.size(), std::size_t(3));
        QVERIFY(first.more);
        QCOMPARE(first.brokenAt, 0u);
        AuditEntry wanted = entry("req_1");
        wanted.id = 1;
        QCOMPARE(first.entries[0], wanted);
        const AuditPage rest = trail.read(3, 3).value();
        QCOMPARE(rest.entries.size(), std::size_t(2));
        QCOMPARE(rest.entries[1].subject, std::string("req_5"));
        QVERIFY(!rest.more);
    }
    void anEmptyTrailIsWhole() {
        Bench bench;
        QCOMPARE(bench.brokenAt(), 0u);
        QVERIFY(bench.open().read(0, 10).value().entries.empty());
    }
    void theFileIsForItsOwnerOnly() {
        Bench bench;
        const mode_t before = ::umask(0);
        bench.fill(1);
        ::umask(before);
        struct stat status {};
        QCOMPARE(::stat(bench.file().c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t(0600));
    }
    void whatIsChangedIsFoundWithItsNumber_data() {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<quint64>("at");
        QTest::newRow("a text") << QByteArray("UPDATE entries SET reason='x' WHERE id=3") << quint64(3);
        QTest::newRow("a time") << QByteArray("UPDATE entries SET time_us=time_us+1 WHERE id=2") << quint64(2);
        QTest::newRow("text moved to the next column") << QByteArray("UPDATE entries SET subject=subject||'a', reason=substr(reason,2) WHERE id=4") << quint64(4);
        QTest::newRow("taken out") << QByteArray("DELETE FROM entries WHERE id=3") << quint64(4);
        QTest::newRow("the first taken out") << QByteArray("DELETE FROM entries WHERE id=1") << quint64(2);
        QTest::newRow("swapped") << QByteArray("UPDATE entries SET id=100 WHERE id=2; UPDATE entries SET id=2 WHERE id=3; UPDATE entries SET id=3 WHERE id=100") << quint64(2);
        QTest::newRow("the end cut off") << QByteArray("DELETE FROM entries WHERE id=5") << quint64(5);
        QTest::newRow("all cut off") << QByteArray("DELETE FROM entries") << quint64(1);
        QTest::newRow("the end cut off, the head with it") << QByteArray("DELETE FROM entries WHERE id=5; UPDATE head SET id=4") << quint64(5);
        QTest::newRow("the head taken away") << QByteArray("DELETE FROM head") << quint64(6);
    }
    void whatIsChangedIsFoundWithItsNumber() {
        QFETCH(QByteArray, sql);
        QFETCH(quint64, at);
        Bench bench;
        bench.fill(5);
        bench.tamper(sql.constData());
        QCOMPARE(quint64(bench.brokenAt()), at);
    }
    void whatIsWrittenLaterDoesNotCoverACut() {
        Bench bench;
        bench.fill(5);
        bench.tamper("DELETE FROM entries WHERE id>=4");
        bench.fill(2);
        QVERIFY(bench.brokenAt() != 0);
    }
    void anotherSecretFindsEverythingWrong() {
        Bench bench;
        bench.fill(2);
        QCOMPARE(log::AuditTrail::open(bench.file(), crypto::Secret("another")).value().read(0, 10).value().brokenAt, 1u);
    }
    void twoMayHaveItOpen() {
        Bench bench;
        log::AuditTrail one = bench.open();
        log::AuditTrail other = bench.open();
        for (int i = 0; i < 10; ++i) QVERIFY((i % 2 ? one : other).append(entry(std::to_string(i))));
        const AuditPage page = one.read(0, 100).value();
        QCOMPARE(page.entries.size(), std::size_t(10));
        QCOMPARE(page.brokenAt, 0u);
    }
    void aFileThatIsNoneIsToldApart() {
        Bench bench;
        std::ofstream(bench.file()) << "this is no database, and long enough to be looked at as one";
        const auto trail = log::AuditTrail::open(bench.file(), crypto::Secret("s"));
        QVERIFY(!trail);
        QCOMPARE(trail.error().code, ErrorCode::journalDamaged);
        QCOMPARE(trail.error().args.size(), std::size_t(2));
    }
};

MIRROR_TEST(TstAuditTrail, tst_audit_trail)
#include "tst_audit_trail.moc"
