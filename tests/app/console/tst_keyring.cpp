#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "console/keyring.h"
#include "support/run_test.h"

using mirror::console::Keyring;
using mirror::ui::PassphraseMemory;

/// With a real keyring on a bus of its own.
class KeyringTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    QProcess m_bus, m_daemon;

    static QString recalled(Keyring& keyring) {
        QString got;
        bool isDone = false;
        keyring.recall([&](const QString& passphrase) { got = passphrase, isDone = true; });
        [&] { QTRY_VERIFY(isDone); }();
        return got;
    }

private slots:
    void initTestCase() {
        for (const char* name : {"HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME"}) qputenv(name, m_folder.path().toLocal8Bit());
        qputenv("XDG_CURRENT_DESKTOP", "GNOME");
        m_bus.start(QStringLiteral("dbus-daemon"), {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
        QVERIFY2(m_bus.waitForReadyRead(), "needs the package dbus");
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readLine().trimmed());
        m_daemon.setProcessChannelMode(QProcess::MergedChannels);
        m_daemon.start(QStringLiteral("gnome-keyring-daemon"), {QStringLiteral("--unlock"), QStringLiteral("--foreground"), QStringLiteral("--components=secrets")});
        QVERIFY2(m_daemon.waitForStarted(), "needs the package gnome-keyring");
        m_daemon.write("the user's own password");
        m_daemon.closeWriteChannel();
    }
    void cleanupTestCase() {
        for (QProcess* process : {&m_daemon, &m_bus}) {
            process->terminate();
            process->waitForFinished();
        }
    }
    void whatIsRememberedIsRecalledUntilForgotten() {
        Keyring keyring(QStringLiteral("/home/ops/office"));
        // The daemon takes its name on the bus in its own time.
        QTRY_VERIFY((keyring.lookUp(), keyring.state() == PassphraseMemory::Empty));
        keyring.remember(QStringLiteral("correct horse 马"));
        QTRY_COMPARE(keyring.state(), PassphraseMemory::Kept);
        QCOMPARE(recalled(keyring), QStringLiteral("correct horse 马"));
        Keyring again(QStringLiteral("/home/ops/office"));
        again.lookUp();
        QTRY_COMPARE(again.state(), PassphraseMemory::Kept);
        again.forget();
        QTRY_COMPARE(again.state(), PassphraseMemory::Empty);
        QCOMPARE(recalled(again), QString());
    }
    void everyProfileHasItsOwn() {
        Keyring one(QStringLiteral("/home/ops/one")), other(QStringLiteral("/home/ops/other"));
        one.remember(QStringLiteral("first"));
        QTRY_COMPARE(one.state(), PassphraseMemory::Kept);
        other.lookUp();
        QTRY_COMPARE(other.state(), PassphraseMemory::Empty);
        QCOMPARE(recalled(one), QStringLiteral("first"));
    }
};

MIRROR_TEST(KeyringTest, tst_keyring)
#include "tst_keyring.moc"
