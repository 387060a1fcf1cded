#include "integration/claims.h"
#include "integration/words_profile.h"
#include "support/fake_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

/// Words of the lists in answers that come whole, and personal data on its way to the upstream and back.
class TstFilterAnswers : public QObject {
    Q_OBJECT
private slots:
    void aBlockedAnswerIsCutAndSaysSo() {
        FakeUpstream upstream(scripts::wellBehaved({"你有大麻吗"}));
        EngineFixture mirror(profileWith({listed(12, "大麻")}), {.upstreams = {upstream.url()}});
        const HttpAnswer answer = mirror.ask(mirror.chat());
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.json()["choices"][0]["message"]["content"].get<std::string>(), std::string("你有"));
        QCOMPARE(answer.json()["choices"][0]["finish_reason"].get<std::string>(), std::string("content_filter"));
        QCOMPARE(mirror.traffic()[0].outcome, Outcome::filtered);
    }
    void aMaskedAnswerHasStars() {
        FakeUpstream upstream(scripts::wellBehaved({"你有大麻吗"}));
        EngineFixture mirror(profileWith({listed(12, "大麻", WordAction::mask)}), {.upstreams = {upstream.url()}});
        const HttpAnswer answer = mirror.ask(mirror.chat("test-model", {}, "Accept-Encoding: gzip\r\n"));
        QCOMPARE(answer.json()["choices"][0]["message"]["content"].get<std::string>(), std::string("你有**吗"));
        QCOMPARE(mirror.traffic()[0].outcome, Outcome::ok);
    }
    void anInnocentAnswerIsTheUpstreamsOwn() {
        FakeUpstream upstream(scripts::wellBehaved({"大家好"}));
        EngineFixture mirror(profileWith({listed(12, "大麻")}), {.upstreams = {upstream.url()}});
        QCOMPARE(mirror.ask(mirror.chat()).body, wholeAnswer("大家好"));
    }
    void personalDataGoesUpAsNamesAndComesBack() {
        std::string got;
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            while (const auto request = peer.request()) {
                got = request->body;
                peer.answerJson(200, wholeAnswer("给[PHONE]打电话"));
            }
        });
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"mask.before_upstream", "true"}}});
        const HttpAnswer answer = mirror.ask(postRequest("/v1/chat/completions", mirror.key(), R"({"model":"m","messages":[{"role":"user","content":"我的号码是138 0013 8000"}],"seed":13900139000})"));
        QVERIFY2(got.find("8000") == std::string::npos && got.find("我的号码是[PHONE]") != std::string::npos && got.find("\"seed\":0") != std::string::npos, got.c_str());
        QVERIFY2(answer.body.find("给138 0013 8000打电话") != std::string::npos, answer.body.c_str());
        const auto records = mirror.traffic();
        QVERIFY(!records[0].rules.empty());
        QCOMPARE(records[0].rules[0].rule, std::string("pii-phone"));
    }
    void withoutRestoreNamesStay() {
        FakeUpstream upstream(scripts::wellBehaved({"[PHONE]"}));
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"mask.before_upstream", "true"}, {"mask.restore", "false"}}});
        const HttpAnswer answer = mirror.ask(postRequest("/v1/chat/completions", mirror.key(), R"({"model":"m","messages":[{"role":"user","content":"13800138000"}]})"));
        QVERIFY(answer.body.find("[PHONE]") != std::string::npos);
    }
    void oneCallersDataIsNeverGivenToAnother() {
        FakeUpstream upstream(scripts::wellBehaved({"[PHONE]"}));
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"mask.before_upstream", "true"}}});
        QVERIFY(mirror.ask(postRequest("/v1/chat/completions", mirror.key(), R"({"model":"m","messages":[{"role":"user","content":"13800138000"}]})")).body.find("13800138000") != std::string::npos);
        QVERIFY(mirror.ask(mirror.chat()).body.find("[PHONE]") != std::string::npos);
    }
};

MIRROR_TEST(TstFilterAnswers, tst_filter_answers)
#include "tst_filter_answers.moc"
