#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "daemon/service_notifier.h"
#include "support/run_test.h"

using namespace mirror::app;

namespace {
/// The service manager's end of the socket.
class Manager {
public:
    explicit Manager(const std::string& path) : m_fd(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        if (::bind(m_fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) qFatal("bind");
        qputenv("NOTIFY_SOCKET", path.c_str());
    }
    ~Manager() {
        ::close(m_fd);
        qunsetenv("NOTIFY_SOCKET");
    }
    QString next() const {
        char buffer[1024];
        const ssize_t size = ::recv(m_fd, buffer, sizeof buffer, MSG_DONTWAIT);  // a datagram is there as soon as it was sent
        return size < 0 ? QString() : QString::fromUtf8(buffer, size);
    }

private:
    int m_fd;
};
}  // namespace

class TstServiceNotifier : public QObject {
    Q_OBJECT
private slots:
    void tellsTheManagerEachState() {
        QTemporaryDir dir;
        const Manager manager(dir.filePath("notify").toStdString());
        ServiceNotifier service;
        service.ready("ready: one\ntwo");
        QCOMPARE(manager.next(), QString("READY=1\nSTATUS=ready: one two"));
        service.reloading();
        QVERIFY(QRegularExpression("^RELOADING=1\nMONOTONIC_USEC=[1-9][0-9]*$").match(manager.next()).hasMatch());
        service.alive();
        QCOMPARE(manager.next(), QString("WATCHDOG=1"));
        service.stopping();
        QCOMPARE(manager.next(), QString("STOPPING=1"));
    }
    void beatsTwiceInTheManagersPatience() {
        ServiceNotifier service;
        qunsetenv("WATCHDOG_USEC");
        QVERIFY(!service.watchdogPeriod());
        qputenv("WATCHDOG_USEC", "10000000");
        qputenv("WATCHDOG_PID", QByteArray::number(::getpid()));
        QCOMPARE(service.watchdogPeriod().value(), std::chrono::milliseconds(5000));
        qputenv("WATCHDOG_PID", "1");  // meant for another process
        QVERIFY(!service.watchdogPeriod());
        qunsetenv("WATCHDOG_USEC");
        qunsetenv("WATCHDOG_PID");
    }
    void withoutAManagerNothingHappens() {
        qunsetenv("NOTIFY_SOCKET");
        ServiceNotifier service;
        service.ready("x");
        service.stopping();
    }
};

MIRROR_TEST(TstServiceNotifier, tst_service_notifier)
#include "tst_service_notifier.moc"
