#include <QProcess>
#include <QRegularExpression>

#include "support/run_test.h"

/// Servers run mirrordeskd on machines without Qt, X or a desktop: nothing of these may be linked, not even by way of a library.
class NoQtInDaemonTest : public QObject {
    Q_OBJECT
private slots:
    void linksNothingOfADesktop();
};

void NoQtInDaemonTest::linksNothingOfADesktop() {
    QProcess ldd;
    ldd.start("ldd", {MIRROR_BINARY_DIR "/bin/mirrordeskd"});
    QVERIFY2(ldd.waitForFinished(), qPrintable(ldd.errorString()));
    const QString libraries = QString::fromLocal8Bit(ldd.readAllStandardOutput());
    QVERIFY2(ldd.exitCode() == 0, ldd.readAllStandardError());
    QVERIFY2(libraries.contains("libssl"), qPrintable(libraries));
    const auto foreign = QRegularExpression("lib(Qt|X11|xcb|wayland|GL|EGL|glib|dbus)[^ ]*").match(libraries);
    QVERIFY2(!foreign.hasMatch(), qPrintable(foreign.captured()));
}

MIRROR_TEST(NoQtInDaemonTest, tst_no_qt_in_daemon)
#include "tst_no_qt_in_daemon.moc"
