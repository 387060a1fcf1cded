#include <QSignalSpy>
#include <QTest>

#include "console/keyring.h"
#include "support/run_test.h"

using mirror::console::Keyring;
using mirror::ui::PassphraseMemory;

/// On a desktop without a keyring.
class NoKeyringTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); }
    void isSaidToBeAbsent() {
        Keyring keyring(QStringLiteral("/home/ops/office"));
        keyring.lookUp();
        QTRY_COMPARE(keyring.state(), PassphraseMemory::Absent);
    }
    void whatIsAskedOfItFailsInWords() {
        Keyring keyring(QStringLiteral("/home/ops/office"));
        QSignalSpy failures(&keyring, &PassphraseMemory::failed);
        bool isAnswered = false;
        keyring.recall([&](const QString& passphrase) { isAnswered = passphrase.isEmpty(); });
        QTRY_VERIFY(isAnswered);
        keyring.remember(QStringLiteral("correct horse"));
        QTRY_COMPARE(failures.size(), 2);
        for (const QList<QVariant>& failure : failures) QVERIFY(!failure.front().toString().isEmpty());
        QVERIFY(keyring.state() != PassphraseMemory::Kept);
    }
};

MIRROR_TEST(NoKeyringTest, tst_no_keyring)
#include "tst_no_keyring.moc"
