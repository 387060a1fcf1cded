#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>

#include "integration/claims.h"
#include "support/certificate_files.h"
#include "support/fake_upstream.h"
#include "support/http_client.h"
#include "support/run_test.h"
#include "support/temp_profile.h"

using namespace mirror;
using namespace mirror::test;

namespace {

constexpr int kPatienceMs = 8000;

/// A child that outlives a test which was killed would keep its port and, under a test runner, its pipe.
void endWithUs(QProcess& process) {
    process.setChildProcessModifier([parent = ::getpid()] {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent) ::_exit(1);  // it went between the fork and the call
    });
}

/// mirrordeskd as a process of its own.
class DaemonProcess {
public:
    DaemonProcess(const TempProfile& profile, const std::string& upstream) {
        endWithUs(m_process);
        QStringList arguments{"--profile", QString::fromStdString(profile.path().string())};
        for (const char* set : {"listeners[0].port=0", "listeners[1].port=0", "listeners[1].address=127.0.0.1", "admin.port=0", "workers.count=1", "workers.drain_timeout=5s", "timeouts.idle=5s"})
            arguments << "--set" << set;
        arguments << "--set" << "upstreams[0].name=up" << "--set" << QString::fromStdString("upstreams[0].base_url=" + upstream) << "--set" << "upstreams[0].api_keys=sk-x";
        m_process.start(QStringLiteral(MIRROR_BINARY_DIR "/bin/mirrordeskd"), arguments);
    }
    ~DaemonProcess() {
        if (m_process.state() == QProcess::NotRunning) return;
        m_process.kill();
        m_process.waitForFinished();
    }
    /// Reads until the ready line; "" when it did not come.
    QString readyLine() {
        while (m_process.canReadLine() || m_process.waitForReadyRead(kPatienceMs)) {
            while (m_process.canReadLine()) {
                const QString line = QString::fromUtf8(m_process.readLine()).trimmed();
                if (line.startsWith("virtual key")) m_key = line.section(": ", 1).toStdString();
                if (line.startsWith("ready:")) return line;
            }
        }
        return {};
    }
    const std::string& key() const { return m_key; }
    void signalIt(int number) { ::kill(static_cast<pid_t>(m_process.processId()), number); }
    QProcess& process() { return m_process; }

private:
    QProcess m_process;
    std::string m_key;
};

std::uint16_t plainPort(const QString& line) {
    static const QRegularExpression pattern("http://127\\.0\\.0\\.1:(\\d+)");
    return static_cast<std::uint16_t>(pattern.match(line).captured(1).toUInt());
}

std::uint16_t tlsPort(const QString& line) {
    static const QRegularExpression pattern("https://127\\.0\\.0\\.1:(\\d+)");
    return static_cast<std::uint16_t>(pattern.match(line).captured(1).toUInt());
}

/// Gone, or a zombie that nobody has asked for yet.
bool hasEnded(pid_t process) {
    QFile status(QStringLiteral("/proc/%1/stat").arg(process));
    return !status.open(QIODevice::ReadOnly) || status.readAll().contains(") Z ");
}

FakeUpstream::Script inTwoParts(Signal& goOn) {
    return [&goOn](UpstreamPeer& peer) {
        while (peer.request()) {
            peer.beginStream();
            peer.event(contentChunk("a"));
            if (!goOn.wait(Milliseconds(5000))) return;
            peer.event(contentChunk("b"));
            peer.event(finishChunk());
            peer.event("[DONE]");
            peer.end();
        }
    };
}

std::string streamRequest(const std::string& key) { return postRequest("/v1/chat/completions", key, chatBody("m", ",\"stream\":true")); }

}  // namespace

class TstDaemon : public QObject {
    Q_OBJECT
private slots:
    void sigtermFinishesStreamsAndExitsWithZero() {
        Signal goOn;
        FakeUpstream upstream(inTwoParts(goOn));
        TempProfile profile;
        DaemonProcess daemon(profile, upstream.url());
        const QString ready = daemon.readyLine();
        QVERIFY2(!ready.isEmpty(), daemon.process().readAllStandardError());
        HttpClient client(connectPlain(plainPort(ready)));
        client.send(streamRequest(daemon.key()));
        HttpAnswer answer = client.readHead();
        QCOMPARE(answer.status, 200);
        QVERIFY(client.readEvents(answer, 1));
        daemon.signalIt(SIGTERM);
        goOn.raise();
        client.finish(answer);
        QCOMPARE(answer.text(), std::string("ab"));
        QVERIFY(answer.saysDone() && answer.isComplete());
        QVERIFY(daemon.process().waitForFinished(kPatienceMs));
        QVERIFY(daemon.process().exitStatus() == QProcess::NormalExit);
        QCOMPARE(daemon.process().exitCode(), 0);
    }
    void aSecondSigtermDoesNotWait() {
        Signal never;
        FakeUpstream upstream(inTwoParts(never));
        TempProfile profile;
        DaemonProcess daemon(profile, upstream.url());
        const QString ready = daemon.readyLine();
        QVERIFY(!ready.isEmpty());
        HttpClient client(connectPlain(plainPort(ready)));
        client.send(streamRequest(daemon.key()));
        HttpAnswer answer = client.readHead();
        QVERIFY(client.readEvents(answer, 1));
        const SteadyTime begun = std::chrono::steady_clock::now();
        daemon.signalIt(SIGTERM);
        QVERIFY(!daemon.process().waitForFinished(300));
        daemon.signalIt(SIGTERM);
        QVERIFY(daemon.process().waitForFinished(2000));
        QVERIFY(std::chrono::steady_clock::now() - begun < Milliseconds(2500));
        client.finish(answer);
        never.raise();  // the upstream's thread need not wait any longer
        QVERIFY(!answer.saysDone());
    }
    void sighupTakesUpAChangedFile() {
        FakeUpstream upstream(scripts::wellBehaved());
        TempProfile profile;
        DaemonProcess daemon(profile, upstream.url());
        const QString ready = daemon.readyLine();
        QVERIFY(!ready.isEmpty());
        profile.writeConfig(withAlias(profile.configText(), "a", "b"));
        daemon.signalIt(SIGHUP);
        QTRY_VERIFY_WITH_TIMEOUT(std::filesystem::exists(profile.path() / "revisions" / "2.yaml"), 3000);
        HttpClient client(connectPlain(plainPort(ready)));
        client.send(streamRequest(daemon.key()));
        QVERIFY(client.read().saysDone());
    }
    void sighupTakesUpARenewedCertificateAndKeepsConnections() {
        FakeUpstream upstream(scripts::wellBehaved());
        TempProfile profile;
        DaemonProcess daemon(profile, upstream.url());
        const QString ready = daemon.readyLine();
        QVERIFY(!ready.isEmpty());
        const std::uint16_t port = tlsPort(ready);
        HttpClient old(connectTls(port, {.caFile = profile.certificate().string()}));
        old.send(getRequest("/health"));
        QCOMPARE(old.read("GET").status, 200);
        const TlsFiles renewed = writeCertificate(profile.path(), "renewed", {"localhost"});
        replaceCertificate({profile.certificate().string(), (profile.path() / "tls" / "key.pem").string()}, renewed);
        daemon.signalIt(SIGHUP);
        QTRY_VERIFY_WITH_TIMEOUT(connectTls(port, {.caFile = renewed.certificate}), 3000);  // the regular look is every 5 s
        old.send(getRequest("/health"));
        QCOMPARE(old.read("GET").status, 200);
    }
    void theFixturesChildEndsWithItsParent() {
        TempProfile profile;
        int channel[2];
        QVERIFY(::pipe(channel) == 0);
        const pid_t parent = ::fork();
        if (parent == 0) {  // stands for a test process that is killed
            QProcess child;
            endWithUs(child);
            child.start(QStringLiteral(MIRROR_BINARY_DIR "/bin/mirrordeskd"), {"simulate", "--listen", "127.0.0.1:0"});
            const bool isUp = child.waitForReadyRead(kPatienceMs);
            const pid_t pid = isUp ? static_cast<pid_t>(child.processId()) : 0;
            [[maybe_unused]] const ssize_t told = ::write(channel[1], &pid, sizeof pid);
            ::kill(::getpid(), SIGKILL);
        }
        ::close(channel[1]);
        pid_t child = 0;
        pollfd entry{channel[0], POLLIN, 0};
        const bool isTold = ::poll(&entry, 1, 2 * kPatienceMs) > 0 && ::read(channel[0], &child, sizeof child) == sizeof child;
        ::close(channel[0]);
        ::kill(parent, SIGKILL);
        ::waitpid(parent, nullptr, 0);
        QVERIFY(isTold && child > 0);
        QTRY_VERIFY_WITH_TIMEOUT(hasEnded(child), 3000);
    }
    void aSecondDaemonOnThePortSaysSoAndFails() {
        FakeUpstream upstream(scripts::wellBehaved());
        TempProfile first, second;
        DaemonProcess daemon(first, upstream.url());
        const QString ready = daemon.readyLine();
        QVERIFY(!ready.isEmpty());
        QProcess other;
        endWithUs(other);
        other.start(QStringLiteral(MIRROR_BINARY_DIR "/bin/mirrordeskd"),
                    {"--profile", QString::fromStdString(second.path().string()), "--set", QString("listeners[0].port=%1").arg(plainPort(ready)), "--set", "listeners[1].enabled=false", "--set", "admin.port=0"});
        QVERIFY(other.waitForFinished(kPatienceMs));
        QVERIFY(other.exitCode() != 0);
        const QString said = QString::fromUtf8(other.readAllStandardError());
        QVERIFY2(said.contains(QString::number(plainPort(ready))), qPrintable(said));
    }
    void simulatesAnUpstream() {
        QProcess simulator;
        endWithUs(simulator);
        simulator.start(QStringLiteral(MIRROR_BINARY_DIR "/bin/mirrordeskd"), {"simulate", "--listen", "127.0.0.1:0", "--tokens", "8", "--tokens-per-s", "500", "--think-ms", "1"});
        QVERIFY(simulator.waitForReadyRead(kPatienceMs));
        const std::uint16_t port = plainPort(QString::fromUtf8(simulator.readLine()));
        HttpClient client(connectPlain(port));
        client.send(streamRequest("k"));
        QVERIFY(client.read().saysDone());
        ::kill(static_cast<pid_t>(simulator.processId()), SIGTERM);
        QVERIFY(simulator.waitForFinished(kPatienceMs));
        QCOMPARE(simulator.exitCode(), 0);
    }
};

MIRROR_TEST(TstDaemon, tst_daemon)
#include "tst_daemon.moc"
