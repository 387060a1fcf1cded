#include "support/run_test.h"  // first: moc 6.4 does not parse <concepts> when it comes upon it before Qt

#include <chrono>

#include "auth/authenticator.h"

using namespace mirror;
using namespace mirror::auth;

namespace {

constexpr std::string_view kInstallSecret = "0123456789abcdefghijklmnopqrstuv";
constexpr std::string_view kKey = "sk-mirror-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmno12";

StoredKey stored(std::string_view key, const char* name, bool isEnabled = true) {
    return {.name = name, .group = "g", .digest = crypto::HmacSha256(kInstallSecret).digest(key), .isEnabled = isEnabled};
}

http::RequestHead headWith(std::vector<http::Field> fields) {
    http::RequestHead head;
    head.method = "POST";
    head.path = "/v1/chat/completions";
    head.fields = std::move(fields);
    return head;
}

struct Door {
    Authenticator authenticator{crypto::Secret(kInstallSecret)};
    Door() { authenticator.setKeys(std::make_shared<const KeyTable>(std::vector<StoredKey>{stored(kKey, "team-a"), stored("sk-off", "off", false)})); }
    /// Name of the caller; "" when refused.
    std::string who(std::vector<http::Field> fields) {
        const http::RequestHead head = headWith(std::move(fields));
        const auto principal = authenticator.authenticate(head);
        if (principal) return (*principal)->name;
        return principal.error().code == ErrorCode::invalidKey ? "" : "another error";
    }
};

const std::string kBearer = "Bearer " + std::string(kKey);

}  // namespace

class TstAuthenticator : public QObject {
    Q_OBJECT
private slots:
    void readsTheThreeFieldsClientsUse() {
        Door door;
        QCOMPARE(door.who({{"Authorization", kBearer}}), std::string("team-a"));
        QCOMPARE(door.who({{"host", "x"}, {"AUTHORIZATION", "bEARER   " + std::string(kKey)}}), std::string("team-a"));
        QCOMPARE(door.who({{"api-key", kKey}}), std::string("team-a"));
        QCOMPARE(door.who({{"X-Api-Key", kKey}}), std::string("team-a"));
    }
    void refusesWhatIsMissingMalformedOrUnknown() {
        Door door;
        QCOMPARE(door.who({}), std::string());
        for (const std::string& value : std::initializer_list<std::string>{"", "Bearer", "Bearer ", std::string(kKey), "Basic " + std::string(kKey),
                                         "Bearer" + std::string(kKey), "Bearer sk-wrong", "Bearer sk-off", kBearer + "x", kBearer + " " + std::string(kKey),
                                         "Bearer " + std::string(kKey.substr(0, kKey.size() - 1)), "Bearer " + std::string(100'000, 'k')})
            QVERIFY2(door.who({{"Authorization", value}}).empty(), value.substr(0, 100).c_str());
        QCOMPARE(door.who({{"x-api-key", ""}}), std::string());
    }
    void refusesCredentialsThatStandTwice() {
        Door door;
        QCOMPARE(door.who({{"Authorization", kBearer}, {"Authorization", kBearer}}), std::string());
        QCOMPARE(door.who({{"api-key", kKey}, {"x-api-key", kKey}}), std::string());
    }
    void goesByAuthorizationWhenBothAreThere() {
        Door door;
        QCOMPARE(door.who({{"x-api-key", "sk-wrong"}, {"Authorization", kBearer}}), std::string("team-a"));
        QCOMPARE(door.who({{"x-api-key", kKey}, {"Authorization", "Bearer sk-wrong"}}), std::string());
    }
    void knowsEveryKeyOfTheTableThatWasSetLast() {
        Door door;
        door.authenticator.setKeys(std::make_shared<const KeyTable>(std::vector<StoredKey>{stored("sk-new", "new")}));
        QCOMPARE(door.who({{"Authorization", kBearer}}), std::string());
        QCOMPARE(door.who({{"Authorization", "Bearer sk-new"}}), std::string("new"));
    }
    void knowsNobodyBeforeATableIsSet() {
        Authenticator authenticator{crypto::Secret(kInstallSecret)};
        QCOMPARE(authenticator.authenticate(headWith({{"Authorization", kBearer}})).error().code, ErrorCode::invalidKey);
    }
    void knowsNobodyUnderAnotherInstallSecret() {
        Authenticator other{crypto::Secret("another secret")};
        other.setKeys(std::make_shared<const KeyTable>(std::vector<StoredKey>{stored(kKey, "team-a")}));
        QVERIFY(!other.authenticate(headWith({{"Authorization", kBearer}})));
    }
    void carriesNothingOfTheKeyInItsError() {
        Door door;
        const Error error = door.authenticator.authenticate(headWith({{"Authorization", "Bearer sk-very-secret"}})).error();
        QVERIFY(error.args.empty() && error.cause.empty());
    }
    void costsLessThanAMicrosecond() {
        Door door;
        std::vector<StoredKey> keys;
        for (int i = 0; i < 5000; ++i) keys.push_back(stored("sk-" + std::to_string(i), "n"));
        keys.push_back(stored(kKey, "team-a"));
        door.authenticator.setKeys(std::make_shared<const KeyTable>(std::move(keys)));
        const http::RequestHead head = headWith({{"host", "mirror.example"}, {"accept", "*/*"}, {"user-agent", "OpenAI/Python"},
                                                 {"content-type", "application/json"}, {"authorization", kBearer}, {"content-length", "600"}});
        double best = 1e9;
        for (int round = 0; round < 5; ++round) {
            const auto begun = std::chrono::steady_clock::now();
            int known = 0;
            for (int i = 0; i < 20'000; ++i) known += door.authenticator.authenticate(head).has_value();
            const std::chrono::duration<double, std::micro> spent = std::chrono::steady_clock::now() - begun;
            QCOMPARE(known, 20'000);
            best = std::min(best, spent.count() / 20'000);
        }
        qInfo("authenticate() among 5,001 keys: %.3f us", best);
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("timing says nothing under a sanitizer");
#endif
        QVERIFY2(best <= 3, "three times the target even on a busy machine");
    }
};

MIRROR_TEST(TstAuthenticator, tst_authenticator)
#include "tst_authenticator.moc"
