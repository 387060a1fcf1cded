#include "integration/claims.h"
#include "integration/words_profile.h"
#include "support/fake_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {

std::string form(const std::string& prompt) {
    return "--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n" + std::string(5000, 'p') +
           "\r\n--b\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\n" + prompt + "\r\n--b--\r\n";
}
std::string upload(const EngineFixture& mirror, const std::string& body, const std::string& type = "multipart/form-data; boundary=b", const std::string& more = {}) {
    return "POST /v1/images/edits HTTP/1.1\r\nHost: mirror.test\r\nAuthorization: Bearer " + mirror.key() + "\r\nContent-Type: " + type + "\r\n" + more +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace

/// Words of the lists in forms, through a whole engine.
class TstFilterUploads : public QObject {
    Q_OBJECT
private slots:
    void anInnocentFormArrivesUnchanged() {
        std::string got;
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            while (const auto request = peer.request()) {
                got = request->body;
                peer.answerJson(200, "{}");
            }
        });
        EngineFixture mirror(profileWith({listed(12, "大麻")}), {.upstreams = {upstream.url()}});
        QCOMPARE(mirror.ask(upload(mirror, form("大象"))).status, 200);
        QCOMPARE(got, form("大象"));
    }
    void aForbiddenFieldIsRefusedAndNeverSentHoweverItArrives() {
        std::atomic<bool> leaked = false;
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            if (!peer.requestHead()) return;
            std::string got;
            for (std::string more = peer.receive(); !more.empty(); more = peer.receive()) got += more;
            if (got.find("prompt") != std::string::npos) leaked = true;
        });
        EngineFixture mirror(profileWith({listed(12, "大麻")}), {.upstreams = {upstream.url()}});
        const std::string request = upload(mirror, form("有大麻吗"));
        for (const std::size_t fromEnd : {1, 8, 15, 17, 20, 24, 40}) {
            HttpClient client = mirror.connect();
            client.send(request.substr(0, request.size() - fromEnd));
            client.send(request.substr(request.size() - fromEnd));
            const HttpAnswer answer = client.read();
            QCOMPARE(errorProblem(answer, 403, "content_policy_violation", "content_filter"), QString());
            QCOMPARE(answer.field("x-mirror-rule-id"), std::string("w12"));
        }
        QVERIFY(!leaked);
        const auto records = mirror.traffic(7);
        QCOMPARE(records.at(0).outcome, Outcome::filtered);
        QVERIFY(mirror.waitFor([](const Snapshot& now) { return now.upstreams[0].attempts == 7; }));
        QCOMPARE(mirror.engine().snapshot()->upstreams[0].failures, std::uint64_t(0));
    }
    void whatCannotBeLookedThroughIsRefused() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror(profileWith({listed(12, "大麻")}), {.upstreams = {upstream.url()}});
        QCOMPARE(mirror.ask(upload(mirror, form("x"), "multipart/form-data; boundary=other")).status, 400);
        QCOMPARE(mirror.ask(upload(mirror, form("x"), "multipart/form-data; boundary=b", "Content-Encoding: gzip\r\n")).status, 415);
        QCOMPARE(mirror.ask(upload(mirror, "x", "text/plain")).status, 415);
        QCOMPARE(mirror.ask(upload(mirror, form(std::string((1 << 20) + 1, 'x')))).status, 413);
    }
};

MIRROR_TEST(TstFilterUploads, tst_filter_uploads)
#include "tst_filter_uploads.moc"
