#include <QApplication>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>
#include <mutex>

#include "console/remote_engine.h"
#include "crypto/self_signed.h"
#include "proxycore/api/wire.h"
#include "support/run_test.h"

using namespace mirror;

namespace {

std::unique_ptr<QTcpServer> makeServer(const QSslConfiguration* tls) {
    if (tls == nullptr) return std::make_unique<QTcpServer>();
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(*tls);
    return server;
}

/// An admin listener whose answers the test writes; one request a connection, plain or over TLS.
class FakeAdmin : public QObject {
public:
    explicit FakeAdmin(const QSslConfiguration* tls = nullptr) : m_server(makeServer(tls)) {
        connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, [this] {
            while (QTcpSocket* socket = m_server->nextPendingConnection()) {
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            }
        });
    }
    bool listen(quint16 port = 0) { return m_server->listen(QHostAddress::LocalHost, port); }
    void close() { m_server->close(); }
    quint16 port() const { return m_server->serverPort(); }

    Snapshot snapshot;
    std::function<std::pair<int, std::string>(const Command&)> onCommand;
    QByteArray lastAuthorization;
    int status = 200;

private:
    void read(QTcpSocket* socket) {
        QByteArray request = socket->property("request").toByteArray() + socket->readAll();
        socket->setProperty("request", request);
        const qsizetype head = request.indexOf("\r\n\r\n");
        if (head < 0) return;
        qsizetype length = 0;
        for (const QByteArray& line : request.left(head).split('\n')) {
            if (line.toLower().startsWith("content-length:")) length = line.mid(15).trimmed().toLongLong();
            if (line.toLower().startsWith("authorization:")) lastAuthorization = line.mid(14).trimmed();
        }
        if (request.size() < head + 4 + length) return;
        answer(socket, request.startsWith("GET"), request.mid(head + 4));
    }
    void answer(QTcpSocket* socket, bool isSnapshot, const QByteArray& body) {
        std::pair<int, std::string> reply{status, ""};
        if (status == 200 && isSnapshot) reply.second = wire::encode(snapshot);
        if (status == 200 && !isSnapshot) {
            const auto command = wire::decodeCommand(body.toStdString());
            if (command && !std::holds_alternative<QueryEvents>(*command) && onCommand)
                reply = onCommand(*command);
            else
                reply.second = eventsAfter(command ? std::get<QueryEvents>(*command).afterId : 0);
        }
        const QByteArray text = QByteArray::fromStdString(reply.second);
        socket->write("HTTP/1.1 " + QByteArray::number(reply.first) + " X\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
                      QByteArray::number(text.size()) + "\r\n\r\n" + text);
        socket->disconnectFromHost();
    }

    std::string eventsAfter(std::uint64_t id) {
        ++eventPages;
        EventPage page;
        for (const Event& event : events)
            if (event.id > id) page.events.push_back(event);
        return wire::encode(Receipt(page));
    }

public:
    std::vector<Event> events;
    int eventPages = 0;

private:
    std::unique_ptr<QTcpServer> m_server;
};

/// A server's side of TLS with a certificate of its own making.
struct OwnTls {
    OwnTls() {
        const auto made = crypto::makeSelfSigned({"127.0.0.1", "localhost"}, 30).value();
        certificate = QSslCertificate(QByteArray::fromStdString(made.certificatePem));
        configuration.setLocalCertificate(certificate);
        configuration.setPrivateKey(QSslKey(QByteArray::fromStdString(made.keyPem), QSsl::Ec));
    }
    QString fingerprint() const { return QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex()); }
    QSslCertificate certificate;
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
};

/// What a remote engine offered to trust; written on its thread.
struct Offers {
    void add(const QString& fingerprint, bool isChanged) {
        const std::lock_guard lock(mutex);
        last = fingerprint;
        changed = isChanged;
    }
    QString fingerprint() {
        const std::lock_guard lock(mutex);
        return last;
    }
    std::mutex mutex;
    QString last;
    bool changed = false;
};

console::RemoteTarget tlsTarget(quint16 port) {
    console::RemoteTarget target;
    target.url = QUrl(QStringLiteral("https://127.0.0.1:%1").arg(port));
    target.token = "secret-token";
    return target;
}

}  // namespace

class TestRemoteEngine : public QObject {
    Q_OBJECT
private slots:
    void init();
    void followsTheSnapshot();
    void sendsTheToken();
    void carriesCommandsAndReceipts();
    void bringsErrorsBackAsValues();
    void tellsNewEventsOnly();
    void showsTheLossOfTheLinkAndComesBack();
    void eventsOfARestartedEngineAreNews();
    void tellsAWrongToken();
    void answersWhatIsUnderWayWhenItEnds();
    void anUnknownCertificateIsOfferedAndGetsNoToken();
    void aCaFileMakesTheCertificateKnown();
    void anotherCertificateThanThePinnedOneIsTold();
    void refusesATokenFileThatOthersCanRead();

private:
    std::unique_ptr<console::RemoteEngine> connectTo(quint16 port) const;
    std::unique_ptr<FakeAdmin> m_admin;
};

void TestRemoteEngine::init() {
    m_admin = std::make_unique<FakeAdmin>();
    QVERIFY(m_admin->listen());
    m_admin->snapshot.state = EngineState::running;
    m_admin->snapshot.version = "9.9";
}

std::unique_ptr<console::RemoteEngine> TestRemoteEngine::connectTo(quint16 port) const {
    console::RemoteTarget target;
    target.url = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port));
    target.token = "secret-token";
    return std::make_unique<console::RemoteEngine>(target, [](const QString&, bool) {});
}

void TestRemoteEngine::followsTheSnapshot() {
    auto engine = connectTo(m_admin->port());
    QCOMPARE(engine->snapshot()->state, EngineState::starting);
    QTRY_COMPARE(engine->snapshot()->version, std::string("9.9"));
    const auto before = engine->snapshot()->sequence;
    m_admin->snapshot.state = EngineState::draining;
    QTRY_COMPARE(engine->snapshot()->state, EngineState::draining);
    QVERIFY(engine->snapshot()->sequence > before);
}

void TestRemoteEngine::sendsTheToken() {
    auto engine = connectTo(m_admin->port());
    QTRY_COMPARE(m_admin->lastAuthorization, QByteArray("Bearer secret-token"));
}

void TestRemoteEngine::carriesCommandsAndReceipts() {
    std::string note;
    m_admin->onCommand = [&note](const Command& command) {
        if (const auto* apply = std::get_if<ApplyConfig>(&command)) note = apply->note;
        return std::pair{200, wire::encode(Receipt(Applied{12, {}, true}))};
    };
    auto engine = connectTo(m_admin->port());
    std::mutex mutex;
    std::optional<Result<Receipt>> answer;
    engine->submit(ApplyConfig{3, defaultConfig(), "为什么"}, [&](Result<Receipt> result) {
        const std::lock_guard lock(mutex);
        answer = std::move(result);
    });
    QTRY_VERIFY((std::lock_guard(mutex), answer.has_value()));
    QVERIFY(answer->has_value());
    QCOMPARE(std::get<Applied>(**answer).revision, std::uint64_t{12});
    QCOMPARE(note, std::string("为什么"));
}

void TestRemoteEngine::bringsErrorsBackAsValues() {
    m_admin->onCommand = [](const Command&) {
        return std::pair{412, R"({"error":{"message":"x"},"detail":)" + wire::encode(makeError(ErrorCode::configConflict, {"8"})) + "}"};
    };
    auto engine = connectTo(m_admin->port());
    std::mutex mutex;
    std::optional<Result<Receipt>> answer;
    engine->submit(StartEngine{}, [&](Result<Receipt> result) {
        const std::lock_guard lock(mutex);
        answer = std::move(result);
    });
    QTRY_VERIFY((std::lock_guard(mutex), answer.has_value()));
    QVERIFY(!answer->has_value());
    QCOMPARE(answer->error().code, ErrorCode::configConflict);
    QCOMPARE(answer->error().args, std::vector<std::string>{"8"});
}

void TestRemoteEngine::tellsNewEventsOnly() {
    Event old;
    old.id = 5;
    m_admin->events = {old};
    auto engine = connectTo(m_admin->port());
    std::mutex mutex;
    std::vector<std::uint64_t> seen;
    auto subscription = engine->onEvent([&](const Event& event) {
        const std::lock_guard lock(mutex);
        seen.push_back(event.id);
    });
    QTRY_VERIFY(m_admin->eventPages >= 2);  // the first page has been taken as history
    Event news;
    news.id = 6;
    m_admin->events.push_back(news);
    QTRY_VERIFY((std::lock_guard(mutex), !seen.empty()));
    subscription.reset();
    QCOMPARE(seen, std::vector<std::uint64_t>{6});
}

void TestRemoteEngine::showsTheLossOfTheLinkAndComesBack() {
    auto engine = connectTo(m_admin->port());
    QTRY_COMPARE(engine->snapshot()->state, EngineState::running);
    const quint16 port = m_admin->port();
    m_admin->close();
    QTRY_COMPARE(engine->snapshot()->state, EngineState::failed);
    QCOMPARE(engine->snapshot()->failure->code, ErrorCode::engineUnreachable);
    QCOMPARE(engine->snapshot()->version, std::string("9.9"));
    QVERIFY(m_admin->listen(port));
    QTRY_COMPARE_WITH_TIMEOUT(engine->snapshot()->state, EngineState::running, 15'000);
    QVERIFY(!engine->snapshot()->failure);
}

void TestRemoteEngine::eventsOfARestartedEngineAreNews() {
    Event old;
    old.id = 50;
    old.time = SystemTime(std::chrono::seconds(1'000));
    m_admin->events = {old};
    auto engine = connectTo(m_admin->port());
    std::mutex mutex;
    std::vector<std::uint64_t> seen;
    auto subscription = engine->onEvent([&](const Event& event) {
        const std::lock_guard lock(mutex);
        seen.push_back(event.id);
    });
    QTRY_VERIFY(m_admin->eventPages >= 2);
    const quint16 port = m_admin->port();
    m_admin->close();
    QTRY_COMPARE(engine->snapshot()->state, EngineState::failed);
    Event fresh;
    fresh.id = 1;
    fresh.time = SystemTime(std::chrono::seconds(2'000));
    m_admin->events = {fresh};
    QVERIFY(m_admin->listen(port));
    QTRY_VERIFY_WITH_TIMEOUT((std::lock_guard(mutex), !seen.empty()), 15'000);
    subscription.reset();
    QCOMPARE(seen, std::vector<std::uint64_t>{1});
}

void TestRemoteEngine::tellsAWrongToken() {
    m_admin->status = 401;
    auto engine = connectTo(m_admin->port());
    QTRY_COMPARE(engine->snapshot()->state, EngineState::failed);
    QCOMPARE(engine->snapshot()->failure->code, ErrorCode::unauthorised);
}

void TestRemoteEngine::answersWhatIsUnderWayWhenItEnds() {
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    auto engine = connectTo(silent.serverPort());
    int answers = 0;
    engine->submit(StartEngine{}, [&answers](const Result<Receipt>& result) { answers += result.has_value() ? 100 : 1; });
    QTRY_VERIFY(silent.hasPendingConnections());
    const QTcpSocket* peer = silent.nextPendingConnection();
    QTRY_VERIFY(peer->bytesAvailable() > 0);  // asked, and never answered
    engine.reset();
    QCOMPARE(answers, 1);
}

void TestRemoteEngine::anUnknownCertificateIsOfferedAndGetsNoToken() {
    const OwnTls tls;
    FakeAdmin admin(&tls.configuration);
    admin.snapshot.state = EngineState::running;
    QVERIFY(admin.listen());
    Offers offers;
    console::RemoteEngine engine(tlsTarget(admin.port()), [&offers](const QString& print, bool changed) { offers.add(print, changed); });
    QTRY_COMPARE(engine.snapshot()->state, EngineState::failed);
    QCOMPARE(engine.snapshot()->failure->code, ErrorCode::tlsVerification);
    QTRY_COMPARE(offers.fingerprint(), tls.fingerprint());
    QVERIFY(!offers.changed);
    QCOMPARE(admin.lastAuthorization, QByteArray());
    engine.trust(offers.fingerprint());
    QTRY_COMPARE(engine.snapshot()->state, EngineState::running);
    QCOMPARE(admin.lastAuthorization, QByteArray("Bearer secret-token"));
}

void TestRemoteEngine::aCaFileMakesTheCertificateKnown() {
    const OwnTls tls;
    FakeAdmin admin(&tls.configuration);
    admin.snapshot.state = EngineState::running;
    QVERIFY(admin.listen());
    Offers offers;
    console::RemoteTarget target = tlsTarget(admin.port());
    target.authorities = {tls.certificate};
    console::RemoteEngine engine(target, [&offers](const QString& print, bool changed) { offers.add(print, changed); });
    QTRY_COMPARE(engine.snapshot()->state, EngineState::running);
    QVERIFY(offers.fingerprint().isEmpty());
}

void TestRemoteEngine::anotherCertificateThanThePinnedOneIsTold() {
    const OwnTls tls;
    const OwnTls before;
    FakeAdmin admin(&tls.configuration);
    QVERIFY(admin.listen());
    Offers offers;
    console::RemoteTarget target = tlsTarget(admin.port());
    target.pinned = before.fingerprint();
    console::RemoteEngine engine(target, [&offers](const QString& print, bool changed) { offers.add(print, changed); });
    QTRY_COMPARE(offers.fingerprint(), tls.fingerprint());
    QVERIFY(offers.changed);
    QCOMPARE(admin.lastAuthorization, QByteArray());
}

void TestRemoteEngine::refusesATokenFileThatOthersCanRead() {
    QTemporaryDir folder;
    const QString name = folder.filePath(QStringLiteral("token"));
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("abc\n");
    file.close();
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    const QUrl url(QStringLiteral("https://host"));
    QCOMPARE(console::readRemoteTarget(url, name, {}).error().code, ErrorCode::filePermission);
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    const auto target = console::readRemoteTarget(url, name, {});
    QVERIFY(target.has_value());
    QCOMPARE(target->token, QByteArray("abc"));
    QCOMPARE(target->name(), QStringLiteral("host:8081"));
    QCOMPARE(console::readRemoteTarget(url, folder.filePath(QStringLiteral("none")), {}).error().code, ErrorCode::fileRead);
}

MIRROR_TEST(TestRemoteEngine, tst_remote_engine)
#include "tst_remote_engine.moc"
