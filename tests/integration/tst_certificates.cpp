#include "integration/claims.h"
#include "support/certificate_files.h"
#include "support/engine_fixture.h"
#include "support/fake_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {

TlsFiles ownFiles(const TempProfile& profile) { return {profile.certificate().string(), (profile.path() / "tls" / "key.pem").string()}; }

HttpClient connectTrusting(std::uint16_t port, const std::string& certificate) {
    ConnectOptions options;
    options.caFile = certificate;
    return HttpClient(connectTls(port, options));
}

/// New connections get the new certificate as soon as their worker has heard of it.
bool comesToProve(std::uint16_t port, const std::string& certificate, Milliseconds patience = Milliseconds(5000)) {
    const SteadyTime deadline = std::chrono::steady_clock::now() + patience;
    while (std::chrono::steady_clock::now() < deadline)
        if (connectTrusting(port, certificate).isConnected()) return true;
    return false;
}

bool isHealthy(HttpClient& client) { return client.send(getRequest("/health")) && client.read("GET").status == 200; }

std::size_t countOf(EngineFixture& mirror, EventKind kind) {
    const Result<Receipt> receipt = mirror.submit(QueryEvents{.afterId = 0, .limit = 500});
    if (!receipt) return 0;
    const auto& events = std::get<EventPage>(*receipt).events;
    return static_cast<std::size_t>(std::count_if(events.begin(), events.end(), [kind](const Event& event) { return event.kind == kind; }));
}

}  // namespace

/// Certificates change while the mirror serves.
class TstCertificates : public QObject {
    Q_OBJECT
private slots:
    void aRenewedCertificateIsServedAfterReloadNowAndOldConnectionsLiveOn() {
        Signal goOn;
        FakeUpstream upstream([&goOn](UpstreamPeer& peer) {
            if (!peer.request()) return;
            peer.beginStream();
            peer.event(contentChunk("a"));
            if (!goOn.wait()) return;
            peer.event(contentChunk("b"));
            peer.event(finishChunk());
            peer.event("[DONE]");
            peer.end();
            peer.request();
        });
        EngineFixture mirror({.upstreams = {upstream.url()}});
        HttpClient idle = mirror.connectTls(), busy = mirror.connectTls();
        QVERIFY(isHealthy(idle));
        busy.send(mirror.streamChat());
        HttpAnswer answer = busy.readHead();
        QVERIFY(busy.readEvents(answer, 1));

        const TlsFiles renewed = writeCertificate(mirror.profile()->path(), "renewed", {"localhost"});
        QVERIFY(!connectTrusting(mirror.tlsPort(), renewed.certificate).isConnected());
        replaceCertificate(ownFiles(*mirror.profile()), renewed);
        QVERIFY(mirror.submit(ReloadNow{}).has_value());
        QVERIFY(comesToProve(mirror.tlsPort(), renewed.certificate));
        QVERIFY(countOf(mirror, EventKind::certificateReloaded) >= 1);

        QVERIFY(isHealthy(idle));
        goOn.raise();
        busy.finish(answer);
        QCOMPARE(streamProblem(answer, "ab"), QString());
        HttpClient fresh = connectTrusting(mirror.tlsPort(), renewed.certificate);
        QVERIFY(isHealthy(fresh));
    }
    void aRenewedCertificateIsNoticedWithoutBeingTold() {
        EngineFixture mirror;
        const TlsFiles renewed = writeCertificate(mirror.profile()->path(), "renewed", {"localhost"});
        replaceCertificate(ownFiles(*mirror.profile()), renewed);
        QVERIFY(comesToProve(mirror.tlsPort(), renewed.certificate, Milliseconds(10'000)));
    }
    void aKeyThatDoesNotFitKeepsTheOldPairUntilItDoes() {
        EngineFixture mirror;
        const std::string before = (mirror.profile()->path() / "before.pem").string();
        std::filesystem::copy_file(mirror.profile()->certificate(), before);
        const TlsFiles renewed = writeCertificate(mirror.profile()->path(), "renewed", {"localhost"});
        // as a renewal looks in between: the certificate is new, the key not yet
        const std::size_t complaints = countOf(mirror, EventKind::configRejected);
        replaceCertificate({ownFiles(*mirror.profile()).certificate, (mirror.profile()->path() / "elsewhere").string()}, renewed);
        QVERIFY(mirror.submit(ReloadNow{}).has_value());
        QCOMPARE(countOf(mirror, EventKind::configRejected), complaints + 1);
        QVERIFY(connectTrusting(mirror.tlsPort(), before).isConnected());
        // the key alone, and nobody says so
        replaceCertificate({(mirror.profile()->path() / "elsewhere").string(), ownFiles(*mirror.profile()).key}, renewed);
        QVERIFY(comesToProve(mirror.tlsPort(), renewed.certificate, Milliseconds(10'000)));
    }
    void anotherCertificateInTheConfigIsServedOnTheSamePortAndOldConnectionsLiveOn() {
        EngineFixture mirror;
        HttpClient old = mirror.connectTls();
        QVERIFY(isHealthy(old));
        const TlsFiles other = writeCertificate(mirror.profile()->path(), "other", {"localhost"});
        QVERIFY(applyToTls(mirror, [&](ListenerConfig& listener) {
            listener.certificateFile = other.certificate;
            listener.keyFile = other.key;
        }));
        QVERIFY(comesToProve(mirror.tlsPort(), other.certificate));
        QVERIFY(isHealthy(old));
        QVERIFY(!mirror.engine().snapshot()->listeners[1].error);
    }
    void aMissingCertificateInTheConfigIsToldAndTheOldOneGoesOn() {
        EngineFixture mirror;
        QVERIFY(applyToTls(mirror, [&](ListenerConfig& listener) {
            listener.certificateFile = (mirror.profile()->path() / "absent.pem").string();
            listener.keyFile = (mirror.profile()->path() / "absent.key").string();
        }));
        QVERIFY(mirror.waitFor([](const Snapshot& now) { return now.listeners[1].error.has_value(); }));
        QVERIFY(mirror.engine().snapshot()->listeners[1].error->code == ErrorCode::certificateInvalid);
        HttpClient client = mirror.connectTls();
        QVERIFY(isHealthy(client));
        // once the files are there they are taken up
        const TlsFiles there = writeCertificate(mirror.profile()->path(), "absent", {"localhost"});
        QVERIFY(comesToProve(mirror.tlsPort(), there.certificate));
        QVERIFY(mirror.waitFor([](const Snapshot& now) { return !now.listeners[1].error; }));
    }
    void theAdminListenersCertificateIsRenewedToo() {
        EngineFixture mirror({.overrides = {{"admin.tls", "true"}}});
        HttpClient old = connectTrusting(mirror.adminPort(), mirror.profile()->certificate().string());
        QVERIFY(old.isConnected());
        const TlsFiles renewed = writeCertificate(mirror.profile()->path(), "renewed", {"localhost"});
        replaceCertificate(ownFiles(*mirror.profile()), renewed);
        QVERIFY(mirror.submit(ReloadNow{}).has_value());
        QVERIFY(comesToProve(mirror.adminPort(), renewed.certificate));
        QVERIFY(old.send(getRequest("/ready")));
        QCOMPARE(old.read("GET").status, 200);
    }

private:
    template <class Change>
    static bool applyToTls(EngineFixture& mirror, const Change& change) {
        const Result<Receipt> now = mirror.submit(GetConfig{});
        if (!now) return false;
        auto document = std::get<ConfigDocument>(*now);
        change(document.config.listeners[1]);
        const Result<Receipt> receipt = mirror.submit(ApplyConfig{document.revision, document.config, "certificate"});
        return receipt && std::holds_alternative<Applied>(*receipt);
    }
};

MIRROR_TEST(TstCertificates, tst_certificates)
#include "tst_certificates.moc"
